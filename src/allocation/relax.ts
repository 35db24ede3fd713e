import { ascendDual } from "./bounds/dual-ascent.ts";
import { type DualValue, dualValue } from "./bounds/dual-value.ts";
import { neutralMultipliers } from "./bounds/multipliers.ts";
import { buildLinearModel, type LinearModel } from "./highs/linear-model.ts";
import type { HighsOutcome, HighsSession } from "./highs/session.ts";
import type { Model } from "./model.ts";
import type { RunControl } from "./run-control.ts";
import { allCandidates } from "./search/candidates.ts";

/** What the relaxation tells: a bound, the multipliers that prove it, and an assignment to start from. */
export interface Relaxation {
  readonly bound: number;
  readonly multipliers: Float64Array;
  readonly start: Int32Array;
  readonly method: string;
  readonly iterations: number;
}

/** Up to so many pairs the relaxation goes to HiGHS; beyond, our own ascent is as close in a fraction of the time. */
const PAIRS_FOR_HIGHS = 20_000;

const SIMPLEX_ITERATIONS = 100_000;

/** Ascent steps by effort. */
const STEPS = { quick: 600, normal: 1000, thorough: 2500 } as const;

/** Pairs that all steps of the ascent together may look at, so that the largest problems end too. */
const PAIR_LOOKS = 7e9;

/** Solves the relaxation by HiGHS where that is quick, else (or if it fails) by dual ascent. The bound is ours either way. */
export async function relax(
  model: Model,
  effort: keyof typeof STEPS,
  session: HighsSession,
  control: RunControl,
): Promise<Relaxation> {
  let best = relaxNeutrally(model);
  if (best.bound === Number.POSITIVE_INFINITY || model.pairAgent.length === 0) return best;
  if (model.pairAgent.length <= PAIRS_FOR_HIGHS) {
    const found = await relaxByHighs(model, session, control);
    if (found && found.bound >= best.bound) return found;
  }
  const steps = Math.max(100, Math.min(STEPS[effort], Math.floor(PAIR_LOOKS / model.pairAgent.length)));
  const { multipliers, iterations } = await ascendDual(model, steps, control);
  const ascended = { ...describe(model, multipliers), method: "Lagrangian prices", iterations };
  if (ascended.bound > best.bound) best = ascended;
  return best;
}

/** The relaxation at multipliers of 0: what everything costs when nothing is scarce. */
export function relaxNeutrally(model: Model): Relaxation {
  return { ...describe(model, neutralMultipliers(model)), method: "neutral prices", iterations: 0 };
}

function describe(model: Model, multipliers: Float64Array): Pick<Relaxation, "bound" | "multipliers" | "start"> {
  const { bound, choice }: DualValue = dualValue(model, multipliers);
  return { bound, multipliers, start: choice };
}

async function relaxByHighs(model: Model, session: HighsSession, control: RunControl): Promise<Relaxation | undefined> {
  const linear = buildLinearModel(model, allCandidates(model), false);
  const outcome = await session.solve(linear.data, {
    simplex_iteration_limit: SIMPLEX_ITERATIONS,
    ...control.highsTimeLimit(),
  });
  if (outcome.rowDuals.length !== linear.data.numRows) return undefined;
  const multipliers = multipliersFromDuals(model, linear, outcome);
  const { bound, choice } = dualValue(model, multipliers);
  return {
    bound: outcome.status === "infeasible" ? Number.POSITIVE_INFINITY : bound,
    multipliers,
    start: roundRelaxation(linear, outcome, choice),
    method: "linear programme",
    iterations: 0,
  };
}

/** The dual of an equation is what one more on its right-hand side costs; our multiplier is what one more use costs. */
function multipliersFromDuals(
  model: Model,
  { rowOf, rowScale }: LinearModel,
  { rowDuals }: HighsOutcome,
): Float64Array {
  return neutralMultipliers(model).map((neutral, row) => {
    const at = rowOf[row] as number;
    return at < 0 ? neutral : -(rowDuals[at] as number) / (rowScale[row] as number);
  });
}

/** Each unit at the place that has most of it in the relaxation. */
function roundRelaxation(linear: LinearModel, { values }: HighsOutcome, fallback: Int32Array): Int32Array {
  const start = fallback.slice();
  linear.freeUnits.forEach((unit, index) => {
    let most = -1;
    for (
      let column = linear.firstColumn[index] as number;
      column < (linear.firstColumn[index + 1] as number);
      column++
    ) {
      if ((values[column] as number) <= most) continue;
      most = values[column] as number;
      start[unit] = linear.places[column] as number;
    }
  });
  return start;
}
