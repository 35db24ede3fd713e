import { pricedCost } from "./bounds/dual-value.ts";
import type { Model } from "./model.ts";
import { type Candidates, selectCandidates } from "./search/candidates.ts";

/** Places worth searching, and by how many points they typically differ. */
export interface Shortlist {
  readonly candidates: Candidates;
  readonly stake: number;
}

/**
 * The places with the smallest reduced costs, about `perUnit` for each unit: what is dearer than that hardly ever belongs to
 * a good assignment. The limit that keeps as many is the stake.
 */
export function shortlist(model: Model, multipliers: Float64Array, perUnit: number): Shortlist {
  const reduced = new Reduced(model, multipliers);
  const kept = keptCosts(model, reduced, perUnit);
  const limit = kept[Math.min(kept.length, model.unitCount * perUnit) - 1] ?? 0;
  const candidates = selectCandidates(model, (unit, place) => reduced.cost(unit, place) <= limit);
  const stake = limit > 0 ? limit : (kept.find((cost) => cost > 0) ?? 1);
  return { candidates, stake };
}

/** Reduced cost of each place above the cheapest of its unit. */
class Reduced {
  readonly #model: Model;
  readonly #multipliers: Float64Array;
  #unit = -1;
  #cheapest = 0;

  constructor(model: Model, multipliers: Float64Array) {
    this.#model = model;
    this.#multipliers = multipliers;
  }

  cost(unit: number, place: number): number {
    if (unit !== this.#unit) this.#begin(unit);
    return this.#priced(unit, place) - this.#cheapest;
  }

  #begin(unit: number): void {
    this.#unit = unit;
    this.#cheapest = this.#priced(unit, -1);
    const { pairStart } = this.#model;
    for (let pair = pairStart[unit] as number; pair < (pairStart[unit + 1] as number); pair++) {
      this.#cheapest = Math.min(this.#cheapest, this.#priced(unit, pair));
    }
  }

  #priced(unit: number, place: number): number {
    if (place < 0) return this.#model.unplacedCost[unit] as number;
    return pricedCost(this.#model, this.#multipliers, unit, place);
  }
}

/** The smallest few reduced costs of each unit, all in ascending order; more than a few of one unit never pass. */
function keptCosts(model: Model, reduced: Reduced, perUnit: number): Float64Array {
  const most = 4 * perUnit;
  const kept = new Float64Array(model.unitCount * Math.min(most, 1 + model.agentCount));
  let count = 0;
  for (let unit = 0; unit < model.unitCount; unit++) {
    const costs = [reduced.cost(unit, -1)];
    for (let pair = model.pairStart[unit] as number; pair < (model.pairStart[unit + 1] as number); pair++) {
      costs.push(reduced.cost(unit, pair));
    }
    const sorted = Float64Array.from(costs).sort();
    for (const cost of sorted.subarray(0, most)) kept[count++] = cost;
  }
  return kept.subarray(0, count).sort();
}
