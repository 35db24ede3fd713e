import { type ComparedLine, SeenLines } from "./seen-lines.ts";

/** Lines of one file whose orders earlier files have. */
export interface OfEarlierOrders {
  readonly orders: number;
  readonly lines: number;
  /** Name of the file that had the first of these orders. */
  readonly earlier: string;
}

/** Which columns all files have: what one of them does not tell makes no two lines different. */
export interface ComparedColumns {
  readonly item: boolean;
  readonly category: boolean;
  readonly unitPrice: boolean;
  readonly listPrice: boolean;
  /** Sum of the `LineFlag` that all files tell. */
  readonly flags: number;
}

const FREE = 0;

/**
 * Makes files that overlap one history. A line is repeated when an earlier file has the whole line too, as often (`SeenLines`); an order
 * whose lines are parted over files keeps all of them. Which file had an order first is remembered beside that, to tell the two apart in
 * the report. An order is its number, client and day: numbers alone start again each year in many systems. Open addressing, 18 bytes a
 * slot outside the JavaScript heap; 85 bits of each order are kept, so that two different ones are never taken for one.
 */
export class SeenOrders {
  readonly #lines = new SeenLines();
  readonly #columns: ComparedColumns;
  readonly #files: string[] = [];
  #isLast = false;
  #count = 0;
  #orders = new Float64Array(1024);
  #clientsAndDays = new Int32Array(1024);
  /** Number of the file that had the order first, from 1. */
  #firstFile = new Uint16Array(1024);
  /** Number of the file that repeated a line of the order last. */
  #repeatedIn = new Uint16Array(1024);
  /** Number of the file that had a further line of the order last. */
  #continuedIn = new Uint16Array(1024);
  #repeated = new Count();
  #continued = new Count();

  constructor(columns: ComparedColumns) {
    this.#columns = columns;
  }

  /** @param isLast whether no file comes after this one. */
  startFile(name: string, isLast: boolean): void {
    this.#files.push(name);
    this.#lines.startFile(isLast);
    this.#isLast = isLast;
    this.#repeated = new Count();
    this.#continued = new Count();
  }

  /** True when an earlier file has the line; lines within one file are never repeats. Writes over what is not compared. */
  isRepeated(line: ComparedLine): boolean {
    this.#leaveOut(line);
    const isRepeated = this.#lines.isRepeated(line);
    const rest = Math.imul(line.client, 0x9e3779b1) ^ Math.imul(line.day, 0x85ebca6b);
    const slot = this.#slotOf(line.order, rest);
    const present = this.#files.length;
    const first = this.#firstFile[slot] as number;
    if (first === FREE && !this.#isLast) this.#remember(slot, line.order, rest, present);
    if (first === FREE || first === present) return isRepeated;
    const [count, lastIn] = isRepeated ? [this.#repeated, this.#repeatedIn] : [this.#continued, this.#continuedIn];
    count.add(lastIn[slot] !== present, this.#files[first - 1] as string);
    lastIn[slot] = present;
    return isRepeated;
  }

  /** What of the present file earlier files had; nothing when they share no line. */
  get repeatedInFile(): OfEarlierOrders | undefined {
    return this.#repeated.value;
  }

  /** Lines of the present file that earlier files do not have, of orders that they have. */
  get continuedInFile(): OfEarlierOrders | undefined {
    return this.#continued.value;
  }

  #leaveOut(line: ComparedLine): void {
    const { item, category, unitPrice, listPrice, flags } = this.#columns;
    if (!item) line.item = -1;
    if (!category) line.category = -1;
    if (!unitPrice) line.unitPrice = Number.NaN;
    if (!listPrice) line.listPrice = Number.NaN;
    line.flags &= flags;
  }

  #slotOf(order: number, rest: number): number {
    const mask = this.#orders.length - 1;
    let slot = Math.imul((order | 0) ^ rest, 0x9e3779b1);
    slot = (slot ^ (slot >>> 15)) & mask;
    while (this.#firstFile[slot] !== FREE && (this.#orders[slot] !== order || this.#clientsAndDays[slot] !== rest))
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
    const [repeated, continued] = [this.#repeatedIn, this.#continuedIn];
    this.#orders = new Float64Array(orders.length * 2);
    this.#clientsAndDays = new Int32Array(orders.length * 2);
    this.#firstFile = new Uint16Array(orders.length * 2);
    this.#repeatedIn = new Uint16Array(orders.length * 2);
    this.#continuedIn = new Uint16Array(orders.length * 2);
    for (let at = 0; at < orders.length; at++) {
      if (files[at] === FREE) continue;
      const slot = this.#slotOf(orders[at] as number, rests[at] as number);
      this.#orders[slot] = orders[at] as number;
      this.#clientsAndDays[slot] = rests[at] as number;
      this.#firstFile[slot] = files[at] as number;
      this.#repeatedIn[slot] = repeated[at] as number;
      this.#continuedIn[slot] = continued[at] as number;
    }
  }
}

/** Counts lines, and their orders once each. */
class Count {
  #orders = 0;
  #lines = 0;
  #earlier: string | undefined;

  add(isNewOrder: boolean, earlier: string): void {
    this.#lines++;
    if (isNewOrder) this.#orders++;
    this.#earlier ??= earlier;
  }

  get value(): OfEarlierOrders | undefined {
    return this.#earlier === undefined
      ? undefined
      : { orders: this.#orders, lines: this.#lines, earlier: this.#earlier };
  }
}
