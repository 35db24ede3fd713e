import { findPair } from "../evaluate.ts";
import type { Random } from "../random.ts";
import type { SearchState } from "../search-state.ts";
import type { Candidates } from "./candidates.ts";
import { EXPONENTIAL } from "./exponential.ts";
import type { Lookalikes } from "./lookalikes.ts";

/** How hot an annealing run begins and ends, in points, and how many moves it tries. */
export interface Cooling {
  readonly from: number;
  readonly to: number;
  readonly iterations: number;
}

/** Temperature is lowered once in so many moves. */
const STEP = 256;

/** Share of the moves that swap two lookalikes. */
const NEAR_SHARE = 0.15;

const NO_WAY = -2;

/**
 * Simulated annealing (S. Kirkpatrick et al., 1983) over shifts, swaps and chains of two, cooled geometrically by a count of
 * moves. Work is done in portions, so that the caller can breathe in between.
 */
export class Annealing {
  readonly best: Int32Array;
  bestCost: number;
  iterations = 0;
  readonly #state: SearchState;
  readonly #candidates: Candidates;
  readonly #lookalikes: Lookalikes;
  readonly #random: Random;
  readonly #cooling: Cooling;
  readonly #factor: number;
  #temperature: number;

  constructor(state: SearchState, candidates: Candidates, lookalikes: Lookalikes, random: Random, cooling: Cooling) {
    this.#state = state;
    this.#candidates = candidates;
    this.#lookalikes = lookalikes;
    this.#random = random;
    this.#cooling = cooling;
    this.#temperature = cooling.from;
    this.#factor = rootByBisection(cooling.to / cooling.from, Math.max(1, Math.floor(cooling.iterations / STEP)));
    this.best = state.pairOf.slice();
    this.bestCost = state.cost;
  }

  get finished(): boolean {
    return this.iterations >= this.#cooling.iterations || this.#state.model.unitCount === 0;
  }

  /** Tries up to `count` more moves. */
  run(count: number): void {
    const end = Math.min(this.#cooling.iterations, this.iterations + count);
    while (this.iterations < end) {
      const stop = Math.min(end, this.iterations + STEP);
      for (; this.iterations < stop; this.iterations++) this.#tryMove();
      this.#temperature *= this.#factor;
      this.#remember();
    }
  }

  #remember(): void {
    if (this.#state.cost >= this.bestCost - 1e-9 * Math.abs(this.bestCost)) return;
    this.bestCost = this.#state.cost;
    this.best.set(this.#state.pairOf);
  }

  #accepts(delta: number): boolean {
    return delta <= 0 || delta <= this.#temperature * (EXPONENTIAL[this.#random.below(EXPONENTIAL.length)] as number);
  }

  #tryMove(): void {
    const random = this.#random;
    if (random.fraction() < NEAR_SHARE) {
      this.#trySwapOfLookalikes();
      return;
    }
    const unit = random.below(this.#state.model.unitCount);
    const place = this.#drawPlace(unit);
    if (place === this.#state.pairOf[unit]) return;
    if (place < 0 || random.fraction() < 0.4) this.#tryShift(unit, place);
    else this.#tryExchange(unit, place);
  }

  #drawPlace(unit: number): number {
    const { start, place } = this.#candidates;
    const from = start[unit] as number;
    const count = (start[unit + 1] as number) - from;
    return count === 0 ? (this.#state.pairOf[unit] as number) : (place[from + this.#random.below(count)] as number);
  }

  #tryShift(unit: number, place: number): void {
    const delta = this.#state.shiftDelta(unit, place);
    if (this.#accepts(delta)) this.#state.apply(unit, place, delta);
  }

  /** `unit` goes to `pair`; one of that agent's units goes back where `unit` came from, or, now and then, elsewhere. */
  #tryExchange(unit: number, pair: number): void {
    const state = this.#state;
    const agent = state.model.pairAgent[pair] as number;
    const members = state.members[agent] as number[];
    if (members.length === 0) return;
    const other = members[this.#random.below(members.length)] as number;
    const swap = this.#random.fraction() < 0.8;
    const otherPair = swap ? this.#wayBack(unit, other) : this.#drawPlace(other);
    if (otherPair === NO_WAY || otherPair === state.pairOf[other]) return;
    const delta = state.exchangeDelta(unit, pair, other, otherPair);
    if (this.#accepts(delta)) state.applyExchange(unit, pair, other, otherPair, delta);
  }

  /** Two units that use about the same change places. */
  #trySwapOfLookalikes(): void {
    const state = this.#state;
    const unit = this.#random.below(state.model.unitCount);
    const { of, each } = this.#lookalikes;
    const other = of[unit * each + this.#random.below(each)] as number;
    if (other < 0 || state.agentOf[unit] === state.agentOf[other]) return;
    const pair = this.#wayBack(other, unit);
    const otherPair = this.#wayBack(unit, other);
    if (pair === NO_WAY || otherPair === NO_WAY) return;
    if (pair < 0) return;
    const delta = state.exchangeDelta(unit, pair, other, otherPair);
    if (this.#accepts(delta)) state.applyExchange(unit, pair, other, otherPair, delta);
  }

  #wayBack(unit: number, other: number): number {
    const from = this.#state.agentOf[unit] as number;
    if (from < 0) return -1;
    const pair = findPair(this.#state.model, other, from);
    return pair < 0 ? NO_WAY : pair;
  }
}

/** The `degree`-th root of a number between 0 and 1, by halving: exact enough, and the same on every engine. */
function rootByBisection(value: number, degree: number): number {
  let low = 0;
  let high = 1;
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2;
    if (wholePower(middle, degree) < value) low = middle;
    else high = middle;
  }
  return high;
}

function wholePower(base: number, exponent: number): number {
  let result = 1;
  for (let square = base, rest = exponent; rest > 0; rest = Math.floor(rest / 2), square *= square) {
    if (rest % 2 === 1) result *= square;
  }
  return result;
}
