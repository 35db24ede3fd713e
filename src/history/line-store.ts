import type { Day } from "../domain/day.ts";
import { type GroupedColumns, GroupedLines, LINE } from "./grouped-lines.ts";

const { segmentBits: SEGMENT_BITS, doubles: DOUBLES, words: WORDS, flagBits: FLAG_BITS } = LINE;
/** A segment is filled and never copied, so growing costs no second store. */
const SEGMENT = 1 << SEGMENT_BITS;
const WITHIN = SEGMENT - 1;

/**
 * Clients with numbers that share all but so many bits share segments: when clients are asked for in the order of their numbers, the lines
 * asked for one after the other lie in a few megabytes, which the processor's cache holds.
 */
const SHELF_BITS = 12;
const NO_DAY = -(2 ** 31);

/** The lines of a store, to be given to another one. */
export interface LineSegments extends Pick<GroupedColumns, "doubles" | "words" | "prices"> {
  /** Lines in each segment. */
  readonly filled: readonly number[];
  /** Lines of each client. */
  readonly perClient: Int32Array;
}

/**
 * All order lines, packed outside the JavaScript heap: 32 bytes a line (see `LINE`), 48 in segments that have prices. In shared memory:
 * another thread may read them, and the garbage collector does not take their growth for a reason to look through the heap.
 */
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
  #grouped: GroupedLines | undefined;

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

  /** All its lines, for another store, in shared memory. */
  get segments(): LineSegments {
    const { length } = this.#words;
    return {
      doubles: this.#doubles,
      words: this.#words,
      prices: this.#prices,
      filled: this.#filled.slice(0, length),
      perClient: this.#perClient,
    };
  }

  /**
   * Takes over the lines of another store, whose clients have the same numbers. They count as read after those that are here.
   *
   * @param items the number here of each of its items; also `categories`.
   */
  absorb({ doubles, words, prices, filled, perClient }: LineSegments, items: Int32Array, categories: Int32Array): void {
    words.forEach((segment, at) => {
      const end = (filled[at] as number) * WORDS;
      for (let word = 0; word < end; word += WORDS) {
        const [item, category] = [segment[word + 6] as number, segment[word + 7] as number];
        if (item >= 0) segment[word + 6] = items[item] as number;
        if (category >= 0) segment[word + 7] = categories[category] as number;
      }
      this.#words.push(segment);
      this.#doubles.push(doubles[at] as Float64Array);
      this.#prices.push(prices[at]);
      this.#filled.push(filled[at] as number);
      this.count += filled[at] as number;
    });
    if (perClient.length > this.#perClient.length) this.#perClient = enlarged(this.#perClient, perClient.length);
    for (let client = 0; client < perClient.length; client++)
      this.#perClient[client] = (this.#perClient[client] as number) + (perClient[client] as number);
    this.#grouped = undefined;
  }

  /** The lines by client: a counting sort, one pass over the lines and no comparison. */
  grouped(): GroupedLines {
    if (this.#grouped) return this.#grouped;
    const clients = this.#perClient.length;
    const start = new Int32Array(new SharedArrayBuffer((clients + 1) * Int32Array.BYTES_PER_ELEMENT));
    for (let client = 0; client < clients; client++) {
      start[client + 1] = (start[client] as number) + (this.#perClient[client] as number);
    }
    const next = start.slice();
    const lines = new Int32Array(new SharedArrayBuffer(this.count * Int32Array.BYTES_PER_ELEMENT));
    this.#words.forEach((words, segment) => {
      const filled = this.#filled[segment] as number;
      for (let within = 0; within < filled; within++) {
        const client = words[within * WORDS + 4] as number;
        const at = next[client] as number;
        lines[at] = (segment << SEGMENT_BITS) | within;
        next[client] = at + 1;
      }
    });
    this.#grouped = new GroupedLines({
      doubles: this.#doubles,
      words: this.#words,
      prices: this.#prices,
      start,
      lines,
    });
    return this.#grouped;
  }

  #makeShelves(last: number): void {
    while (this.#next.length <= last) this.#next.push(-1);
  }

  /** Place of its first line. */
  #addSegment(): number {
    const bytes = new SharedArrayBuffer(SEGMENT * WORDS * Int32Array.BYTES_PER_ELEMENT);
    this.#doubles.push(new Float64Array(bytes));
    this.#words.push(new Int32Array(bytes));
    this.#prices.push(undefined);
    this.#filled.push(0);
    return (this.#words.length - 1) << SEGMENT_BITS;
  }

  #setPrices(segment: number, within: number, unitPrice: number, listPrice: number): void {
    const prices = this.#prices[segment] ?? newPrices();
    this.#prices[segment] = prices;
    prices[within * 2] = unitPrice;
    prices[within * 2 + 1] = listPrice;
  }
}

/** None yet. */
function newPrices(): Float64Array {
  return new Float64Array(new SharedArrayBuffer(SEGMENT * 2 * Float64Array.BYTES_PER_ELEMENT)).fill(Number.NaN);
}

function enlarged(from: Int32Array, least: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(least, from.length * 2));
  larger.set(from);
  return larger;
}
