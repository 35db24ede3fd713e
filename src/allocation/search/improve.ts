import type { Model } from "../model.ts";
import type { Random } from "../random.ts";
import type { RunControl } from "../run-control.ts";
import { SearchState } from "../search-state.ts";
import { Annealing, MOVES_PER_STEP } from "./annealing.ts";
import type { Candidates } from "./candidates.ts";
import { geometricSteps } from "./geometric-steps.ts";
import { gradeSlopes } from "./graded-slopes.ts";

/** What an annealing run works with. */
export interface AnnealingTask {
  /** A softened excess model. */
  readonly model: Model;
  readonly candidates: Candidates;
  readonly random: Random;
  readonly moves: number;
  /** Points by which the places of a unit typically differ: the measure of all temperatures. */
  readonly stake: number;
}

/** Steps between two looks at the abort signal. */
const PORTION = 256;

const STAGES = 20;

/** Temperature at first and at last, and the slopes' reach at first and before the last stage, all in stakes. */
const HOT = 0.03;
const COLD = 0.003;
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
): Promise<{ pairOf: Int32Array; moves: number }> {
  const { model, candidates, random, stake } = task;
  const stepsPerStage = Math.max(1, Math.ceil(task.moves / (STAGES * MOVES_PER_STEP)));
  const heat = geometricSteps(HOT * stake, COLD * stake, STAGES * stepsPerStage);
  const reach = geometricSteps(FLAT * stake, STEEP * stake, STAGES - 1);
  let pairOf = start;
  let best = Number.POSITIVE_INFINITY;
  let step = 0;
  for (let stage = 0; stage < STAGES; stage++) {
    const last = stage === STAGES - 1;
    const state = new SearchState(last ? model : gradeSlopes(model, reach[stage] as number), pairOf);
    const annealing = new Annealing(state, candidates, random);
    if (!last) pairOf = state.pairOf;
    for (const end = (stage + 1) * stepsPerStage; step < end; step++) {
      annealing.step(heat[step] as number);
      if (last && state.cost < best) {
        best = state.cost;
        pairOf = state.pairOf.slice();
      }
      if (step % PORTION === 0 && (await control.shouldStop())) return { pairOf, moves: step * MOVES_PER_STEP };
    }
  }
  return { pairOf, moves: step * MOVES_PER_STEP };
}
