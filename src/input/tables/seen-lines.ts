/** A line of the order history as `PackedOrders.append` takes it, less what the files do not all tell. */
export interface ComparedLine {
  /** See `orderNumber`. */
  order: number;
  client: number;
  day: number;
  amount: number;
  /** -1 when there is none; also `category`. */
  item: number;
  category: number;
  /** Sum of `LineFlag`. */
  flags: number;
  /** NaN when there is none; also `listPrice`. */
  unitPrice: number;
  listPrice: number;
}

const FREE = 0;

/**
 * The lines of several files as one multiset: a line counts as often as the file has it that has it most often. Only a hash of 64 bits is
 * kept of each line; of 10 million lines two different ones are taken for one with a chance of 3 in a million. Open addressing, 18 bytes a
 * slot outside the JavaScript heap.
 */
export class SeenLines {
  #file = 0;
  #isLast = false;
  #count = 0;
  /** Two words a slot: the hash. */
  #keys = new Int32Array(2 * 1024);
  /** How often earlier files have the line at most. */
  #before = new Int32Array(1024);
  /** How often the file has it that was read when it was last seen. */
  #within = new Int32Array(1024);
  /** Number of that file, from 1. */
  #files = new Uint16Array(1024);
  readonly #numbers = new Float64Array(4);
  readonly #words = new Int32Array(this.#numbers.buffer);

  /** @param isLast nothing is remembered of the last file's lines, for nobody asks. */
  startFile(isLast: boolean): void {
    this.#file++;
    this.#isLast = isLast;
  }

  /** True when an earlier file has the line as often as the present one has it up to here. */
  isRepeated(line: ComparedLine): boolean {
    const [one, two] = [this.#hashOf(line, 0x9e3779b1), this.#hashOf(line, 0x85ebca6b)];
    const slot = this.#slotOf(one, two);
    if (this.#files[slot] === FREE) {
      if (!this.#isLast) this.#remember(slot, one, two);
      return false;
    }
    if (this.#files[slot] !== this.#file) {
      this.#before[slot] = Math.max(this.#before[slot] as number, this.#within[slot] as number);
      this.#within[slot] = 0;
      this.#files[slot] = this.#file;
    }
    const within = (this.#within[slot] as number) + 1;
    this.#within[slot] = within;
    return within <= (this.#before[slot] as number);
  }

  #hashOf(line: ComparedLine, factor: number): number {
    const numbers = this.#numbers;
    numbers[0] = line.order;
    // No zero with a sign, and one NaN.
    numbers[1] = line.amount + 0;
    numbers[2] = Number.isNaN(line.unitPrice) ? Number.NEGATIVE_INFINITY : line.unitPrice + 0;
    numbers[3] = Number.isNaN(line.listPrice) ? Number.NEGATIVE_INFINITY : line.listPrice + 0;
    let hash = mixed(mixed(mixed(factor, line.client, factor), line.day, factor), line.item, factor);
    hash = mixed(mixed(hash, line.category, factor), line.flags, factor);
    for (let at = 0; at < 8; at++) hash = mixed(hash, this.#words[at] as number, factor);
    return hash;
  }

  #slotOf(one: number, two: number): number {
    const mask = this.#files.length - 1;
    let slot = one & mask;
    while (this.#files[slot] !== FREE && (this.#keys[2 * slot] !== one || this.#keys[2 * slot + 1] !== two))
      slot = (slot + 1) & mask;
    return slot;
  }

  #remember(slot: number, one: number, two: number): void {
    this.#keys[2 * slot] = one;
    this.#keys[2 * slot + 1] = two;
    this.#within[slot] = 1;
    this.#files[slot] = this.#file;
    this.#count++;
    if (this.#count * 10 > this.#files.length * 7) this.#grow();
  }

  #grow(): void {
    const [keys, before, within, files] = [this.#keys, this.#before, this.#within, this.#files];
    this.#keys = new Int32Array(keys.length * 2);
    this.#before = new Int32Array(files.length * 2);
    this.#within = new Int32Array(files.length * 2);
    this.#files = new Uint16Array(files.length * 2);
    for (let at = 0; at < files.length; at++) {
      if (files[at] === FREE) continue;
      const [one, two] = [keys[2 * at] as number, keys[2 * at + 1] as number];
      const slot = this.#slotOf(one, two);
      this.#keys[2 * slot] = one;
      this.#keys[2 * slot + 1] = two;
      this.#before[slot] = before[at] as number;
      this.#within[slot] = within[at] as number;
      this.#files[slot] = files[at] as number;
    }
  }
}

/** One word more in a hash. */
function mixed(hash: number, word: number, factor: number): number {
  const next = Math.imul(hash ^ word, factor);
  return next ^ (next >>> 15);
}
