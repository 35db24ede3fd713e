import type { Model } from "../model.ts";

/** Where the search may put each unit: the places of unit `u` are `place[start[u]]` up to, not with, `place[start[u + 1]]`. */
export interface Candidates {
  readonly start: Int32Array;
  /** A pair, or -1 for unplaced. */
  readonly place: Int32Array;
}

/** Every pair of every unit, and unplaced where that is allowed. */
export function allCandidates(model: Model): Candidates {
  return selectCandidates(model, (unit, place) => place >= 0 || model.unplacedCost[unit] !== Number.POSITIVE_INFINITY);
}

/** The places that `keep` accepts. */
export function selectCandidates(model: Model, keep: (unit: number, place: number) => boolean): Candidates {
  const start = new Int32Array(model.unitCount + 1);
  const place = new Int32Array(model.pairAgent.length + model.unitCount);
  let count = 0;
  for (let unit = 0; unit < model.unitCount; unit++) {
    if (keep(unit, -1)) place[count++] = -1;
    for (let pair = model.pairStart[unit] as number; pair < (model.pairStart[unit + 1] as number); pair++) {
      if (keep(unit, pair)) place[count++] = pair;
    }
    start[unit + 1] = count;
  }
  return { start, place: place.slice(0, count) };
}

/** Own cost of having a unit on a place, without any row. */
export function placeCost(model: Model, unit: number, place: number): number {
  return (place < 0 ? model.unplacedCost[unit] : model.pairCost[place]) as number;
}
