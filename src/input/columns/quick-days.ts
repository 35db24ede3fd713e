import { dayOf } from "../../calendar/days.ts";
import type { DateForm, DateOrder } from "./days.ts";

const [ZERO, NINE, DASH, DOT, SLASH, COLON, SPACE, T, Z] = [48, 57, 45, 46, 47, 58, 32, 84, 90];
const [FIRST_YEAR, LAST_YEAR] = [1900, 2199];

/** First day of each month of the years that `readDay` knows, and of the month after them. */
let monthStarts: Int32Array | undefined;

function startsOfMonths(): Int32Array {
  monthStarts ??= Int32Array.from(
    { length: (LAST_YEAR - FIRST_YEAR + 1) * 12 + 1 },
    (_, month) => dayOf(FIRST_YEAR + Math.floor(month / 12), (month % 12) + 1, 1) as number,
  );
  return monthStarts;
}

/**
 * Reads the usual dates from bytes as `readDay` reads them from text, without making a text: 2026-03-31, also with a time behind it,
 * 31.03.2026, 31/03/2026, 03/31/2026. What it does not know, or knows to be wrong, it leaves to `readDay`.
 */
export class QuickDays {
  /** Form of the last date that was read. */
  form: DateForm = "year-month-day";
  readonly #order: DateOrder | undefined;
  readonly #starts = startsOfMonths();

  /** @param order which part comes first where the year does not. */
  constructor(order: DateOrder | undefined) {
    this.#order = order;
  }

  /** Days since 1970-01-01, or NaN. */
  read(bytes: Uint8Array, start: number, end: number): number {
    if (end - start < 10) return Number.NaN;
    const separator = bytes[start + 4] as number;
    if (separator === DASH || separator === SLASH || separator === DOT)
      return this.#yearFirst(bytes, start, end, separator);
    return end - start === 10 ? this.#yearLast(bytes, start) : Number.NaN;
  }

  #yearFirst(bytes: Uint8Array, start: number, end: number, separator: number): number {
    if (bytes[start + 7] !== separator || !isTime(bytes, start + 10, end)) return Number.NaN;
    this.form = "year-month-day";
    return this.#day(digits(bytes, start, 4), digits(bytes, start + 5, 2), digits(bytes, start + 8, 2));
  }

  #yearLast(bytes: Uint8Array, start: number): number {
    const separator = bytes[start + 2];
    if (separator !== bytes[start + 5]) return Number.NaN;
    if (separator !== DASH && separator !== SLASH && separator !== DOT) return Number.NaN;
    const order = this.#order ?? (separator === DOT ? "dmy" : undefined);
    if (order === undefined) return Number.NaN;
    const [first, second] = [digits(bytes, start, 2), digits(bytes, start + 3, 2)];
    const year = digits(bytes, start + 6, 4);
    this.form = order === "mdy" ? "month/day/year" : separator === DOT ? "day.month.year" : "day/month/year";
    return order === "mdy" ? this.#day(year, first, second) : this.#day(year, second, first);
  }

  #day(year: number, month: number, date: number): number {
    if (!(year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && date >= 1)) return Number.NaN;
    const at = (year - FIRST_YEAR) * 12 + month - 1;
    const first = this.#starts[at] as number;
    const day = first + date - 1;
    return day < (this.#starts[at + 1] as number) ? day : Number.NaN;
  }
}

/** Nothing, or a space or T, hours, minutes, perhaps seconds, perhaps a Z. */
function isTime(bytes: Uint8Array, start: number, end: number): boolean {
  if (start === end) return true;
  if (bytes[start] !== SPACE && bytes[start] !== T) return false;
  const until = bytes[end - 1] === Z ? end - 1 : end;
  if (until - start !== 6 && until - start !== 9) return false;
  for (let at = start + 1; at < until; at += 3) {
    if (at > start + 1 && bytes[at - 1] !== COLON) return false;
    if (Number.isNaN(digits(bytes, at, 2))) return false;
  }
  return true;
}

function digits(bytes: Uint8Array, start: number, count: number): number {
  let value = 0;
  for (let at = start; at < start + count; at++) {
    const byte = bytes[at] as number;
    if (byte < ZERO || byte > NINE) return Number.NaN;
    value = value * 10 + byte - ZERO;
  }
  return value;
}
