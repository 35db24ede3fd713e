import type { Model } from "../model.ts";
import { SearchState } from "../search-state.ts";
import { meanUseByKind } from "../softened.ts";

/** Pairs of every unit with its home; units without one are unplaced. */
export function homeStart(model: Model): Int32Array {
  return model.homePair.slice();
}

/** Every unit unplaced. */
export function emptyStart(model: Model): Int32Array {
  return new Int32Array(model.unitCount).fill(-1);
}

/**
 * Gives each unplaced unit in turn to where it now costs least. Units with few pairs and heavy units go first: what comes
 * later should be easy to fit in.
 */
export function placeGreedily(state: SearchState): void {
  for (const unit of hardestFirst(state.model)) {
    if ((state.pairOf[unit] as number) >= 0) continue;
    const { pair, delta } = bestShift(state, unit);
    if (delta < 0) state.apply(unit, pair, delta);
  }
}

/** The cheapest place for a unit as things are; its own one, with a delta of 0, when none is cheaper. */
export function bestShift(state: SearchState, unit: number): { pair: number; delta: number } {
  const { model } = state;
  const current = state.pairOf[unit] as number;
  let pair = current;
  let delta = current < 0 ? 0 : Math.min(0, state.shiftDelta(unit, -1));
  if (delta < 0) pair = -1;
  for (let each = model.pairStart[unit] as number; each < (model.pairStart[unit + 1] as number); each++) {
    if (each === current) continue;
    const change = state.shiftDelta(unit, each);
    if (change < delta) [pair, delta] = [each, change];
  }
  return { pair, delta };
}

/** A state in which every unit was placed greedily, from the given start. */
export function greedyState(model: Model, start: Int32Array): SearchState {
  const state = new SearchState(model, start);
  placeGreedily(state);
  return state;
}

function hardestFirst(model: Model): Int32Array {
  const size = new Float64Array(model.unitCount);
  const pairs = new Int32Array(model.unitCount);
  const meanUse = meanUseByKind(model);
  for (let unit = 0; unit < model.unitCount; unit++) {
    const first = model.pairStart[unit] as number;
    pairs[unit] = (model.pairStart[unit + 1] as number) - first;
    if (pairs[unit] === 0) continue;
    const base = (model.usePerPair ? first : unit) * model.rowKinds;
    for (let kind = 0; kind < model.rowKinds; kind++) {
      size[unit] = Math.max(size[unit] as number, (model.use[base + kind] as number) / (meanUse[kind] as number));
    }
  }
  return Int32Array.from(size.keys()).sort(
    (left, right) =>
      (size[right] as number) / Math.max(1, pairs[right] as number) -
        (size[left] as number) / Math.max(1, pairs[left] as number) || left - right,
  );
}
