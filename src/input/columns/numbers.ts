import type { Cents } from "../../domain/money.ts";

/** The sign between whole and fraction. */
export type DecimalMark = "." | ",";

/** A number as it was written: exact, with no binary fraction between the cell and the cents. */
export interface Decimal {
  readonly negative: boolean;
  /** Digits before and after the decimal mark, without separators. */
  readonly whole: string;
  readonly fraction: string;
}

/** Nothing longer is a number; the patterns below take their time with long texts. */
const longestNumber = 100;
const plain = /^(-?)(\d+)(?:\.(\d*))?$/;

/**
 * Reads a number written with this decimal mark. Thousands may be parted by spaces of any kind, apostrophes, or the
 * mark that is not the decimal one; a minus may stand before or after, and accounts put negatives in brackets; currency
 * signs and codes around the number are passed over. Anything else is no number.
 */
export function readDecimal(text: string, mark: DecimalMark): Decimal | undefined {
  if (text.length > longestNumber) return undefined;
  const simple = plain.exec(text);
  if (simple && (mark === "." || simple[3] === undefined)) {
    return { negative: simple[1] === "-", whole: simple[2] as string, fraction: simple[3] ?? "" };
  }
  return readDressedDecimal(text, mark);
}

const signs = "[$€£¥₽₴₸₩₹]";
const codes = "USD|EUR|GBP|CHF|RUB|RUR|UAH|KZT|BYN|PLN|CZK|SEK|NOK|DKK|CNY|JPY|руб|р|zł|kr";
const currencyBefore = new RegExp(`^(?:${signs}|(?:${codes})(?![\\p{L}]))\\.?\\s*`, "iu");
const currencyAfter = new RegExp(`\\s*(?:${signs}|(?<!\\p{L})(?:${codes})\\.?)$`, "iu");

/** The sign or code of a currency beside a number, or nothing. */
export function currencyOf(text: string): string | undefined {
  if (text.length > longestNumber) return undefined;
  const bare = text.replace(/^[\s(+\u2212-]+|[\s)\u2212-]+$/g, "");
  const found = currencyBefore.exec(bare) ?? currencyAfter.exec(bare);
  return found === null ? undefined : currencyNamed(found[0].replace(/[\s.]/g, ""));
}

/** Other ways to write a currency. `$` and `¥` are signs of several, so they stand for themselves. */
const currencyCodes: Readonly<Record<string, string>> = {
  "€": "EUR",
  "£": "GBP",
  "₽": "RUB",
  РУБ: "RUB",
  Р: "RUB",
  RUR: "RUB",
  "₴": "UAH",
  "₸": "KZT",
  ZŁ: "PLN",
};

/** One name for a currency, however it is written: € and EUR are one. */
export function currencyNamed(text: string): string {
  const name = text.toUpperCase();
  return currencyCodes[name] ?? name;
}

/** A number without its sign, its brackets and its currency. */
export interface BareNumber {
  readonly negative: boolean;
  readonly digits: string;
}

/** Takes off the currency, and brackets or one sign. What is left may still be no number. */
export function undress(text: string): BareNumber {
  const trimmed = text.trim();
  const bracketed = /^(\D{0,4})\((.*)\)$/.exec(trimmed);
  if (bracketed) return { negative: true, digits: withoutCurrency(`${bracketed[1]}${bracketed[2]}`) };
  const unsigned = withoutCurrency(trimmed).replace(/^[-+\u2212]\s*|\s*[-\u2212]$/, "");
  const negative = /^[^\d.,]*[-\u2212]|[-\u2212][^\d.,]*$/.test(trimmed);
  return { negative, digits: withoutCurrency(unsigned) };
}

function withoutCurrency(text: string): string {
  return text.replace(currencyBefore, "").replace(currencyAfter, "").trim();
}

function readDressedDecimal(text: string, mark: DecimalMark): Decimal | undefined {
  const { negative, digits } = undress(text);
  const at = digits.lastIndexOf(mark);
  const whole = ungrouped(at < 0 ? digits : digits.slice(0, at), mark);
  const fraction = at < 0 ? "" : digits.slice(at + 1);
  if (whole === undefined || !/^\d*$/.test(fraction) || whole + fraction === "") return undefined;
  return { negative, whole: whole === "" ? "0" : whole, fraction };
}

/** Digits without their separators, when these part groups of three and are all the same. */
function ungrouped(whole: string, mark: DecimalMark): string | undefined {
  if (/^\d*$/.test(whole)) return whole;
  const separator = /[^\d]/.exec(whole)?.[0] as string;
  if (separator === mark || !/[\s.,'’]/.test(separator)) return undefined;
  const [first, ...groups] = whole.split(separator);
  const grouped = /^\d{1,3}$/.test(first as string) && groups.every((group) => /^\d{3}$/.test(group));
  return grouped ? whole.replaceAll(separator, "") : undefined;
}

/**
 * Integer cents, half a cent away from zero at the third decimal: 2024.994 gives 202499. Too large a number gives
 * nothing.
 */
export function toCents({ negative, whole, fraction }: Decimal): Cents | undefined {
  const two = `${fraction}00`.slice(0, 2);
  const up = fraction.length > 2 && (fraction[2] as string) >= "5" ? 1 : 0;
  return signed(Number(whole + two) + up, negative);
}

/** Cents of quantity times unit price, multiplied exactly and rounded once. */
export function timesInCents(quantity: Decimal, price: Decimal): Cents | undefined {
  const units = BigInt(quantity.whole + quantity.fraction) * BigInt(price.whole + price.fraction);
  const scale = quantity.fraction.length + price.fraction.length;
  const digits = units.toString().padStart(scale + 1, "0");
  return toCents({
    negative: quantity.negative !== price.negative,
    whole: digits.slice(0, digits.length - scale),
    fraction: digits.slice(digits.length - scale),
  });
}

function signed(cents: number, negative: boolean): Cents | undefined {
  if (!Number.isSafeInteger(cents)) return undefined;
  return (negative && cents !== 0 ? -cents : cents) as Cents;
}

/** The nearest floating-point number, for what is no money. */
export function toNumber({ negative, whole, fraction }: Decimal): number {
  const size = Number(`${whole}.${fraction}0`);
  return negative && size !== 0 ? -size : size;
}

/** What one written number tells about the decimal mark: one of the two, both fit, or nothing. */
export function evidenceOfMark(text: string): DecimalMark | "either" | undefined {
  if (text.length > longestNumber) return undefined;
  const { digits } = undress(text);
  if (!/^\d{1,3}(?:[\s.,'’]\d{3})*(?:[.,]\d*)?$|^\d*[.,]\d+$|^\d+[.,]\d*$/.test(digits)) return undefined;
  const marks = digits.replace(/[^.,]/g, "");
  if (marks === "") return undefined;
  const last = marks[marks.length - 1] as DecimalMark;
  const other: DecimalMark = last === "." ? "," : ".";
  if (marks.length > 1) return marks[0] === last ? other : last;
  const [before, after] = digits.split(last) as [string, string];
  const couldBeThousands = after.length === 3 && /^[1-9]\d{0,2}$/.test(before);
  return couldBeThousands ? "either" : last;
}
