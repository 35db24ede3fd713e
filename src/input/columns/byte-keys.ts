/** So many bytes of a key are kept in its slot, as four words. */
const SHORT = 16;
/** A slot is eight words, 32 bytes: the four of the key, its length + 1 or 0 where the slot is free, its meaning, and two unused. */
const SLOT = 8;
const [LENGTH, MEANING] = [4, 5];
/** What of the four words belongs to a key, by its length: a table and no question, since lengths differ from line to line. */
const MASKS = [0, 4, 8, 12].map((before) =>
  Int32Array.from({ length: SHORT + 1 }, (_, length) => {
    const bytes = Math.min(4, Math.max(0, length - before));
    return bytes === 4 ? -1 : (1 << (8 * bytes)) - 1;
  }),
) as [Int32Array, Int32Array, Int32Array, Int32Array];
const [FIRST, SECOND, THIRD, FOURTH] = MASKS;

/** How many bytes behind a cell may be looked at. */
export const BYTES_BEHIND = SHORT;

/**
 * What the distinct cells of a column mean, by their bytes: each is decoded and understood once. Open addressing; a short cell and its
 * meaning lie in one slot, which is compared by words and costs one access to memory.
 */
export class CellMeanings {
  readonly #understand: () => number;
  readonly #long = new ByteKeys();
  readonly #longMeanings: number[] = [];
  #slots = new Int32Array(256 * SLOT);
  /** Slot of the cell before: lines of one order follow each other, with the same client and channel. */
  #last = 0;
  #count = 0;

  /** @param understand gives the meaning of the present cell; asked when its bytes come for the first time. */
  constructor(understand: () => number) {
    this.#understand = understand;
  }

  /** What the bytes mean. */
  of(view: DataView, bytes: Uint8Array, start: number, end: number): number {
    const length = end - start;
    if (length > SHORT) return this.#ofLong(bytes, start, end);
    const one = view.getInt32(start, true) & (FIRST[length] as number);
    const two = view.getInt32(start + 4, true) & (SECOND[length] as number);
    const three = view.getInt32(start + 8, true) & (THIRD[length] as number);
    const four = view.getInt32(start + 12, true) & (FOURTH[length] as number);
    if (!this.#isAt(this.#last, one, two, three, four, length)) {
      const slots = this.#slots;
      const mask = slots.length - 1;
      let slot = (hashOf(one, two, three, four) * SLOT) & mask;
      while (!this.#isAt(slot, one, two, three, four, length)) {
        if (slots[slot + LENGTH] === 0) return this.#learn(slot, one, two, three, four, length);
        slot = (slot + SLOT) & mask;
      }
      this.#last = slot;
    }
    return this.#slots[this.#last + MEANING] as number;
  }

  #isAt(slot: number, one: number, two: number, three: number, four: number, length: number): boolean {
    const slots = this.#slots;
    return (
      slots[slot] === one &&
      slots[slot + 1] === two &&
      slots[slot + 2] === three &&
      slots[slot + 3] === four &&
      slots[slot + LENGTH] === length + 1
    );
  }

  #learn(slot: number, one: number, two: number, three: number, four: number, length: number): number {
    const meaning = this.#understand();
    const slots = this.#slots;
    slots[slot] = one;
    slots[slot + 1] = two;
    slots[slot + 2] = three;
    slots[slot + 3] = four;
    slots[slot + LENGTH] = length + 1;
    slots[slot + MEANING] = meaning;
    this.#count++;
    if (this.#count * 2 * SLOT > slots.length) this.#rehash();
    return meaning;
  }

  #rehash(): void {
    const from = this.#slots;
    const to = new Int32Array(from.length * 2);
    const mask = to.length - 1;
    for (let at = 0; at < from.length; at += SLOT) {
      if (from[at + LENGTH] === 0) continue;
      const [one = 0, two = 0, three = 0, four = 0] = from.subarray(at, at + 4);
      let slot = (hashOf(one, two, three, four) * SLOT) & mask;
      while (to[slot + LENGTH] !== 0) slot = (slot + SLOT) & mask;
      to.set(from.subarray(at, at + SLOT), slot);
    }
    this.#slots = to;
  }

  #ofLong(bytes: Uint8Array, start: number, end: number): number {
    const key = this.#long.number(bytes, start, end);
    if (key === this.#longMeanings.length) this.#longMeanings.push(this.#understand());
    return this.#longMeanings[key] as number;
  }
}

/** 24 bits, so that a slot's place stays a small whole number. */
function hashOf(one: number, two: number, three: number, four: number): number {
  let hash =
    Math.imul(one, 0x9e3779b1) ^
    Math.imul(two, 0x85ebca6b) ^
    Math.imul(three, 0xc2b2ae35) ^
    Math.imul(four, 0x27d4eb2f);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) & 0xffffff;
}

/**
 * Numbers the distinct cells of a column by their bytes, 0, 1, 2 ... as they come. Open addressing; the bytes of all keys stand one
 * after the other.
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
