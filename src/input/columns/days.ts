import { dayOf as calendarDay } from "../../calendar/days.ts";
import type { Day } from "../../domain/day.ts";

/** Which part of a date written with slashes, dashes or dots comes first. */
export type DateOrder = "dmy" | "mdy";

/** The forms a date is written in; a column has one, or it is reported as mixed. */
export type DateForm =
  | "year-month-day"
  | "day.month.year"
  | "day/month/year"
  | "month/day/year"
  | "day month-name year"
  | "Excel serial";

/** A date and the form it was written in. */
export interface ReadDay {
  readonly day: Day;
  readonly form: DateForm;
}

/** A day of the years 1900 to 2199; a number outside of them is no date of a business. */
function dayOf(year: number, month: number, date: number): Day | undefined {
  return year < 1900 || year > 2199 ? undefined : calendarDay(year, month, date);
}

/** Nothing longer is a date; the patterns below take their time with long texts. */
const longestDate = 100;
const time = String.raw`(?:[T,\s]\s*\d{1,2}[:.]\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?`;
const iso = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})${time}$`, "i");
const compact = /^(\d{4})(\d{2})(\d{2})$/;
const numeric = new RegExp(`^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})\\s?г?\\.?${time}$`, "i");
const dayFirstNamed = new RegExp(
  `^(\\d{1,2})(?:st|nd|rd|th|\\.)?[-\\s/.]*(\\p{L}{3,})\\.?[-\\s/,.]*(\\d{4}|\\d{2})\\s?г?\\.?${time}$`,
  "iu",
);
const monthFirstNamed = new RegExp(
  `^(\\p{L}{3,})\\.?[-\\s]+(\\d{1,2})(?:st|nd|rd|th)?[,\\s-]+(\\d{4}|\\d{2})${time}$`,
  "iu",
);
const serial = /^(\d{5})(?:[.,]\d+)?$/;

/**
 * The calendar day a cell names, as written there: a time and its zone are passed over, for the day in the export is
 * the day the seller knows. Nothing when it is no date, or when it needs an `order` that is not given.
 */
export function readDay(text: string, order: DateOrder | undefined): ReadDay | undefined {
  if (text.length > longestDate) return undefined;
  return readIso(text) ?? readNumeric(text, order) ?? readNamed(text) ?? readSerial(text);
}

function readIso(text: string): ReadDay | undefined {
  const found = iso.exec(text);
  if (found) return made(dayOf(Number(found[1]), Number(found[3]), Number(found[4])), "year-month-day");
  const dense = compact.exec(text);
  return dense ? made(dayOf(Number(dense[1]), Number(dense[2]), Number(dense[3])), "year-month-day") : undefined;
}

function readNumeric(text: string, given: DateOrder | undefined): ReadDay | undefined {
  const found = numeric.exec(text);
  if (!found) return undefined;
  const order = given ?? (found[2] === "." ? "dmy" : undefined);
  if (order === undefined) return undefined;
  const [first, second, year] = [Number(found[1]), Number(found[3]), fullYear(found[4] as string)];
  if (order === "mdy") return made(dayOf(year, first, second), "month/day/year");
  return made(dayOf(year, second, first), found[2] === "." ? "day.month.year" : "day/month/year");
}

function readNamed(text: string): ReadDay | undefined {
  const dayFirst = dayFirstNamed.exec(text);
  const monthFirst = dayFirst ? null : monthFirstNamed.exec(text);
  const [date, name, year] = dayFirst
    ? [dayFirst[1], dayFirst[2], dayFirst[3]]
    : [monthFirst?.[2], monthFirst?.[1], monthFirst?.[3]];
  const month = name === undefined ? undefined : monthNamed(name);
  if (month === undefined) return undefined;
  return made(dayOf(fullYear(year as string), month, Number(date)), "day month-name year");
}

/** Excel counts days from 1899-12-30 (its 1900 has a 29 February); 1954 to 2119 are taken for dates. */
function readSerial(text: string): ReadDay | undefined {
  const found = serial.exec(text);
  const number = Number(found?.[1]);
  return number >= 20_000 && number <= 80_000 ? made((number - 25_569) as Day, "Excel serial") : undefined;
}

const made = (day: Day | undefined, form: DateForm): ReadDay | undefined =>
  day === undefined ? undefined : { day, form };

/** Two-digit years as POSIX reads them: 69 to 99 are 19xx. */
function fullYear(text: string): number {
  const year = Number(text);
  return text.length === 4 ? year : year + (year >= 69 ? 1900 : 2000);
}

const months: readonly (readonly string[])[] = [
  ["jan", "jän", "янв"],
  ["feb", "фев"],
  ["mar", "mär", "mrz", "мар"],
  ["apr", "апр"],
  ["may", "mai", "май", "мая"],
  ["jun", "июн"],
  ["jul", "июл"],
  ["aug", "авг"],
  ["sep", "сен"],
  ["oct", "okt", "окт"],
  ["nov", "ноя"],
  ["dec", "dez", "дек"],
];

/** Number of a month by its first letters in English, German or Russian. */
function monthNamed(name: string): number | undefined {
  const start = name.toLowerCase().slice(0, 3);
  const index = months.findIndex((names) => names.includes(start));
  return index < 0 ? undefined : index + 1;
}

/** What one written date tells about the order of day and month: one of the two, both fit, or nothing. */
export function evidenceOfOrder(text: string): DateOrder | "either" | undefined {
  const found = text.length > longestDate ? null : numeric.exec(text);
  if (!found) return undefined;
  const [first, second] = [Number(found[1]), Number(found[3])];
  if (first > 12 && second > 12) return undefined;
  if (first > 12) return "dmy";
  if (second > 12) return "mdy";
  return found[2] === "." ? undefined : "either";
}
