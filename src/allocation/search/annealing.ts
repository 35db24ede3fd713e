import { findPair } from "../evaluate.ts";
import type { Random } from "../random.ts";
import type { SearchState } from "../search-state.ts";
import type { Candidates } from "./candidates.ts";
import { EXPONENTIAL } from "./exponential.ts";

/** Temperature is lowered once in so many moves. */
export const MOVES_PER_STEP = 256;

/** Shares of the moves that are exchanges of budget, and of the rest that are shifts. */
const BUDGET_SHARE = 0.15;
const SHIFT_SHARE = 0.3;
/** Share of the exchanges that are swaps, and how many units are looked at for one that may go the other way. */
const SWAP_SHARE = 0.8;
const TRIES = 3;

/**
 * Simulated annealing (S. Kirkpatrick et al., 1983) over shifts, swaps, chains of two, and exchanges of budget: while a move budget is
 * spent to its limit no unit can leave its home unless another, anywhere, comes back.
 */
export class Annealing {
  readonly #state: SearchState;
  readonly #candidates: Candidates;
  readonly #random: Random;
  /** Units with a choice. */
  readonly #free: Int32Array;
  #temperature = 0;

  constructor(state: SearchState, candidates: Candidates, random: Random) {
    this.#state = state;
    this.#candidates = candidates;
    this.#random = random;
    const { start } = candidates;
    const units = Array.from({ length: state.model.unitCount }, (_, unit) => unit);
    this.#free = Int32Array.from(units.filter((unit) => (start[unit + 1] as number) - (start[unit] as number) > 1));
  }

  /** Tries `MOVES_PER_STEP` moves at a temperature, in points. */
  step(temperature: number): void {
    if (this.#free.length === 0) return;
    this.#temperature = temperature;
    for (let move = 0; move < MOVES_PER_STEP; move++) this.#tryMove();
  }

  #accepts(delta: number): boolean {
    return delta <= 0 || delta <= this.#temperature * (EXPONENTIAL[this.#random.below(EXPONENTIAL.length)] as number);
  }

  #tryMove(): void {
    const random = this.#random;
    if (this.#state.away.length > 0 && random.fraction() < BUDGET_SHARE) {
      this.#tryExchangeOfBudget();
      return;
    }
    const unit = this.#drawUnit();
    const place = this.#drawPlace(unit);
    if (place === this.#state.pairOf[unit]) return;
    if (place < 0 || random.fraction() < SHIFT_SHARE) this.#tryShift(unit, place);
    else this.#tryExchange(unit, place);
  }

  #drawUnit(): number {
    return this.#free[this.#random.below(this.#free.length)] as number;
  }

  #drawPlace(unit: number): number {
    const { start, place } = this.#candidates;
    const from = start[unit] as number;
    return place[from + this.#random.below((start[unit + 1] as number) - from)] as number;
  }

  #tryShift(unit: number, place: number): void {
    const delta = this.#state.shiftDelta(unit, place);
    if (this.#accepts(delta)) this.#state.apply(unit, place, delta);
  }

  #tryTwo(first: number, pair: number, second: number, secondPair: number): void {
    const delta = this.#state.exchangeDelta(first, pair, second, secondPair);
    if (this.#accepts(delta)) this.#state.applyExchange(first, pair, second, secondPair, delta);
  }

  /** One of those who are away comes home, one of those at home leaves. */
  #tryExchangeOfBudget(): void {
    const { away, pairOf, model } = this.#state;
    const back = away[this.#random.below(away.length)] as number;
    const leaves = this.#drawUnit();
    if (leaves === back || (model.homePair[leaves] as number) < 0 || pairOf[leaves] !== model.homePair[leaves]) return;
    const place = this.#drawPlace(leaves);
    if (place < 0 || place === pairOf[leaves]) return;
    this.#tryTwo(back, model.homePair[back] as number, leaves, place);
  }

  /** `unit` goes to `pair`; one of that agent's units goes back where `unit` came from, or, now and then, elsewhere. */
  #tryExchange(unit: number, pair: number): void {
    const { model, members, agentOf, pairOf } = this.#state;
    const others = members[model.pairAgent[pair] as number] as number[];
    if (others.length === 0) return;
    const from = agentOf[unit] as number;
    if (from < 0 || this.#random.fraction() >= SWAP_SHARE) {
      const other = others[this.#random.below(others.length)] as number;
      if (this.#hasChoice(other)) {
        const place = this.#drawPlace(other);
        if (place !== pairOf[other]) this.#tryTwo(unit, pair, other, place);
      }
      return;
    }
    for (let tries = 0; tries < TRIES; tries++) {
      const other = others[this.#random.below(others.length)] as number;
      const back = findPair(model, other, from);
      if (back < 0) continue;
      this.#tryTwo(unit, pair, other, back);
      return;
    }
  }

  #hasChoice(unit: number): boolean {
    return (this.#candidates.start[unit + 1] as number) > (this.#candidates.start[unit] as number) + 1;
  }
}
