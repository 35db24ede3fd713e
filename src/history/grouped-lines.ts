import type { ClientLines } from "./client-lines.ts";

/**
 * How a line lies in the store: 32 bytes side by side, half a line of the processor's cache. The lines of one client lie scattered, and
 * each costs one access to memory instead of one for every column.
 *
 * | bytes | 0-7    | 8-15  | 16-19  | 20-23           | 24-27 | 28-31    |
 * | ----- | ------ | ----- | ------ | --------------- | ----- | -------- |
 * |       | amount | order | client | day x 16, flags | item  | category |
 */
export const LINE = {
  /** 2 to this power are the lines of a segment. */
  segmentBits: 14,
  words: 8,
  doubles: 4,
  flagBits: 4,
} as const;

const { segmentBits: SEGMENT_BITS, doubles: DOUBLES, words: WORDS, flagBits: FLAG_BITS } = LINE;
const WITHIN = (1 << SEGMENT_BITS) - 1;
const ALL_FLAGS = (1 << FLAG_BITS) - 1;

/** The columns behind `GroupedLines`, all in shared memory: posted to another thread they are the same lines, not a copy. */
export interface GroupedColumns {
  /** Two views of each segment, see `LINE`. */
  readonly doubles: readonly Float64Array[];
  readonly words: readonly Int32Array[];
  /** Unit price and list price in turn; a segment without any has none. */
  readonly prices: readonly (Float64Array | undefined)[];
  /** Where the lines of a client begin in `lines`; those of the next one begin where they end. */
  readonly start: Int32Array;
  /** Segment and place within it as one number. */
  readonly lines: Int32Array;
}

/** All order lines by client, in the order they were read. */
export class GroupedLines {
  readonly columns: GroupedColumns;

  constructor(columns: GroupedColumns) {
    this.columns = columns;
  }

  /** Writes the lines of a client into `into`, by day. */
  copyLines(client: number, into: ClientLines): void {
    const { start, lines } = this.columns;
    // Clients behind the last one with a line are not in `start`.
    const numbers = lines.subarray(start[client] ?? lines.length, start[client + 1] ?? lines.length);
    into.reset(numbers.length);
    if (!this.#copy(numbers, into)) this.#copy(byDay(numbers, into.day), into);
  }

  /** True when the lines came by day. */
  #copy(numbers: Int32Array, into: ClientLines): boolean {
    const { doubles: allDoubles, words: allWords, prices: allPrices } = this.columns;
    const { day, amount, order, item, category, flags, unitPrice, listPrice } = into;
    let sorted = true;
    let before = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < numbers.length; at++) {
      const line = numbers[at] as number;
      const segment = line >>> SEGMENT_BITS;
      const within = line & WITHIN;
      const doubles = allDoubles[segment] as Float64Array;
      const words = allWords[segment] as Int32Array;
      const prices = allPrices[segment];
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
}

/** The lines by day, those of a day as they came. */
function byDay(numbers: Int32Array, days: Int32Array): Int32Array {
  const second = endOfRun(days, 0, numbers.length);
  const isTwoRuns = endOfRun(days, second, numbers.length) === numbers.length;
  return isTwoRuns ? merged(numbers, days, second) : sorted(numbers, days);
}

/** Behind the last of the days from `start` on that stand in order. */
function endOfRun(days: Int32Array, start: number, count: number): number {
  let end = start + 1;
  while (end < count && (days[end] as number) >= (days[end - 1] as number)) end++;
  return Math.min(end, count);
}

/** Two files, or the parts that two threads have read, each by day. */
function merged(numbers: Int32Array, days: Int32Array, second: number): Int32Array {
  const lines = new Int32Array(numbers.length);
  let [first, other] = [0, second];
  for (let at = 0; at < lines.length; at++) {
    const isFirst = first < second && (other === lines.length || (days[first] as number) <= (days[other] as number));
    lines[at] = numbers[isFirst ? first++ : other++] as number;
  }
  return lines;
}

/** A day and a position fit one number: 18 bits and 31. */
function sorted(numbers: Int32Array, days: Int32Array): Int32Array {
  const keys = new Float64Array(numbers.length);
  for (let at = 0; at < keys.length; at++) keys[at] = (days[at] as number) * 2 ** 31 + at;
  keys.sort();
  return Int32Array.from(keys, (key) => numbers[((key % 2 ** 31) + 2 ** 31) % 2 ** 31] as number);
}
