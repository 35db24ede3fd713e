import type { Model } from "../model.ts";
import { leavingCost } from "./dual-value.ts";

/** Places kept for each unit between two looks at all of them. */
const KEPT = 16;

/**
 * Finds the cheapest place of every unit at given multipliers, over and over. Between full looks only the few places of each
 * unit that were cheapest last time are compared: the value is then an estimate from above.
 */
export class Pricing {
  readonly #model: Model;
  readonly #kept: Int32Array;
  readonly #keptCost = new Float64Array(KEPT);

  constructor(model: Model) {
    this.#model = model;
    this.#kept = new Int32Array(model.unitCount * KEPT).fill(-1);
  }

  /** Sum of the cheapest costs; sets `activity` to what the cheapest places add up to in each row. */
  price(multipliers: Float64Array, activity: Float64Array, full: boolean): number {
    const { unitCount, unplacedCost } = this.#model;
    activity.fill(0);
    let sum = 0;
    for (let unit = 0; unit < unitCount; unit++) {
      const leaving = leavingCost(this.#model, multipliers, unit);
      if (full) this.#refill(multipliers, unit, leaving);
      let pair = -1;
      let cost = unplacedCost[unit] as number;
      for (let slot = unit * KEPT; slot < (unit + 1) * KEPT; slot++) {
        const each = this.#kept[slot] as number;
        if (each < 0) break;
        const priced = this.#cost(multipliers, unit, each, leaving);
        if (priced < cost) {
          cost = priced;
          pair = each;
        }
      }
      sum += cost;
      if (pair >= 0) this.#add(activity, unit, pair);
    }
    return sum;
  }

  #cost(multipliers: Float64Array, unit: number, pair: number, leaving: number): number {
    const { pairAgent, pairCost, rowKinds, use, usePerPair, homePair } = this.#model;
    const base = (pairAgent[pair] as number) * rowKinds;
    const first = (usePerPair ? pair : unit) * rowKinds;
    let cost = (pairCost[pair] as number) + (pair === homePair[unit] ? 0 : leaving);
    for (let kind = 0; kind < rowKinds; kind++) {
      cost += (multipliers[base + kind] as number) * (use[first + kind] as number);
    }
    return cost;
  }

  /** Looks at all pairs of the unit and keeps the cheapest few, the cheapest first. */
  #refill(multipliers: Float64Array, unit: number, leaving: number): void {
    const { pairStart } = this.#model;
    const kept = this.#kept;
    const costs = this.#keptCost;
    const base = unit * KEPT;
    let count = 0;
    for (let pair = pairStart[unit] as number; pair < (pairStart[unit + 1] as number); pair++) {
      const cost = this.#cost(multipliers, unit, pair, leaving);
      if (count === KEPT && cost >= (costs[KEPT - 1] as number)) continue;
      let slot = count < KEPT ? count++ : KEPT - 1;
      for (; slot > 0 && (costs[slot - 1] as number) > cost; slot--) {
        costs[slot] = costs[slot - 1] as number;
        kept[base + slot] = kept[base + slot - 1] as number;
      }
      costs[slot] = cost;
      kept[base + slot] = pair;
    }
    kept.fill(-1, base + count, base + KEPT);
  }

  #add(activity: Float64Array, unit: number, pair: number): void {
    const { pairAgent, rowKinds, use, usePerPair, homePair, budgetCount, budgetUse, agentCount } = this.#model;
    const base = (pairAgent[pair] as number) * rowKinds;
    const first = (usePerPair ? pair : unit) * rowKinds;
    for (let kind = 0; kind < rowKinds; kind++) {
      activity[base + kind] = (activity[base + kind] as number) + (use[first + kind] as number);
    }
    const home = homePair[unit] as number;
    if (home < 0 || home === pair) return;
    for (let budget = 0; budget < budgetCount; budget++) {
      const row = agentCount * rowKinds + budget;
      activity[row] = (activity[row] as number) + (budgetUse[unit * budgetCount + budget] as number);
    }
  }
}
