import { ascendDual, looksOfStep } from "./bounds/dual-ascent.ts";
import { type DualValue, dualValue } from "./bounds/dual-value.ts";
import { neutralMultipliers } from "./bounds/multipliers.ts";
import { reducedCosts } from "./excess-model.ts";
import { buildLinearModel, type LinearModel } from "./highs/linear-model.ts";
import type { HighsOutcome, HighsSession } from "./highs/session.ts";
import type { Model } from "./model.ts";
import type { RunControl } from "./run-control.ts";
import { allCandidates, type Candidates, selectCandidates } from "./search/candidates.ts";

/** What the relaxation tells: a bound, the multipliers that prove it, and an assignment to start from. */
export interface Relaxation {
  readonly bound: number;
  readonly multipliers: Float64Array;
  readonly start: Int32Array;
  readonly method: string;
  readonly iterations: number;
}

/** Up to so many pairs the whole relaxation goes to HiGHS. */
const PAIRS_FOR_HIGHS = 20_000;

/** Beyond, our own ascent comes close in a fraction of the time, and up to so many pairs HiGHS finishes what it began, by sifting. */
const PAIRS_FOR_SIFTING = 500_000;

/** Pairs for each unit that a round of sifting adds at most, how many rounds there are, and the gap to the relaxation that is good enough. */
const SIFTED_PAIRS = 3;
const SIFTING_ROUNDS = 4;
const SIFTED_ENOUGH = 5e-5;

const SIMPLEX_ITERATIONS = 100_000;

/** Ascent steps by effort; more where units have many pairs, up to so many looks at a pair in all, so that the largest problems end too. */
const STEPS = { quick: 600, normal: 800, thorough: 2500 } as const;
const PAIRS_FOR_STEPS = 40;
const LOOKS = { quick: 1.5e9, normal: 3e9, thorough: 2e10 } as const;

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
    const found = await relaxByHighs(model, allCandidates(model), session, control);
    if (found?.status === "infeasible") return { ...found, bound: Number.POSITIVE_INFINITY };
    if (found && found.bound >= best.bound) return found;
  }
  const crowd = Math.max(1, model.pairAgent.length / (PAIRS_FOR_STEPS * model.unitCount));
  const most = Math.floor(LOOKS[effort] / looksOfStep(model));
  const steps = Math.max(100, Math.min(Math.ceil(STEPS[effort] * crowd), most));
  const { multipliers, iterations } = await ascendDual(model, steps, control);
  const ascended = { ...describe(model, multipliers), method: "Lagrangian prices", iterations };
  if (ascended.bound > best.bound) best = ascended;
  return model.pairAgent.length <= PAIRS_FOR_SIFTING ? sift(model, best, session, control) : best;
}

/**
 * Solves the relaxation over a few pairs of each unit, prices all pairs with the duals, adds those that are cheap now, and so on (sifting,
 * R. Bixby et al., 1992). Each round's duals give a bound; the relaxation lies between the best of them and the round's optimum.
 */
async function sift(model: Model, from: Relaxation, session: HighsSession, control: RunControl): Promise<Relaxation> {
  const isKept = new Uint8Array(model.pairAgent.length);
  let best = from;
  let { multipliers } = from;
  let mayStayOut = false;
  for (let round = 0; round < SIFTING_ROUNDS && session.usable && !(await control.shouldStop()); round++) {
    const { pairCost, unplacedCost } = reducedCosts(model, multipliers);
    const limit = pairCost.slice().sort()[Math.min(pairCost.length, SIFTED_PAIRS * model.unitCount) - 1] as number;
    for (let pair = 0; pair < isKept.length; pair++) if ((pairCost[pair] as number) <= limit) isKept[pair] = 1;
    const places = selectCandidates(model, (unit, place) =>
      place < 0 ? (unplacedCost[unit] as number) <= (mayStayOut ? Number.MAX_VALUE : limit) : isKept[place] === 1,
    );
    const found = await relaxByHighs(model, places, session, control);
    if (found?.status === "infeasible" && !mayStayOut) {
      // Among a few places there may be no solution where there is one; with everybody free to stay out there mostly is.
      mayStayOut = true;
      continue;
    }
    if (!found || found.status === "infeasible" || !found.multipliers.every(Number.isFinite)) break;
    multipliers = found.multipliers;
    if (found.bound > best.bound) best = { ...found, iterations: from.iterations };
    const isOptimal = found.status === "optimal";
    if (isOptimal && found.optimum - best.bound <= SIFTED_ENOUGH * Math.abs(best.bound)) break;
  }
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

/** The relaxation over the given places: its optimum, and what its duals prove of all places. */
async function relaxByHighs(
  model: Model,
  places: Candidates,
  session: HighsSession,
  control: RunControl,
): Promise<(Relaxation & Pick<HighsOutcome, "status"> & { optimum: number }) | undefined> {
  const linear = buildLinearModel(model, places, false);
  const outcome = await session.solve(linear.data, {
    simplex_iteration_limit: SIMPLEX_ITERATIONS,
    ...control.highsTimeLimit(),
  });
  if (outcome.rowDuals.length !== linear.data.numRows) return undefined;
  const multipliers = multipliersFromDuals(model, linear, outcome);
  const { bound, choice } = dualValue(model, multipliers);
  return {
    bound,
    status: outcome.status,
    multipliers,
    start: roundRelaxation(linear, outcome, choice),
    method: "linear programme",
    iterations: 0,
    optimum: outcome.objective,
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
