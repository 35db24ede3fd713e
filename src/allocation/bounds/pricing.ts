import type { Model } from "../model.ts";
import { leavingCost } from "./dual-value.ts";

/** Places kept for each unit between two looks at all of them: this share of what units have on average, within these limits. */
const KEPT_SHARE = 0.35;
const LEAST_KEPT = 12;
const MOST_KEPT = 64;

/** How many of its places each unit keeps in view at most. */
export function placesKept({ pairAgent, unitCount }: Model): number {
  const share = Math.ceil((KEPT_SHARE * pairAgent.length) / Math.max(1, unitCount));
  return Math.min(MOST_KEPT, Math.max(LEAST_KEPT, share));
}

/**
 * Finds the cheapest place of every unit at given multipliers, over and over. Between full looks only the few places of each
 * unit that were cheapest last time are compared: the value is then an estimate from above. What a kept place needs stands side by side,
 * for with millions of pairs the time goes into fetching them.
 */
export class Pricing {
  readonly #model: Model;
  /** How many places each unit keeps; its slots begin at `unit * width`, the cheapest first. */
  readonly #count: Uint8Array;
  readonly #pair: Int32Array;
  readonly #agent: Int32Array;
  /** Own cost of the pair. */
  readonly #cost: Float64Array;
  /** Priced cost of the kept places of one unit. */
  readonly #priced: Float64Array;
  readonly #width: number;

  constructor(model: Model) {
    this.#model = model;
    this.#count = new Uint8Array(model.unitCount);
    const width = placesKept(model);
    this.#width = width;
    this.#pair = new Int32Array(model.unitCount * width);
    this.#agent = new Int32Array(model.unitCount * width);
    this.#cost = new Float64Array(model.unitCount * width);
    this.#priced = new Float64Array(width);
  }

  /**
   * Sum of the cheapest costs; sets `activity` to what the cheapest places add up to in each row. A unit is shared out between the places
   * that are dearer by less than `band` points, the more to a place the cheaper it is: where many places cost about the same, a small change
   * of the multipliers then does not throw all units from one to the next.
   */
  price(multipliers: Float64Array, activity: Float64Array, full: boolean, band: number): number {
    const { unitCount, unplacedCost, homePair } = this.#model;
    const [agents, costs, pairs, priced] = [this.#agent, this.#cost, this.#pair, this.#priced];
    const width = this.#width;
    activity.fill(0);
    let sum = 0;
    for (let unit = 0; unit < unitCount; unit++) {
      const leaving = leavingCost(this.#model, multipliers, unit);
      if (full) this.#refill(multipliers, unit, leaving);
      const home = homePair[unit] as number;
      const end = unit * width + (this.#count[unit] as number);
      let cost = unplacedCost[unit] as number;
      for (let slot = unit * width, index = 0; slot < end; slot++, index++) {
        const own = (costs[slot] as number) + (pairs[slot] === home ? 0 : leaving);
        priced[index] = own + this.#rows(multipliers, agents[slot] as number, unit, pairs[slot] as number);
        cost = Math.min(cost, priced[index] as number);
      }
      sum += cost;
      this.#shareOut(activity, unit, cost, band);
    }
    return sum;
  }

  /** Shares the unit out between its places that cost less than `cost`, the least of them, and `band`. */
  #shareOut(activity: Float64Array, unit: number, cost: number, band: number): void {
    const priced = this.#priced;
    const first = unit * this.#width;
    const count = this.#count[unit] as number;
    if (cost === Number.POSITIVE_INFINITY) return;
    // In a band as thin as rounding not even the cheapest place would get its weight.
    const limit = cost + Math.max(band, 1e-9 * Math.abs(cost));
    let total = Math.max(0, limit - (this.#model.unplacedCost[unit] as number));
    for (let index = 0; index < count; index++) total += Math.max(0, limit - (priced[index] as number));
    for (let index = 0; index < count; index++) {
      const weight = limit - (priced[index] as number);
      if (weight <= 0) continue;
      this.#add(
        activity,
        unit,
        this.#pair[first + index] as number,
        this.#agent[first + index] as number,
        weight / total,
      );
    }
  }

  /** What the rows of the agent charge. */
  #rows(multipliers: Float64Array, agent: number, unit: number, pair: number): number {
    const { rowKinds, use, usePerPair } = this.#model;
    const base = agent * rowKinds;
    const first = (usePerPair ? pair : unit) * rowKinds;
    let cost = 0;
    for (let kind = 0; kind < rowKinds; kind++) {
      cost += (multipliers[base + kind] as number) * (use[first + kind] as number);
    }
    return cost;
  }

  /** Looks at all pairs of the unit and keeps the cheapest few, the cheapest first. */
  #refill(multipliers: Float64Array, unit: number, leaving: number): void {
    const { pairStart, pairAgent, pairCost, homePair } = this.#model;
    const [kept, priced] = [this.#pair, this.#priced];
    const width = this.#width;
    const base = unit * width;
    const end = pairStart[unit + 1] as number;
    const home = homePair[unit] as number;
    let count = 0;
    for (let pair = pairStart[unit] as number; pair < end; pair++) {
      const own = (pairCost[pair] as number) + (pair === home ? 0 : leaving);
      const cost = own + this.#rows(multipliers, pairAgent[pair] as number, unit, pair);
      if (count === width && cost >= (priced[width - 1] as number)) continue;
      let slot = count < width ? count++ : width - 1;
      for (; slot > 0 && (priced[slot - 1] as number) > cost; slot--) {
        priced[slot] = priced[slot - 1] as number;
        kept[base + slot] = kept[base + slot - 1] as number;
      }
      priced[slot] = cost;
      kept[base + slot] = pair;
    }
    this.#count[unit] = count;
    for (let slot = base; slot < base + count; slot++) {
      this.#agent[slot] = pairAgent[kept[slot] as number] as number;
      this.#cost[slot] = pairCost[kept[slot] as number] as number;
    }
  }

  #add(activity: Float64Array, unit: number, pair: number, agent: number, share: number): void {
    const { rowKinds, use, usePerPair, homePair, budgetCount, budgetUse, agentCount } = this.#model;
    const base = agent * rowKinds;
    const first = (usePerPair ? pair : unit) * rowKinds;
    for (let kind = 0; kind < rowKinds; kind++) {
      activity[base + kind] = (activity[base + kind] as number) + share * (use[first + kind] as number);
    }
    const home = homePair[unit] as number;
    if (home < 0 || home === pair) return;
    for (let budget = 0; budget < budgetCount; budget++) {
      const row = agentCount * rowKinds + budget;
      activity[row] = (activity[row] as number) + share * (budgetUse[unit * budgetCount + budget] as number);
    }
  }
}
