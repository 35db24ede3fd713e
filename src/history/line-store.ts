import type { Day } from "../domain/day.ts";
import type { ClientLines } from "./client-lines.ts";

/** Lines of a segment; a segment is filled and never copied, so growing costs no second store. */
const SEGMENT_BITS = 14;
const SEGMENT = 1 << SEGMENT_BITS;
const WITHIN = SEGMENT - 1;

/**
 * Clients with numbers that share all but so many bits share segments: when clients are asked for in the order of their numbers, the lines
 * asked for one after the other lie in a few megabytes, which the processor's cache holds.
 */
const SHELF_BITS = 12;

/**
 * A line is 32 bytes side by side, half a line of the processor's cache: the lines of one client lie scattered, and each costs one access
 * to memory instead of one for every column.
 *
 * | bytes | 0-7    | 8-15  | 16-19  | 20-23           | 24-27 | 28-31    |
 * | ----- | ------ | ----- | ------ | --------------- | ----- | -------- |
 * |       | amount | order | client | day x 16, flags | item  | category |
 */
const WORDS = 8;
const DOUBLES = 4;
const FLAG_BITS = 4;
const ALL_FLAGS = (1 << FLAG_BITS) - 1;
const NO_DAY = -(2 ** 31);

/** All order lines, packed outside the JavaScript heap: 32 bytes a line, 48 in segments that have prices. */
export class LineStore {
  count = 0;
  readonly #doubles: Float64Array[] = [];
  readonly #words: Int32Array[] = [];
  /** Lines in each segment. */
  readonly #filled: number[] = [];
  /** Unit price and list price in turn; a segment without any has none. */
  readonly #prices: (Float64Array | undefined)[] = [];
  /** Where the next line of a shelf goes: segment and place within it as one number; -1 for a shelf without lines. */
  readonly #next: number[] = [];
  /** Lines of each client. */
  #perClient = new Int32Array(1024);
  #grouped: { readonly start: Int32Array; readonly lines: Int32Array } | undefined;

  append(
    client: number,
    day: number,
    amount: number,
    order: number,
    item: number,
    category: number,
    flags: number,
    unitPrice: number,
    listPrice: number,
  ): void {
    const shelf = client >>> SHELF_BITS;
    const line = this.#next[shelf] ?? -1;
    const at = line >= 0 ? line : this.#addSegment();
    const within = at & WITHIN;
    const segment = at >>> SEGMENT_BITS;
    const doubles = this.#doubles[segment] as Float64Array;
    const words = this.#words[segment] as Int32Array;
    doubles[within * DOUBLES] = amount;
    doubles[within * DOUBLES + 1] = order;
    const word = within * WORDS + 4;
    words[word] = client;
    words[word + 1] = (day << FLAG_BITS) | flags;
    words[word + 2] = item;
    words[word + 3] = category;
    if (!(Number.isNaN(unitPrice) && Number.isNaN(listPrice))) this.#setPrices(segment, within, unitPrice, listPrice);
    if (client >= this.#perClient.length) this.#perClient = enlarged(this.#perClient, client + 1);
    this.#perClient[client] = (this.#perClient[client] as number) + 1;
    this.#filled[segment] = within + 1;
    if (this.#next.length <= shelf) this.#makeShelves(shelf);
    this.#next[shelf] = within === WITHIN ? -1 : at + 1;
    this.count++;
    this.#grouped = undefined;
  }

  /** The last day with a line, how many lines it has, and the last day before it, where there are such days. */
  get end(): { readonly last?: Day; readonly lines: number; readonly before?: Day } {
    let [last, lines, before] = [NO_DAY, 0, NO_DAY];
    this.#words.forEach((words, segment) => {
      const end = (this.#filled[segment] as number) * WORDS;
      for (let at = 5; at < end; at += WORDS) {
        const day = (words[at] as number) >> FLAG_BITS;
        if (day === last) lines++;
        else if (day > last) [before, last, lines] = [last, day, 1];
        else if (day > before) before = day;
      }
    });
    return {
      lines,
      ...(last === NO_DAY ? {} : { last: last as Day }),
      ...(before === NO_DAY ? {} : { before: before as Day }),
    };
  }

  /** Writes the lines of a client into `into`, by day. */
  copyLines(client: number, into: ClientLines): void {
    const { start, lines } = this.#group();
    const numbers = lines.subarray(start[client] as number, start[client + 1] as number);
    into.reset(numbers.length);
    if (!this.#copy(numbers, into)) this.#copy(this.#byDay(numbers, into.day), into);
  }

  /** True when the lines came by day. */
  #copy(numbers: Int32Array, into: ClientLines): boolean {
    const { day, amount, order, item, category, flags, unitPrice, listPrice } = into;
    let sorted = true;
    let before = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < numbers.length; at++) {
      const line = numbers[at] as number;
      const segment = line >>> SEGMENT_BITS;
      const within = line & WITHIN;
      const doubles = this.#doubles[segment] as Float64Array;
      const words = this.#words[segment] as Int32Array;
      const prices = this.#prices[segment];
      const dayAndFlags = words[within * WORDS + 5] as number;
      const on = dayAndFlags >> FLAG_BITS;
      if (on < before) sorted = false;
      before = on;
      day[at] = on;
      flags[at] = dayAndFlags & ALL_FLAGS;
      amount[at] = doubles[within * DOUBLES] as number;
      order[at] = doubles[within * DOUBLES + 1] as number;
      item[at] = words[within * WORDS + 6] as number;
      category[at] = words[within * WORDS + 7] as number;
      unitPrice[at] = prices === undefined ? Number.NaN : (prices[within * 2] as number);
      listPrice[at] = prices === undefined ? Number.NaN : (prices[within * 2 + 1] as number);
    }
    return sorted;
  }

  /** The lines by day, those of a day as they came. A day and a position fit one number: 18 bits and 31. */
  #byDay(numbers: Int32Array, days: Int32Array): Int32Array {
    const keys = new Float64Array(numbers.length);
    for (let at = 0; at < keys.length; at++) keys[at] = (days[at] as number) * 2 ** 31 + at;
    keys.sort();
    return Int32Array.from(keys, (key) => numbers[((key % 2 ** 31) + 2 ** 31) % 2 ** 31] as number);
  }

  /** Counting sort by client: one pass over the lines, no comparison. */
  #group(): { readonly start: Int32Array; readonly lines: Int32Array } {
    if (this.#grouped) return this.#grouped;
    const clients = this.#perClient.length;
    const start = new Int32Array(clients + 1);
    for (let client = 0; client < clients; client++) {
      start[client + 1] = (start[client] as number) + (this.#perClient[client] as number);
    }
    const next = start.slice();
    const lines = new Int32Array(this.count);
    this.#words.forEach((words, segment) => {
      const filled = this.#filled[segment] as number;
      for (let within = 0; within < filled; within++) {
        const client = words[within * WORDS + 4] as number;
        const at = next[client] as number;
        lines[at] = (segment << SEGMENT_BITS) | within;
        next[client] = at + 1;
      }
    });
    this.#grouped = { start, lines };
    return this.#grouped;
  }

  #makeShelves(last: number): void {
    while (this.#next.length <= last) this.#next.push(-1);
  }

  /** Place of its first line. */
  #addSegment(): number {
    const bytes = new SharedArrayBuffer(SEGMENT * WORDS * 4);
    this.#doubles.push(new Float64Array(bytes));
    this.#words.push(new Int32Array(bytes));
    this.#prices.push(undefined);
    this.#filled.push(0);
    return (this.#words.length - 1) << SEGMENT_BITS;
  }

  #setPrices(segment: number, within: number, unitPrice: number, listPrice: number): void {
    const prices = this.#prices[segment] ?? new Float64Array(SEGMENT * 2).fill(Number.NaN);
    this.#prices[segment] = prices;
    prices[within * 2] = unitPrice;
    prices[within * 2 + 1] = listPrice;
  }
}

function enlarged(from: Int32Array, least: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(least, from.length * 2));
  larger.set(from);
  return larger;
}
