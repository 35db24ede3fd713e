/**
 * A small seeded generator of pseudo-random numbers: the same seed gives the same numbers on every machine. sfc32 by
 * C. Doty-Humphrey (PractRand, 2010): 32-bit additions and shifts only, so no engine can differ.
 */
export class Random {
  readonly #state = new Int32Array(4);

  constructor(seed: number) {
    this.#state.set([seed | 0, Math.floor(seed / 2 ** 32) | 0, 0x9e3779b9 | 0, 1]);
    for (let round = 0; round < 12; round++) this.#next();
  }

  /** A whole number from 0 up to, not with, `limit` (at most 2^32). */
  below(limit: number): number {
    return Math.floor(this.fraction() * limit);
  }

  /** A number from 0 up to, not with, 1, in steps of 2^-32. */
  fraction(): number {
    return this.#next() / 4294967296;
  }

  #next(): number {
    const state = this.#state;
    const b = state[1] as number;
    const c = state[2] as number;
    const sum = ((state[0] as number) + b + (state[3] as number)) | 0;
    state[3] = (state[3] as number) + 1;
    state[0] = b ^ (b >>> 9);
    state[1] = c + (c << 3);
    state[2] = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  }
}
