import type { Model } from "./model.ts";
import { type Candidates, placeCost, selectCandidates } from "./search/candidates.ts";

/** Places worth searching, and by how many points they typically differ. */
export interface Shortlist {
  readonly candidates: Candidates;
  readonly stake: number;
}

/**
 * Of an excess model the places with the smallest reduced costs, about `perUnit` for each unit: what is dearer than that hardly ever
 * belongs to a good assignment. The limit that keeps as many is the stake.
 */
export function shortlist(model: Model, perUnit: number): Shortlist {
  const costs = cheapestCosts(model, 4 * perUnit);
  const limit = costs[Math.min(costs.length, model.unitCount * perUnit) - 1] ?? 0;
  const candidates = selectCandidates(model, (unit, place) => placeCost(model, unit, place) <= limit);
  const stake = limit > 0 ? limit : (costs.find((cost) => cost > 0) ?? 1);
  return { candidates, stake };
}

/** The `width` cheapest pairs of each unit, the cheapest first. */
export function cheapestPairs(model: Model, width: number): Candidates {
  const start = new Int32Array(model.unitCount + 1);
  const place = new Int32Array(model.unitCount * width);
  let count = 0;
  for (let unit = 0; unit < model.unitCount; unit++) {
    const from = count;
    for (let pair = model.pairStart[unit] as number; pair < (model.pairStart[unit + 1] as number); pair++) {
      const cost = model.pairCost[pair] as number;
      let slot = count;
      if (count - from < width) count++;
      else if (cost >= (model.pairCost[place[--slot] as number] as number)) continue;
      for (; slot > from && (model.pairCost[place[slot - 1] as number] as number) > cost; slot--) {
        place[slot] = place[slot - 1] as number;
      }
      place[slot] = pair;
    }
    start[unit + 1] = count;
  }
  return { start, place: place.slice(0, count) };
}

/** The smallest few costs of each unit, unplaced among them, all in ascending order. */
function cheapestCosts(model: Model, most: number): Float64Array {
  const { start, place } = cheapestPairs(model, most);
  const costs = new Float64Array(place.length + model.unitCount);
  let count = 0;
  for (let unit = 0; unit < model.unitCount; unit++) {
    const [from, to] = [start[unit] as number, start[unit + 1] as number];
    for (let slot = from; slot < to; slot++) costs[count++] = model.pairCost[place[slot] as number] as number;
    costs[count++] = model.unplacedCost[unit] as number;
  }
  return costs.sort();
}
