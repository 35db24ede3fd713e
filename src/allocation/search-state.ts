import type { Model } from "./model.ts";
import { rowPenalty } from "./row-penalties.ts";

/** Stands for "no unit comes in" or "no unit goes out". */
const NOTHING = -1;

/**
 * An assignment under change. It keeps the activity and the penalty of each row and the list of each agent's units, so a move
 * is priced from the few rows it touches. Give it a softened model: all numbers must be finite.
 */
export class SearchState {
  readonly model: Model;
  /** Pair of each unit, -1 for unplaced. */
  readonly pairOf: Int32Array;
  /** Agent of each unit, -1 for unplaced. */
  readonly agentOf: Int32Array;
  readonly activity: Float64Array;
  readonly penalty: Float64Array;
  /** The units of each agent, in no order. */
  readonly members: number[][];
  /** The units that spend budget: those with a home that are with somebody else, in no order. */
  readonly away: number[] = [];
  cost = 0;
  /** When set, every change is noted: the unit, then where it was. */
  journal: number[] | undefined;
  readonly #place: Int32Array;
  readonly #awayPlace: Int32Array;

  constructor(model: Model, pairOf: Int32Array) {
    this.model = model;
    this.pairOf = pairOf.slice();
    this.agentOf = new Int32Array(model.unitCount);
    this.activity = new Float64Array(model.rowCount);
    this.penalty = new Float64Array(model.rowCount);
    this.members = Array.from({ length: model.agentCount }, () => []);
    this.#place = new Int32Array(model.unitCount);
    this.#awayPlace = new Int32Array(model.unitCount);
    this.rescore();
  }

  /** Counts everything anew from `pairOf`; running sums drift by rounding. */
  rescore(): void {
    const { model } = this;
    this.activity.fill(0);
    for (const list of this.members) list.length = 0;
    this.away.length = 0;
    let cost = 0;
    for (let unit = 0; unit < model.unitCount; unit++) {
      const pair = this.pairOf[unit] as number;
      cost += this.placementCost(unit, pair);
      this.agentOf[unit] = -1;
      if (pair >= 0) this.#enter(unit, pair, model.pairAgent[pair] as number);
      if (this.#spends(unit, pair)) this.#spend(unit, 1);
    }
    for (let row = 0; row < model.rowCount; row++) {
      this.penalty[row] = rowPenalty(model, row, this.activity[row] as number);
      cost += this.penalty[row] as number;
    }
    this.cost = cost;
  }

  /** Own cost of having `unit` on `pair` (-1: unplaced), without any row. */
  placementCost(unit: number, pair: number): number {
    return (pair < 0 ? this.model.unplacedCost[unit] : this.model.pairCost[pair]) as number;
  }

  /** Change of cost when `unit` goes to `pair` (-1: unplaced). */
  shiftDelta(unit: number, pair: number): number {
    const from = this.pairOf[unit] as number;
    if (pair === from) return 0;
    let delta = this.placementCost(unit, pair) - this.placementCost(unit, from);
    if (from >= 0) delta += this.rowsDelta(this.agentOf[unit] as number, NOTHING, this.useAt(unit, from));
    if (pair >= 0) delta += this.rowsDelta(this.model.pairAgent[pair] as number, this.useAt(unit, pair), NOTHING);
    if (this.model.budgetCount > 0) delta += this.#budgetDelta(unit, pair, NOTHING, NOTHING);
    return delta;
  }

  /**
   * Change of cost when two different units move at once: `first` to `pair` and `second` to `secondPair` (-1: unplaced). The agents may
   * meet (a swap, a chain) or have nothing but the budgets in common.
   */
  exchangeDelta(first: number, pair: number, second: number, secondPair: number): number {
    const { pairAgent } = this.model;
    const firstOld = this.pairOf[first] as number;
    const secondOld = this.pairOf[second] as number;
    const firstFrom = this.agentOf[first] as number;
    const secondFrom = this.agentOf[second] as number;
    const firstTo = pair < 0 ? -1 : (pairAgent[pair] as number);
    const secondTo = secondPair < 0 ? -1 : (pairAgent[secondPair] as number);
    const firstOut = firstOld < 0 ? NOTHING : this.useAt(first, firstOld);
    const firstIn = pair < 0 ? NOTHING : this.useAt(first, pair);
    const secondOut = secondOld < 0 ? NOTHING : this.useAt(second, secondOld);
    const secondIn = secondPair < 0 ? NOTHING : this.useAt(second, secondPair);
    let delta = this.placementCost(first, pair) - this.placementCost(first, firstOld);
    delta += this.placementCost(second, secondPair) - this.placementCost(second, secondOld);
    // Each agent that is touched is priced once, with all that comes and goes there.
    if (firstFrom >= 0) {
      const comes = secondTo === firstFrom ? secondIn : NOTHING;
      const goes = secondFrom === firstFrom ? secondOut : NOTHING;
      delta += this.#rowsOfTwo(firstFrom, firstTo === firstFrom ? firstIn : NOTHING, comes, firstOut, goes);
    }
    if (firstTo >= 0 && firstTo !== firstFrom) {
      const comes = secondTo === firstTo ? secondIn : NOTHING;
      delta += this.#rowsOfTwo(firstTo, firstIn, comes, secondFrom === firstTo ? secondOut : NOTHING, NOTHING);
    }
    if (secondFrom >= 0 && secondFrom !== firstFrom && secondFrom !== firstTo) {
      delta += this.rowsDelta(secondFrom, secondTo === secondFrom ? secondIn : NOTHING, secondOut);
    }
    if (secondTo >= 0 && secondTo !== firstFrom && secondTo !== firstTo && secondTo !== secondFrom) {
      delta += this.rowsDelta(secondTo, secondIn, NOTHING);
    }
    if (this.model.budgetCount > 0) delta += this.#budgetDelta(first, pair, second, secondPair);
    return delta;
  }

  /** Puts `unit` on `pair` (-1: unplaced); the caller has priced the move and says by what the cost changes. */
  apply(unit: number, pair: number, delta: number): void {
    this.#change(unit, pair);
    this.cost += delta;
  }

  /** Applies both halves of an exchange that was priced as `delta`. */
  applyExchange(first: number, pair: number, second: number, secondPair: number, delta: number): void {
    this.#change(first, pair);
    this.#change(second, secondPair);
    this.cost += delta;
  }

  /** Takes back all that the journal holds; `cost` is what the state cost before. */
  rollBack(cost: number): void {
    const { journal } = this;
    if (!journal) return;
    this.journal = undefined;
    for (let at = journal.length - 2; at >= 0; at -= 2) this.#change(journal[at] as number, journal[at + 1] as number);
    journal.length = 0;
    this.journal = journal;
    this.cost = cost;
  }

  /** Where the use of `unit` on `pair` begins in `model.use`. */
  useAt(unit: number, pair: number): number {
    return (this.model.usePerPair ? pair : unit) * this.model.rowKinds;
  }

  /** Change of an agent's row penalties when use `entering` comes and use `leaving` goes (offsets into `use`, -1: none). */
  rowsDelta(agent: number, entering: number, leaving: number): number {
    const { rowKinds, use, pieceStart, pieceEnd, pieceSlope, pieceOffset } = this.model;
    const { activity, penalty } = this;
    const base = agent * rowKinds;
    let delta = 0;
    for (let kind = 0; kind < rowKinds; kind++) {
      let change = 0;
      if (entering >= 0) change = use[entering + kind] as number;
      if (leaving >= 0) change -= use[leaving + kind] as number;
      if (change === 0) continue;
      const row = base + kind;
      const value = (activity[row] as number) + change;
      let piece = pieceStart[row] as number;
      while (value > (pieceEnd[piece] as number)) piece++;
      delta += (pieceSlope[piece] as number) * value + (pieceOffset[piece] as number) - (penalty[row] as number);
    }
    return delta;
  }

  /** `rowsDelta` with up to two that come and two that go. */
  #rowsOfTwo(agent: number, comes: number, alsoComes: number, goes: number, alsoGoes: number): number {
    if (alsoComes < 0 && alsoGoes < 0) return this.rowsDelta(agent, comes, goes);
    const { model, activity, penalty } = this;
    const { rowKinds, use } = model;
    let delta = 0;
    for (let kind = 0; kind < rowKinds; kind++) {
      let change = 0;
      if (comes >= 0) change += use[comes + kind] as number;
      if (alsoComes >= 0) change += use[alsoComes + kind] as number;
      if (goes >= 0) change -= use[goes + kind] as number;
      if (alsoGoes >= 0) change -= use[alsoGoes + kind] as number;
      if (change === 0) continue;
      const row = agent * rowKinds + kind;
      delta += rowPenalty(model, row, (activity[row] as number) + change) - (penalty[row] as number);
    }
    return delta;
  }

  #spends(unit: number, pair: number): boolean {
    const home = this.model.homePair[unit] as number;
    return home >= 0 && pair >= 0 && pair !== home;
  }

  #budgetDelta(first: number, firstPair: number, second: number, secondPair: number): number {
    const { model } = this;
    const one = this.spendChange(first, firstPair);
    const two = second < 0 ? 0 : this.spendChange(second, secondPair);
    if (one === 0 && two === 0) return 0;
    let delta = 0;
    for (let budget = 0; budget < model.budgetCount; budget++) {
      let change = one === 0 ? 0 : one * (model.budgetUse[first * model.budgetCount + budget] as number);
      if (two !== 0) change += two * (model.budgetUse[second * model.budgetCount + budget] as number);
      delta += this.budgetDelta(budget, change);
    }
    return delta;
  }

  /** Change of a budget's penalty when so much more of it is spent. */
  budgetDelta(budget: number, change: number): number {
    const row = this.model.agentCount * this.model.rowKinds + budget;
    return rowPenalty(this.model, row, (this.activity[row] as number) + change) - (this.penalty[row] as number);
  }

  /** 1 when the move makes the unit spend budget, -1 when it gives it back, else 0. */
  spendChange(unit: number, pair: number): number {
    return Number(this.#spends(unit, pair)) - Number(this.#spends(unit, this.pairOf[unit] as number));
  }

  #spend(unit: number, sign: number): void {
    const { model, activity, penalty } = this;
    const base = model.agentCount * model.rowKinds;
    for (let budget = 0; budget < model.budgetCount; budget++) {
      const row = base + budget;
      const use = model.budgetUse[unit * model.budgetCount + budget] as number;
      activity[row] = (activity[row] as number) + sign * use;
      penalty[row] = rowPenalty(model, row, activity[row] as number);
    }
    if (sign > 0) this.#awayPlace[unit] = this.away.push(unit) - 1;
    else removeFrom(this.away, this.#awayPlace, unit);
  }

  #change(unit: number, pair: number): void {
    const from = this.pairOf[unit] as number;
    const spent = this.spendChange(unit, pair);
    this.journal?.push(unit, from);
    if (spent !== 0) this.#spend(unit, spent);
    if (from >= 0) this.#leave(unit, from);
    if (pair >= 0) this.#enter(unit, pair, this.model.pairAgent[pair] as number);
    this.pairOf[unit] = pair;
  }

  #leave(unit: number, pair: number): void {
    const agent = this.agentOf[unit] as number;
    removeFrom(this.members[agent] as number[], this.#place, unit);
    this.agentOf[unit] = -1;
    this.#addUse(agent, this.useAt(unit, pair), -1);
  }

  #enter(unit: number, pair: number, agent: number): void {
    const list = this.members[agent] as number[];
    this.#place[unit] = list.push(unit) - 1;
    this.agentOf[unit] = agent;
    this.#addUse(agent, this.useAt(unit, pair), 1);
  }

  #addUse(agent: number, base: number, sign: number): void {
    const { model } = this;
    const first = agent * model.rowKinds;
    for (let kind = 0; kind < model.rowKinds; kind++) {
      const row = first + kind;
      this.activity[row] = (this.activity[row] as number) + sign * (model.use[base + kind] as number);
      this.penalty[row] = rowPenalty(model, row, this.activity[row] as number);
    }
  }
}

/** Takes `unit` out of an unordered list; `place` says where each unit stands. */
function removeFrom(list: number[], place: Int32Array, unit: number): void {
  const last = list.pop() as number;
  if (last === unit) return;
  const at = place[unit] as number;
  list[at] = last;
  place[last] = at;
}
