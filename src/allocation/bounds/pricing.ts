import type { Model } from "../model.ts";
import { leavingCost } from "./dual-value.ts";

/** Places kept for each unit between two looks at all of them. */
const KEPT = 12;

/**
 * Finds the cheapest place of every unit at given multipliers, over and over. Between full looks only the few places of each
 * unit that were cheapest last time are compared: the value is then an estimate from above. What a kept place needs stands side by side,
 * for with millions of pairs the time goes into fetching them.
 */
export class Pricing {
  readonly #model: Model;
  /** How many places each unit keeps; its slots begin at `unit * KEPT`, the cheapest first. */
  readonly #count: Uint8Array;
  readonly #pair: Int32Array;
  readonly #agent: Int32Array;
  /** Own cost of the pair. */
  readonly #cost: Float64Array;
  /** Priced cost of the kept places of one unit. */
  readonly #priced = new Float64Array(KEPT);

  constructor(model: Model) {
    this.#model = model;
    this.#count = new Uint8Array(model.unitCount);
    this.#pair = new Int32Array(model.unitCount * KEPT);
    this.#agent = new Int32Array(model.unitCount * KEPT);
    this.#cost = new Float64Array(model.unitCount * KEPT);
  }

  /** Sum of the cheapest costs; sets `activity` to what the cheapest places add up to in each row. */
  price(multipliers: Float64Array, activity: Float64Array, full: boolean): number {
    const { unitCount, unplacedCost, homePair } = this.#model;
    const [agents, costs, pairs] = [this.#agent, this.#cost, this.#pair];
    activity.fill(0);
    let sum = 0;
    for (let unit = 0; unit < unitCount; unit++) {
      const leaving = leavingCost(this.#model, multipliers, unit);
      if (full) this.#refill(multipliers, unit, leaving);
      const home = homePair[unit] as number;
      const end = unit * KEPT + (this.#count[unit] as number);
      let best = -1;
      let cost = unplacedCost[unit] as number;
      for (let slot = unit * KEPT; slot < end; slot++) {
        const own = (costs[slot] as number) + (pairs[slot] === home ? 0 : leaving);
        const priced = own + this.#rows(multipliers, agents[slot] as number, unit, pairs[slot] as number);
        if (priced < cost) {
          cost = priced;
          best = slot;
        }
      }
      sum += cost;
      if (best >= 0) this.#add(activity, unit, pairs[best] as number, agents[best] as number);
    }
    return sum;
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
    const base = unit * KEPT;
    const end = pairStart[unit + 1] as number;
    const home = homePair[unit] as number;
    let count = 0;
    for (let pair = pairStart[unit] as number; pair < end; pair++) {
      const own = (pairCost[pair] as number) + (pair === home ? 0 : leaving);
      const cost = own + this.#rows(multipliers, pairAgent[pair] as number, unit, pair);
      if (count === KEPT && cost >= (priced[KEPT - 1] as number)) continue;
      let slot = count < KEPT ? count++ : KEPT - 1;
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

  #add(activity: Float64Array, unit: number, pair: number, agent: number): void {
    const { rowKinds, use, usePerPair, homePair, budgetCount, budgetUse, agentCount } = this.#model;
    const base = agent * rowKinds;
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
