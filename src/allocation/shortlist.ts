import type { Model } from "./model.ts";
import { type Candidates, placeCost, selectCandidates } from "./search/candidates.ts";

/** Places worth searching, and by how many points they typically differ. */
export interface Shortlist {
  readonly candidates: Candidates;
  readonly stake: number;
}

/** A unit may also stay unplaced where that costs up to so many stakes. */
const UNPLACED_STAKES = 10;

/**
 * Of an excess model the pairs with the smallest reduced costs, about `perUnit` for each unit: what is dearer than that hardly ever
 * belongs to a good assignment. The limit that keeps as many is the stake; where units have few pairs, the limit that keeps half of them.
 */
export function shortlist(model: Model, perUnit: number): Shortlist {
  const costs = cheapestPairCosts(model, 4 * perUnit);
  const rank = model.unitCount * perUnit;
  const limit = costs[Math.min(costs.length, rank) - 1] ?? 0;
  const middle = costs[Math.min(costs.length >> 1, rank - 1)] ?? 0;
  const stake = middle > 0 ? middle : leastPositive(costs, model.unplacedCost);
  const mostUnplaced = Math.max(limit, UNPLACED_STAKES * stake);
  const candidates = selectCandidates(
    model,
    (unit, place) => placeCost(model, unit, place) <= (place < 0 ? mostUnplaced : limit),
  );
  return { candidates, stake };
}

/** The least positive cost in ascending costs, else among the others; 1 where there is none. */
function leastPositive(ascending: Float64Array, others: Float64Array): number {
  const first = ascending.find((cost) => cost > 0);
  if (first !== undefined) return first;
  const least = others.reduce((least, cost) => (cost > 0 && cost < least ? cost : least), Number.POSITIVE_INFINITY);
  return Number.isFinite(least) ? least : 1;
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

/** The smallest few pair costs of each unit, all in ascending order. */
function cheapestPairCosts(model: Model, most: number): Float64Array {
  return Float64Array.from(cheapestPairs(model, most).place, (pair) => model.pairCost[pair] as number).sort();
}
