import type { DecimalMark } from "./numbers.ts";

const [ZERO, NINE, MINUS] = [48, 57, 45];
/** So many digits are exact in a floating-point number, whatever they are. */
const MOST_DIGITS = 15;
const POWERS = Array.from({ length: MOST_DIGITS + 1 }, (_, power) => 10 ** power);

/**
 * Reads plain numbers (a minus, digits, a decimal mark, digits) from bytes as `readDecimal` reads them from text, without making a text.
 * What is written in any other way it leaves to `readDecimal`.
 */
export class QuickNumber {
  readonly #mark: number;
  #digits = 0;
  #scale = 0;
  #negative = false;

  constructor(mark: DecimalMark) {
    this.#mark = mark.charCodeAt(0);
  }

  /** True when the bytes are a plain number; `cents` and `value` are then of it. */
  read(bytes: Uint8Array, start: number, end: number): boolean {
    let at = start;
    this.#negative = bytes[at] === MINUS;
    if (this.#negative) at++;
    const first = at;
    let digits = 0;
    let markAt = -1;
    for (; at < end; at++) {
      const byte = bytes[at] as number;
      if (byte >= ZERO && byte <= NINE) digits = digits * 10 + byte - ZERO;
      else if (byte === this.#mark && markAt < 0 && at > first) markAt = at;
      else return false;
    }
    const count = end - first - (markAt < 0 ? 0 : 1);
    if (count < 1 || count > MOST_DIGITS) return false;
    this.#digits = digits;
    this.#scale = markAt < 0 ? 0 : end - markAt - 1;
    return true;
  }

  /** Integer cents, half a cent away from zero at the third decimal; NaN when that is too large. */
  get cents(): number {
    return this.#inCents(this.#digits, this.#scale, this.#negative);
  }

  /** Cents of this number times another, multiplied exactly and rounded once; NaN when that cannot be done here. */
  timesInCents(other: QuickNumber): number {
    return this.#inCents(this.#digits * other.#digits, this.#scale + other.#scale, this.#negative !== other.#negative);
  }

  /** The nearest floating-point number: digits and power of ten are both exact, so one division rounds once. */
  get value(): number {
    const size = this.#digits / (POWERS[this.#scale] as number);
    return this.#negative && size !== 0 ? -size : size;
  }

  #inCents(units: number, scale: number, negative: boolean): number {
    if (!Number.isSafeInteger(units) || scale > MOST_DIGITS) return Number.NaN;
    const cents =
      scale <= 2 ? units * (POWERS[2 - scale] as number) : roundedQuotient(units, POWERS[scale - 2] as number);
    if (!Number.isSafeInteger(cents)) return Number.NaN;
    return negative && cents !== 0 ? -cents : cents;
  }
}

/** Of whole numbers, half up. The quotient of two may be rounded up to a whole number that it does not reach. */
function roundedQuotient(units: number, power: number): number {
  let quotient = Math.floor(units / power);
  if (quotient * power > units) quotient--;
  return (units - quotient * power) * 2 >= power ? quotient + 1 : quotient;
}
