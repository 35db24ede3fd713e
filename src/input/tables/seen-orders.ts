/** What one file has in common with earlier ones. */
export interface Repeated {
  readonly orders: number;
  readonly lines: number;
  /** Name of the file that had the first of them. */
  readonly earlier: string;
}

/**
 * Remembers in which file each order came first, so that files which overlap are one history. An order is its number, client and day:
 * numbers alone start again each year in many systems. Open addressing, 14 bytes a slot outside the JavaScript heap; 85 bits of each
 * order are kept, so that two different ones are never taken for one.
 */
export class SeenOrders {
  readonly #files: string[] = [];
  #count = 0;
  #orders = new Float64Array(1024);
  #clientsAndDays = new Int32Array(1024);
  /** Number of the file that had the order first, from 1. */
  #firstFile = new Uint16Array(1024);
  #repeated = new Set<string>();
  #lines = 0;
  #earlier: string | undefined;

  startFile(name: string): void {
    this.#files.push(name);
    this.#repeated = new Set();
    this.#lines = 0;
    this.#earlier = undefined;
  }

  /**
   * True when an earlier file has the order; lines within one file are never repeats.
   *
   * @param order see `orderNumber`.
   */
  isRepeated(order: number, client: number, day: number): boolean {
    const rest = Math.imul(client, 0x9e3779b1) ^ Math.imul(day, 0x85ebca6b);
    const slot = this.#slotOf(order, rest);
    const present = this.#files.length;
    const first = this.#firstFile[slot] as number;
    if (first === 0) this.#remember(slot, order, rest, present);
    if (first === 0 || first === present) return false;
    this.#repeated.add(`${order} ${rest}`);
    this.#lines++;
    this.#earlier ??= this.#files[first - 1];
    return true;
  }

  /** What of the present file earlier files had; nothing when they share no order. */
  repeatedInFile(): Repeated | undefined {
    return this.#earlier === undefined
      ? undefined
      : { orders: this.#repeated.size, lines: this.#lines, earlier: this.#earlier };
  }

  #slotOf(order: number, rest: number): number {
    const mask = this.#orders.length - 1;
    let slot = Math.imul((order | 0) ^ rest, 0x9e3779b1);
    slot = (slot ^ (slot >>> 15)) & mask;
    while (this.#firstFile[slot] !== 0 && (this.#orders[slot] !== order || this.#clientsAndDays[slot] !== rest))
      slot = (slot + 1) & mask;
    return slot;
  }

  #remember(slot: number, order: number, rest: number, file: number): void {
    this.#orders[slot] = order;
    this.#clientsAndDays[slot] = rest;
    this.#firstFile[slot] = file;
    this.#count++;
    if (this.#count * 10 > this.#orders.length * 7) this.#grow();
  }

  #grow(): void {
    const [orders, rests, files] = [this.#orders, this.#clientsAndDays, this.#firstFile];
    this.#orders = new Float64Array(orders.length * 2);
    this.#clientsAndDays = new Int32Array(orders.length * 2);
    this.#firstFile = new Uint16Array(orders.length * 2);
    for (let at = 0; at < orders.length; at++) {
      if (files[at] === 0) continue;
      const slot = this.#slotOf(orders[at] as number, rests[at] as number);
      this.#orders[slot] = orders[at] as number;
      this.#clientsAndDays[slot] = rests[at] as number;
      this.#firstFile[slot] = files[at] as number;
    }
  }
}
