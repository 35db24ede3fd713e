/**
 * Numbers the distinct cells of a column by their bytes, 0, 1, 2 ... as they come, so that each is decoded and understood once. Open
 * addressing; the bytes of all keys stand one after the other.
 */
export class ByteKeys {
  /** How many distinct cells were seen. */
  count = 0;
  /** Two words a slot, side by side: the hash, and the key + 1 or 0 where the slot is free. */
  #slots = new Int32Array(2048);
  /** Where each key ends in `#pool`. */
  #ends = new Int32Array(512);
  #pool = new Uint8Array(8192);
  #last = -1;

  /** The number of these bytes: `count` as it was before when they come for the first time. */
  number(bytes: Uint8Array, start: number, end: number): number {
    // Lines of one order follow each other, with the same client and day.
    if (this.#last >= 0 && this.#is(this.#last, bytes, start, end)) return this.#last;
    let hash = end - start;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x9e3779b1);
    hash ^= hash >>> 15;
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = (hash << 1) & mask;
    for (;;) {
      const key = (slots[slot + 1] as number) - 1;
      if (key < 0) break;
      if (slots[slot] === hash && this.#is(key, bytes, start, end)) {
        this.#last = key;
        return key;
      }
      slot = (slot + 2) & mask;
    }
    this.#add(hash, slot, bytes, start, end);
    return this.#last;
  }

  #is(key: number, bytes: Uint8Array, start: number, end: number): boolean {
    let from = key === 0 ? 0 : (this.#ends[key - 1] as number);
    if ((this.#ends[key] as number) - from !== end - start) return false;
    for (let at = start; at < end; at++) if (this.#pool[from++] !== bytes[at]) return false;
    return true;
  }

  #add(hash: number, slot: number, bytes: Uint8Array, start: number, end: number): void {
    const key = this.count++;
    const from = key === 0 ? 0 : (this.#ends[key - 1] as number);
    const until = from + end - start;
    if (until > this.#pool.length) this.#pool = enlarged(this.#pool, new Uint8Array(2 * until));
    if (key === this.#ends.length) this.#ends = enlarged(this.#ends, new Int32Array(2 * key));
    this.#pool.set(bytes.subarray(start, end), from);
    this.#ends[key] = until;
    this.#slots[slot] = hash;
    this.#slots[slot + 1] = key + 1;
    this.#last = key;
    if (this.count * 4 > this.#slots.length) this.#rehash();
  }

  #rehash(): void {
    const from = this.#slots;
    this.#slots = new Int32Array(from.length * 2);
    const mask = this.#slots.length - 1;
    for (let at = 0; at < from.length; at += 2) {
      if (from[at + 1] === 0) continue;
      let slot = ((from[at] as number) << 1) & mask;
      while (this.#slots[slot + 1] !== 0) slot = (slot + 2) & mask;
      this.#slots[slot] = from[at] as number;
      this.#slots[slot + 1] = from[at + 1] as number;
    }
  }
}

function enlarged<Cells extends Int32Array | Uint8Array>(from: Cells, to: Cells): Cells {
  to.set(from);
  return to;
}
