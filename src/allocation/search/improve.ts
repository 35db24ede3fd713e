import type { Model } from "../model.ts";
import type { Random } from "../random.ts";
import type { RunControl } from "../run-control.ts";
import { SearchState } from "../search-state.ts";
import { Annealing } from "./annealing.ts";
import type { Candidates } from "./candidates.ts";
import { gradeSlopes } from "./graded-slopes.ts";
import type { Lookalikes } from "./lookalikes.ts";

/** What an annealing run works with. */
export interface AnnealingTask {
  /** A softened model. */
  readonly model: Model;
  readonly multipliers: Float64Array;
  readonly candidates: Candidates;
  readonly lookalikes: Lookalikes;
  readonly random: Random;
  readonly iterations: number;
  /** Points by which the places of a unit typically differ: the measure of all temperatures. */
  readonly stake: number;
}

/** Moves tried between two looks at the abort signal. */
const PORTION = 65_536;

const STAGES = 20;

/** Temperature at first and at last, and the slopes' reach at first and before the last stage, all in stakes. */
const HOT = 0.03;
const COLD = 0.01;
const FLAT = 0.25;
const STEEP = 500;

/**
 * Anneals from `start` in stages: in each the penalties' walls are steeper and it is colder; the last has the true penalties.
 * Returns the best assignment of the last stage and how many moves were tried.
 */
export async function annealInStages(
  task: AnnealingTask,
  start: Int32Array,
  control: RunControl,
): Promise<{ pairOf: Int32Array; iterations: number }> {
  const { model, multipliers, candidates, lookalikes, random, stake } = task;
  const cool = stagesOf(COLD / HOT, STAGES);
  const steepen = stagesOf(STEEP / FLAT, STAGES - 1);
  let pairOf = start;
  let iterations = 0;
  for (let stage = 0; stage < STAGES; stage++) {
    const last = stage === STAGES - 1;
    const graded = last ? model : gradeSlopes(model, multipliers, FLAT * stake * (steepen[stage] as number));
    const state = new SearchState(graded, pairOf);
    const annealing = new Annealing(state, candidates, lookalikes, random, {
      from: HOT * stake * (cool[stage] as number),
      to: HOT * stake * (cool[stage + 1] as number),
      iterations: Math.ceil(task.iterations / STAGES),
    });
    while (!annealing.finished && !(await control.shouldStop())) annealing.run(PORTION);
    iterations += annealing.iterations;
    pairOf = last ? annealing.best : state.pairOf;
    if (await control.shouldStop()) break;
  }
  return { pairOf, iterations };
}

/** Numbers from 1 to `ratio` in `steps` equal ratios. */
function stagesOf(ratio: number, steps: number): Float64Array {
  const grows = ratio > 1;
  let low = grows ? 1 : 0;
  let high = grows ? ratio : 1;
  for (let round = 0; round < 100; round++) {
    const middle = (low + high) / 2;
    if (power(middle, steps) < ratio) low = middle;
    else high = middle;
  }
  return Float64Array.from({ length: steps + 1 }, (_, step) => power(high, step));
}

function power(base: number, exponent: number): number {
  let result = 1;
  for (let step = 0; step < exponent; step++) result *= base;
  return result;
}
