/** Gives the distinct numbers that it is shown the numbers 0, 1, 2 ... in the order they come; for one client after the other. */
export class Numbering {
  /** How many distinct numbers were shown. */
  count = 0;
  #keys = new Float64Array(512);
  #values = new Int32Array(512);
  /** In which round a slot was written: what an earlier client wrote counts as empty. */
  #rounds = new Int32Array(512);
  #round = 0;

  /** Forgets all, and makes room for so many distinct numbers. */
  start(most: number): void {
    this.count = 0;
    this.#round++;
    if (most * 2 <= this.#keys.length) return;
    const size = 2 ** Math.ceil(Math.log2(most * 2));
    this.#keys = new Float64Array(size);
    this.#values = new Int32Array(size);
    this.#rounds = new Int32Array(size);
  }

  /** The number of a whole number up to 2^53: `count` as it was before when it comes for the first time. */
  number(key: number): number {
    const mask = this.#keys.length - 1;
    const low = key | 0;
    const high = ((key - (low >>> 0)) / 2 ** 32) | 0;
    let slot = Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1);
    slot = (slot ^ (slot >>> 15)) & mask;
    for (; this.#rounds[slot] === this.#round; slot = (slot + 1) & mask) {
      if (this.#keys[slot] === key) return this.#values[slot] as number;
    }
    this.#rounds[slot] = this.#round;
    this.#keys[slot] = key;
    this.#values[slot] = this.count;
    return this.count++;
  }
}
