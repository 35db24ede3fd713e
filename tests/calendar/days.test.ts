import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addMonths,
  dayOf,
  formatDay,
  monthNumber,
  parseIsoDay,
  parseQuarter,
  quarterAfter,
  quarterOf,
  wholeMonthsBetween,
} from "../../src/calendar/days.ts";
import type { Day } from "../../src/domain/day.ts";

const day = (text: string) => parseIsoDay(text) as Day;

/** Any day from the year 1 to 9999, as people write it. */
const anyDay = fc
  .date({ min: new Date("0001-01-01T00:00:00Z"), max: new Date("9999-12-31T00:00:00Z"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe("days", () => {
  it("are whole days since 1970-01-01, through leap years", () => {
    expect(day("1970-01-01")).toBe(0);
    expect(day("1969-12-31")).toBe(-1);
    // 30 years of 365 days and the leap days of 1972, 76, 80, 84, 88, 92, 96.
    expect(day("2000-01-01")).toBe(30 * 365 + 7);
    expect(day("2000-03-01") - day("2000-02-28")).toBe(2);
    expect(day("1900-03-01") - day("1900-02-28")).toBe(1);
  });

  it.each([
    "2026-02-29",
    "2026-04-31",
    "2026-13-01",
    "2026-00-10",
    "2026-01-00",
    "26-01-01",
    "2026-1-1",
    " 2026-01-01",
    "",
  ])("do not exist for %j", (text) => expect(parseIsoDay(text)).toBeUndefined());

  it("refuse what the calendar has not", () => {
    expect(dayOf(2024, 2, 29)).toBe(day("2024-02-29"));
    expect(dayOf(2023, 2, 29)).toBeUndefined();
    expect(dayOf(2023, 0, 1)).toBeUndefined();
    expect(dayOf(Number.NaN, 1, 1)).toBeUndefined();
  });

  it("are written as they were read", () => {
    fc.assert(
      fc.property(anyDay, (text) => {
        expect(formatDay(day(text))).toBe(text);
      }),
    );
  });
});

describe("months", () => {
  it.each([
    ["2026-01-31", 1, "2026-02-28"],
    ["2024-01-31", 1, "2024-02-29"],
    ["2024-02-29", 12, "2025-02-28"],
    ["2026-03-31", -1, "2026-02-28"],
    ["2026-01-15", -1, "2025-12-15"],
    ["2025-12-31", 2, "2026-02-28"],
    ["2026-08-31", -6, "2026-02-28"],
    ["2026-09-30", -24, "2024-09-30"],
    ["2026-09-30", 0, "2026-09-30"],
  ])("%s and %i months is %s", (from, months, expected) => {
    expect(formatDay(addMonths(day(from), months))).toBe(expected);
  });

  it("are as many apart as were added, on the same day of the month or the month's last", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -120, max: 120 }), (text, months) => {
        const later = addMonths(day(text), months);
        if (monthNumber(later) < 12 || monthNumber(later) >= 120_000) return;
        expect(monthNumber(later) - monthNumber(day(text))).toBe(months);
        const [wanted, found] = [text, formatDay(later)].map((one) => Number(one.slice(8)));
        const isLastOfMonth = formatDay((later + 1) as Day).endsWith("-01");
        expect(found === wanted || (isLastOfMonth && (found as number) < (wanted as number))).toBe(true);
      }),
    );
  });

  it.each([
    ["2026-01-15", "2026-02-14", 0],
    ["2026-01-15", "2026-02-15", 1],
    ["2026-01-31", "2026-02-28", 1],
    ["2020-02-29", "2026-02-28", 72],
    ["2026-05-01", "2026-05-01", 0],
    ["2026-05-02", "2026-05-01", -1],
  ])("whole ones from %s to %s: %i", (from, to, months) => {
    expect(wholeMonthsBetween(day(from), day(to))).toBe(months);
  });
});

describe("quarters", () => {
  it.each([
    ["2026-09-30", "2026Q4", "2026-10-01", "2026-12-31"],
    ["2026-10-01", "2027Q1", "2027-01-01", "2027-03-31"],
    ["2026-12-31", "2027Q1", "2027-01-01", "2027-03-31"],
    ["2024-01-01", "2024Q2", "2024-04-01", "2024-06-30"],
  ])("after %s comes %s", (asOf, name, first, last) => {
    expect(quarterAfter(day(asOf))).toEqual({
      name,
      firstDay: day(first),
      lastDay: day(last),
      effectiveDay: day(first),
    });
  });

  it.each(["2026Q4", "2026-Q4", "2026q4", " 2026Q4 "])("reads %j", (text) => {
    expect(parseQuarter(text)).toEqual(quarterOf(day("2026-11-15")));
    expect(parseQuarter(text)).toMatchObject({ name: "2026Q4", firstDay: day("2026-10-01") });
  });

  it.each(["2026Q5", "2026Q0", "26Q1", "Q4 2026", "2026", ""])("reads nothing from %j", (text) => {
    expect(parseQuarter(text)).toBeUndefined();
  });

  it("follow one another without a gap", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 9998 }), fc.integer({ min: 1, max: 4 }), (year, number) => {
        const quarter = parseQuarter(`${year}Q${number}`);
        const next = quarterAfter(quarter?.lastDay as Day);
        expect(next.firstDay).toBe((quarter?.lastDay as Day) + 1);
        expect(parseQuarter(next.name)).toEqual(next);
      }),
    );
  });
});
