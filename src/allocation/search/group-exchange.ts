import { pricedCost } from "../bounds/dual-value.ts";
import { clipMultiplier, lowestPiece } from "../bounds/multipliers.ts";
import { rowPenalty } from "../row-penalties.ts";
import type { SearchState } from "../search-state.ts";
import type { Candidates } from "./candidates.ts";
import { HalfList, type UnitOptions } from "./half-list.ts";

/** How much work one exchange may be: combinations listed for each half, and pairs of halves compared. */
export interface ExchangeEffort {
  readonly listed: number;
  readonly compared: number;
}

/** An exchange must save more than this share of the cost; less is rounding. */
const LEAST_SAVING = 1e-10;

/**
 * Re-optimises the units of a few agents among these agents nearly exactly, guided by multipliers `m`. Up to the constant
 * `L(m)` an assignment costs the sum of its units' reduced costs and of its rows' slacks `P_k(s) - m_k s - min`, none of which
 * is negative. So only combinations count whose reduced costs stay below what the agents cost in excess now. They are listed
 * for two halves of the units, and the halves are joined where the activity of the stiffest row comes out right (meeting in the
 * middle, E. Horowitz and S. Sahni, 1974): thousands of combinations listed stand for millions.
 */
export class GroupExchange {
  readonly #state: SearchState;
  readonly #candidates: Candidates;
  readonly #multipliers: Float64Array;
  readonly #least: Float64Array;
  readonly #effort: ExchangeEffort;
  readonly #slot: Int32Array;

  constructor(state: SearchState, candidates: Candidates, multipliers: Float64Array, effort: ExchangeEffort) {
    const { model } = state;
    this.#state = state;
    this.#candidates = candidates;
    this.#effort = effort;
    this.#multipliers = multipliers.map((value, row) => clipMultiplier(model, row, value));
    this.#least = this.#multipliers.map((multiplier, row) => {
      const end = model.pieceEnd[lowestPiece(model, row, multiplier)] as number;
      return end === Number.POSITIVE_INFINITY
        ? rowPenalty(model, row, 0)
        : rowPenalty(model, row, end) - multiplier * end;
    });
    this.#slot = new Int32Array(model.agentCount).fill(-1);
  }

  /** Tries to find a better distribution of these agents' units among them; says whether it did. */
  improve(agents: readonly number[]): boolean {
    agents.forEach((agent, index) => {
      this.#slot[agent] = index;
    });
    const better = this.#search(agents);
    for (const agent of agents) this.#slot[agent] = -1;
    return better !== undefined && this.#carryOut(better);
  }

  #search(agents: readonly number[]): Map<number, number> | undefined {
    const rows = this.#rowsOf(agents);
    const units = agents.flatMap((agent) => this.#optionsOf(agent, rows.length));
    units.sort((left, right) => left.nearest - right.nearest || left.unit - right.unit);
    let excess = 0;
    for (const row of rows) excess += this.#slack(row, this.#state.activity[row] as number);
    const halves = [
      new HalfList(rows.length, this.#effort.listed),
      new HalfList(rows.length, this.#effort.listed),
    ] as const;
    const limit = excess + units.reduce((sum, unit) => sum + (unit.excess[0] as number), 0);
    if (limit <= LEAST_SAVING * Math.abs(this.#state.cost)) return undefined;
    let staying = 0;
    for (const unit of units) {
      const smaller = halves[0].count <= halves[1].count ? halves[0] : halves[1];
      if (unit.nearest > limit || !smaller.add(unit, limit)) staying += unit.excess[0] as number;
    }
    return this.#join(rows, halves, limit - staying);
  }

  #rowsOf(agents: readonly number[]): number[] {
    const { rowKinds, rowCount, agentCount } = this.#state.model;
    const rows = agents.flatMap((agent) => Array.from({ length: rowKinds }, (_, kind) => agent * rowKinds + kind));
    for (let row = agentCount * rowKinds; row < rowCount; row++) rows.push(row);
    return rows;
  }

  #slack(row: number, activity: number): number {
    const value = rowPenalty(this.#state.model, row, activity) - (this.#multipliers[row] as number) * activity;
    return Math.max(0, value - (this.#least[row] as number));
  }

  /** The units of an agent that could go to another of the group (or become unplaced), with what that changes. */
  #optionsOf(agent: number, dimensions: number): UnitOptions[] {
    const { model, pairOf } = this.#state;
    const found: UnitOptions[] = [];
    for (const unit of this.#state.members[agent] as number[]) {
      const stay = pairOf[unit] as number;
      const places = [stay];
      for (
        let slot = this.#candidates.start[unit] as number;
        slot < (this.#candidates.start[unit + 1] as number);
        slot++
      ) {
        const place = this.#candidates.place[slot] as number;
        if (place === stay) continue;
        if (place < 0 || (this.#slot[model.pairAgent[place] as number] as number) >= 0) places.push(place);
      }
      if (places.length > 1) found.push(this.#describe(unit, places, dimensions));
    }
    return found;
  }

  #describe(unit: number, places: readonly number[], dimensions: number): UnitOptions {
    const { model } = this.#state;
    const prices = places.map((place) =>
      place < 0 ? (model.unplacedCost[unit] as number) : pricedCost(model, this.#multipliers, unit, place),
    );
    const cheapest = Math.min(...prices);
    const excess = prices.map((price) => price - cheapest);
    const change = places.map((place) => this.#change(unit, place, dimensions));
    return { unit, places, excess, change, nearest: Math.min(...excess.slice(1)) };
  }

  /** By how much each row of the group changes when the unit goes to `place`. */
  #change(unit: number, place: number, dimensions: number): Float64Array {
    const { model, pairOf } = this.#state;
    const change = new Float64Array(dimensions);
    this.#addTo(change, unit, place, 1);
    this.#addTo(change, unit, pairOf[unit] as number, -1);
    return place === pairOf[unit] || model.rowCount === 0 ? change.fill(0) : change;
  }

  #addTo(change: Float64Array, unit: number, place: number, sign: number): void {
    if (place < 0) return;
    const { model } = this.#state;
    const base = (this.#slot[model.pairAgent[place] as number] as number) * model.rowKinds;
    const use = this.#state.useAt(unit, place);
    for (let kind = 0; kind < model.rowKinds; kind++) {
      change[base + kind] = (change[base + kind] as number) + sign * (model.use[use + kind] as number);
    }
    const home = model.homePair[unit] as number;
    if (home < 0 || home === place) return;
    const budgets = change.length - model.budgetCount;
    for (let budget = 0; budget < model.budgetCount; budget++) {
      const spent = model.budgetUse[unit * model.budgetCount + budget] as number;
      change[budgets + budget] = (change[budgets + budget] as number) + sign * spent;
    }
  }

  #join(
    rows: readonly number[],
    [left, right]: readonly [HalfList, HalfList],
    limit: number,
  ): Map<number, number> | undefined {
    const stiff = this.#stiffestRow(rows, right, limit);
    if (stiff < 0) return undefined;
    right.sortBy(stiff);
    const order = this.#others(rows.length, stiff);
    const reach = this.#reach(rows[stiff] as number, limit);
    let best = limit - LEAST_SAVING * Math.abs(this.#state.cost);
    let found: [number, number] | undefined;
    let compared = 0;
    for (let one = 0; one < left.count && compared < this.#effort.compared; one++) {
      const shift = left.valueAt(one, stiff);
      const stop = reach.to - shift;
      for (let two = right.lowerIndex(stiff, reach.from - shift); two < right.count; two++) {
        if (right.valueAt(two, stiff) > stop) break;
        compared++;
        const total = this.#total(rows, order, left, one, right, two, best);
        if (total < best) {
          best = total;
          found = [one, two];
        }
      }
    }
    if (!found) return undefined;
    return new Map([...left.choices(found[0]), ...right.choices(found[1])]);
  }

  /** Rows in the order in which they are added up: the stiff one first, it most often ends the sum early. */
  #others(count: number, stiff: number): Int32Array {
    const rest = Array.from({ length: count }, (_, index) => index).filter((index) => index !== stiff);
    return Int32Array.from([stiff, ...rest]);
  }

  #total(
    rows: readonly number[],
    order: Int32Array,
    left: HalfList,
    one: number,
    right: HalfList,
    two: number,
    best: number,
  ): number {
    const { activity } = this.#state;
    let total = left.excessAt(one) + right.excessAt(two);
    for (let index = 0; index < order.length && total < best; index++) {
      const dimension = order[index] as number;
      const row = rows[dimension] as number;
      const change = left.valueAt(one, dimension) + right.valueAt(two, dimension);
      total += this.#slack(row, (activity[row] as number) + change);
    }
    return total;
  }

  /** The row that lets the smallest share of the right half through. */
  #stiffestRow(rows: readonly number[], right: HalfList, limit: number): number {
    let stiffest = -1;
    let least = Number.POSITIVE_INFINITY;
    rows.forEach((row, dimension) => {
      const { from, to } = this.#reach(row, limit);
      const spread = right.spread(dimension);
      const share = spread > 0 ? (to - from) / spread : Number.MAX_VALUE;
      if (share < least) [stiffest, least] = [dimension, share];
    });
    return stiffest;
  }

  /** The changes of a row's activity at which its slack stays within `limit`, as an interval around none at all. */
  #reach(row: number, limit: number): { from: number; to: number } {
    const activity = this.#state.activity[row] as number;
    const end = this.#state.model.pieceEnd[
      lowestPiece(this.#state.model, row, this.#multipliers[row] as number)
    ] as number;
    if (end === Number.POSITIVE_INFINITY) return { from: Number.NEGATIVE_INFINITY, to: end };
    return { from: this.#edge(row, end, -1, limit) - activity, to: this.#edge(row, end, 1, limit) - activity };
  }

  /** How far the activity may go from its best value in one direction: doubling, then halving. */
  #edge(row: number, best: number, direction: number, limit: number): number {
    let width = 1e-6 * (1 + Math.abs(best));
    while (width < 1e15 && this.#slack(row, best + direction * width) <= limit) width *= 2;
    let inside = 0;
    for (let round = 0; round < 30; round++) {
      const middle = (inside + width) / 2;
      if (this.#slack(row, best + direction * middle) <= limit) inside = middle;
      else width = middle;
    }
    return best + direction * width;
  }

  /** Moves the units; undone when the true cost does not fall, which only rounding can bring about. */
  #carryOut(choices: Map<number, number>): boolean {
    const state = this.#state;
    const before = state.cost;
    const undo: [number, number][] = [];
    for (const [unit, place] of choices) {
      const from = state.pairOf[unit] as number;
      if (from === place) continue;
      undo.push([unit, from]);
      state.apply(unit, place, state.shiftDelta(unit, place));
    }
    if (state.cost < before) return true;
    for (const [unit, place] of undo.reverse()) state.apply(unit, place, state.shiftDelta(unit, place));
    return false;
  }
}
