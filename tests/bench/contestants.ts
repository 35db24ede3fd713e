import { canonicalOrder } from "../../src/allocation/canonical-order.ts";
import { buildLinearModel, type LinearModel } from "../../src/allocation/highs/linear-model.ts";
import { HighsSession } from "../../src/allocation/highs/session.ts";
import { type AllocationProblem, evaluate, solveAllocation } from "../../src/allocation/index.ts";
import { buildModel, toAssignment } from "../../src/allocation/model.ts";
import { allCandidates } from "../../src/allocation/search/candidates.ts";
import { benchInstance } from "./instance.ts";
import { plannedInstance } from "./planned-instance.ts";

/** Seed of all instances of the benchmark. */
const SEED = 1;

/** How an instance is made: by planning from a drawn company, or directly, with balance in the foreground. */
export type Family = "planned" | "even";

function instance(family: Family, clients: number, reps: number): AllocationProblem {
  return family === "planned" ? plannedInstance(clients, reps, SEED) : benchInstance(clients, reps, SEED);
}

/** What one solver reached on one instance. Infinite figures are null: this goes through JSON. */
export interface BenchResult {
  readonly objective: number | null;
  readonly bound: number | null;
  readonly gap: number | null;
  readonly seconds: number;
  /** Null when the process had to be ended. */
  readonly peakMegabytes: number | null;
}

/** Our solver, counted by iterations; the time is what they took. */
export async function runEvenbook(
  family: Family,
  clients: number,
  reps: number,
  effort: "quick" | "normal" | "thorough",
): Promise<BenchResult> {
  const problem = instance(family, clients, reps);
  const from = performance.now();
  const { objective, bound } = await solveAllocation(problem, { seed: SEED, effort });
  return measured(objective, bound, from);
}

/** HiGHS on the same model (with the penalties tightened to whole steps, as for us) within a time limit. */
export async function runHighs(family: Family, clients: number, reps: number, seconds: number): Promise<BenchResult> {
  const problem = instance(family, clients, reps);
  const from = performance.now();
  const model = buildModel(problem, canonicalOrder(problem));
  const linear = buildLinearModel(model, allCandidates(model), true);
  const outcome = await new HighsSession().solve(linear.data, { time_limit: seconds, mip_rel_gap: 0 });
  const feasible = Number.isFinite(outcome.objective) && outcome.values.length > 0;
  const objective = feasible ? evaluate(problem, chosen(problem, linear, model, outcome.values)).objective : Infinity;
  return measured(objective, outcome.dualBound, from);
}

function chosen(
  problem: AllocationProblem,
  linear: LinearModel,
  model: ReturnType<typeof buildModel>,
  values: Float64Array,
): Int32Array {
  const pairOf = new Int32Array(problem.unitCount).fill(-1);
  linear.freeUnits.forEach((unit, index) => {
    for (
      let column = linear.firstColumn[index] as number;
      column < (linear.firstColumn[index + 1] as number);
      column++
    ) {
      if ((values[column] as number) > 0.5) pairOf[unit] = linear.places[column] as number;
    }
  });
  return toAssignment(model, pairOf);
}

function measured(objective: number, bound: number, from: number): BenchResult {
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
  return {
    objective: finite(objective),
    bound: finite(bound),
    gap: finite(Math.max(0, (objective - bound) / objective)),
    seconds: (performance.now() - from) / 1000,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  };
}
