import type { Random } from "../random.ts";
import type { RunControl } from "../run-control.ts";
import type { SearchState } from "../search-state.ts";
import { Annealing, type Cooling } from "./annealing.ts";
import type { Candidates } from "./candidates.ts";

/** Moves tried between two looks at the abort signal. */
const PORTION = 32_768;

/** Anneals the state and leaves it at the best assignment found. Returns how many moves were tried. */
export async function anneal(
  state: SearchState,
  candidates: Candidates,
  random: Random,
  cooling: Cooling,
  control: RunControl,
): Promise<number> {
  const annealing = new Annealing(state, candidates, random, cooling);
  while (!annealing.finished && !(await control.shouldStop())) annealing.run(PORTION);
  state.load(annealing.best);
  return annealing.iterations;
}

/**
 * A temperature at which an ordinary loss is still often taken: the lower quartile of what random shifts cost. Zero-cost moves
 * do not count.
 */
export function warmTemperature(state: SearchState, candidates: Candidates, random: Random): number {
  const losses: number[] = [];
  const { unitCount } = state.model;
  for (let sample = 0; sample < 2000 && unitCount > 0; sample++) {
    const unit = random.below(unitCount);
    const from = candidates.start[unit] as number;
    const count = (candidates.start[unit + 1] as number) - from;
    if (count === 0) continue;
    const place = candidates.place[from + random.below(count)] as number;
    if (place === state.pairOf[unit]) continue;
    const delta = state.shiftDelta(unit, place);
    if (delta > 0) losses.push(delta);
  }
  losses.sort((left, right) => left - right);
  return losses[Math.floor(losses.length / 4)] ?? 1;
}
