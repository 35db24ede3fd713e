import type { Day } from "../domain/day.ts";
import type { Quarter } from "../domain/quarter.ts";

export const MILLISECONDS_A_DAY = 86_400_000;

/** The day of a year, month (1-12) and day of month, or `undefined` when the calendar has no such day. */
export function dayOf(year: number, month: number, dayOfMonth: number): Day | undefined {
  if (!Number.isInteger(year) || month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > daysIn(year, month))
    return undefined;
  // Date.UTC takes the years 0 to 99 for 1900 to 1999; 400 years are a whole number of days, so the detour is exact.
  return ((Date.UTC(year + 400, month - 1, dayOfMonth) - FOUR_CENTURIES) / MILLISECONDS_A_DAY) as Day;
}

const FOUR_CENTURIES = 146_097 * MILLISECONDS_A_DAY;

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Reads `YYYY-MM-DD`; `undefined` for anything else and for days that do not exist. */
export function parseIsoDay(text: string): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match ? dayOf(Number(match[1]), Number(match[2]), Number(match[3])) : undefined;
}

/** Writes `YYYY-MM-DD`. */
export function formatDay(day: Day): string {
  return new Date(day * MILLISECONDS_A_DAY).toISOString().slice(0, 10);
}

/** Months since year 0: consecutive months differ by 1. */
export function monthNumber(day: Day): number {
  const date = new Date(day * MILLISECONDS_A_DAY);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** The same day of the month `months` later (or earlier), at most the last day of that month: 31 Jan + 1 = 28 Feb. */
export function addMonths(day: Day, months: number): Day {
  const date = new Date(day * MILLISECONDS_A_DAY);
  const month = date.getUTCFullYear() * 12 + date.getUTCMonth() + months;
  const year = Math.floor(month / 12);
  const monthOfYear = month - year * 12;
  // Not `Date.UTC`, which takes the years 0 to 99 for 1900 to 1999.
  const later = new Date(0);
  later.setUTCFullYear(year, monthOfYear + 1, 0);
  if (date.getUTCDate() < later.getUTCDate()) later.setUTCDate(date.getUTCDate());
  return Math.round(later.getTime() / MILLISECONDS_A_DAY) as Day;
}

/** Whole months from one day to a later one; negative when it is earlier. */
export function wholeMonthsBetween(from: Day, to: Day): number {
  const months = monthNumber(to) - monthNumber(from);
  return addMonths(from, months) > to ? months - 1 : months;
}

function quarterStarting(month: number): Quarter {
  const year = Math.floor(month / 12);
  const firstDay = dayOf(year, (month % 12) + 1, 1) as Day;
  return {
    name: `${year}Q${Math.floor((month % 12) / 3) + 1}`,
    firstDay,
    lastDay: (addMonths(firstDay, 3) - 1) as Day,
    effectiveDay: firstDay,
  };
}

/** The calendar quarter that the day is in. */
export function quarterOf(day: Day): Quarter {
  const month = monthNumber(day);
  return quarterStarting(month - (month % 3));
}

/** The first calendar quarter that starts after the day: the one to plan for. */
export function quarterAfter(day: Day): Quarter {
  return quarterOf((quarterOf(day).lastDay + 1) as Day);
}

/** Reads `2026Q4`; `undefined` for anything else. */
export function parseQuarter(text: string): Quarter | undefined {
  const match = /^(\d{4})-?Q([1-4])$/i.exec(text.trim());
  return match ? quarterStarting(Number(match[1]) * 12 + (Number(match[2]) - 1) * 3) : undefined;
}
