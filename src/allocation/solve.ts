import { canonicalOrder } from "./canonical-order.ts";
import { evaluate } from "./evaluate.ts";
import { relativeGap } from "./gap.ts";
import { type HighsLoader, HighsSession } from "./highs/session.ts";
import { buildModel, type Model, toAssignment } from "./model.ts";
import { scarcityPrices } from "./prices.ts";
import type { Allocation, AllocationProblem, SolveOptions } from "./problem.ts";
import { prove } from "./prove.ts";
import { type Relaxation, relax, relaxNeutrally } from "./relax.ts";
import { RunControl } from "./run-control.ts";
import { greedyState, homeStart } from "./search/greedy.ts";
import { findPlan } from "./search.ts";
import { soften } from "./softened.ts";
import { validateOptions, validateProblem } from "./validate.ts";

/**
 * Solves an allocation problem: a good assignment, a bound that no assignment beats, and the prices of what is scarce. The
 * same problem, options and seed give the same result, whatever the order of units and agents, unless a time limit or the
 * abort signal cuts the work short. Throws a RangeError when the problem breaks its contract; infeasibility is no error.
 */
export async function solveAllocation(problem: AllocationProblem, options: SolveOptions): Promise<Allocation> {
  return solveWith(problem, options, new HighsSession());
}

/** `solveAllocation` with a given way to load HiGHS: tests give one that fails. */
export async function solveWithLoader(
  problem: AllocationProblem,
  options: SolveOptions,
  load: HighsLoader,
): Promise<Allocation> {
  return solveWith(problem, options, new HighsSession(load));
}

async function solveWith(
  problem: AllocationProblem,
  options: SolveOptions,
  session: HighsSession,
): Promise<Allocation> {
  validateProblem(problem);
  validateOptions(options);
  const control = new RunControl(options);
  const model = buildModel(problem, canonicalOrder(problem));
  const judge = (pairOf: Int32Array): number => evaluate(problem, toAssignment(model, pairOf)).objective;
  const easy = easyPlan(model, judge);
  if (easy) return finish(problem, model, { ...easy, iterations: 0, control, notes: [] });
  const relaxation = await relax(model, options.effort, session, control);
  control.report({
    phase: "bound",
    best: Number.POSITIVE_INFINITY,
    ...boundSoFar(relaxation),
    iterations: relaxation.iterations,
  });
  const plan = await findPlan(model, relaxation, { judge, options, control });
  const context = { judge, session, control, effort: options.effort };
  const proof = await prove(model, relaxation, plan.pairOf, context);
  return finish(problem, model, {
    pairOf: proof.pairOf,
    bound: proof.bound,
    method:
      proof.bound - relaxation.bound > 1e-9 * (1 + Math.abs(proof.bound)) ? "branch and bound" : relaxation.method,
    multipliers: relaxation.multipliers,
    iterations: relaxation.iterations + plan.iterations,
    control,
    notes: session.notes,
  });
}

/** A greedy plan that is optimal already, as where there is nothing to decide: then nothing else need be done. */
function easyPlan(
  model: Model,
  judge: (pairOf: Int32Array) => number,
): Pick<Outcome, "pairOf" | "bound" | "method" | "multipliers"> | undefined {
  const { pairOf } = greedyState(soften(model), homeStart(model));
  const { bound, multipliers, method } = relaxNeutrally(model);
  return relativeGap(judge(pairOf), bound) === 0 ? { pairOf, bound, multipliers, method } : undefined;
}

function boundSoFar({ bound }: Relaxation): { bound: number; gap: number } {
  return { bound, gap: Number.POSITIVE_INFINITY };
}

interface Outcome {
  readonly pairOf: Int32Array;
  readonly bound: number;
  readonly method: string;
  readonly multipliers: Float64Array;
  readonly iterations: number;
  readonly control: RunControl;
  readonly notes: readonly string[];
}

function finish(problem: AllocationProblem, model: Model, outcome: Outcome): Allocation {
  const assignment = toAssignment(model, outcome.pairOf);
  const { objective, terms } = evaluate(problem, assignment);
  const bound = Math.min(outcome.bound, objective);
  const gap = relativeGap(objective, bound);
  return {
    assignment,
    objective,
    terms,
    bound,
    gap,
    status: objective === Number.POSITIVE_INFINITY ? "infeasible" : gap === 0 ? "optimal" : "feasible",
    interrupted: outcome.control.interrupted,
    outOfTime: outcome.control.outOfTime,
    statistics: {
      boundMethod: outcome.method,
      iterations: outcome.iterations,
      notes: notesOn(outcome, objective),
    },
    prices: scarcityPrices(problem, model, outcome.multipliers),
  };
}

function notesOn({ notes, control, bound }: Outcome, objective: number): string[] {
  const all = [...notes];
  if (control.outOfTime) all.push("the time limit ended the search");
  if (objective === Number.POSITIVE_INFINITY) {
    all.push(
      bound === objective ? "no assignment keeps all hard rules" : "found no assignment that keeps all hard rules",
    );
  }
  return all;
}
