import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayOf, formatDay } from "../../src/calendar/days.ts";
import { evidenceOfOrder, readDay } from "../../src/input/columns/days.ts";

describe("dates", () => {
  it.each([
    ["2026-03-31", undefined],
    ["2026-3-31", undefined],
    ["2026/03/31", undefined],
    ["2026.03.31", undefined],
    ["20260331", undefined],
    ["2026-03-31T23:59:59Z", undefined],
    ["2026-03-31T23:59:59.123+03:00", undefined],
    ["2026-03-31 08:15", undefined],
    ["31.03.2026", undefined],
    ["31.3.26", undefined],
    ["31.03.2026 0:00:00", undefined],
    ["31.03.2026 г.", undefined],
    ["31/03/2026", "dmy"],
    ["31-03-2026", "dmy"],
    ["03/31/2026", "mdy"],
    ["3/31/26 11:59 PM", "mdy"],
    ["31-Mar-26", undefined],
    ["31 March 2026", undefined],
    ["31. März 2026", undefined],
    ["31-мар-26", undefined],
    ["31 марта 2026 г.", undefined],
    ["Mar 31, 2026", undefined],
    ["March 31 2026", undefined],
    ["46112", undefined],
    ["46112.75", undefined],
  ] as const)("%j (order %j) is 2026-03-31", (text, order) => {
    const read = readDay(text, order);
    expect(read && formatDay(read.day)).toBe("2026-03-31");
  });

  it.each([
    ["2026-02-29", undefined],
    ["2026-13-01", undefined],
    ["2026-00-10", undefined],
    ["31/03/2026", undefined],
    ["31/03/2026", "mdy"],
    ["03/31/2026", "dmy"],
    ["31.04.2026", undefined],
    ["31 Foo 2026", undefined],
    ["2026-03-31x", undefined],
    ["31/03-2026", "dmy"],
    ["123", undefined],
    ["99999", undefined],
    ["soon", undefined],
    ["0001-01-01", undefined],
  ] as const)("%j (order %j) is no date", (text, order) => {
    expect(readDay(text, order)).toBeUndefined();
  });

  it("reads two-digit years from 1969 to 2068", () => {
    expect(formatDay(readDay("31.12.68", undefined)?.day as never)).toBe("2068-12-31");
    expect(formatDay(readDay("31.12.69", undefined)?.day as never)).toBe("1969-12-31");
  });

  it("has each day of the calendar and no other", () => {
    const part = (max: number) => fc.integer({ min: 0, max });
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2199 }), part(13), part(32), (year, month, date) => {
        const day = dayOf(year, month, date);
        const calendar = new Date(Date.UTC(year, month - 1, date));
        const exists = calendar.getUTCMonth() === month - 1 && calendar.getUTCDate() === date;
        expect(day === undefined ? undefined : formatDay(day)).toBe(
          exists ? calendar.toISOString().slice(0, 10) : undefined,
        );
      }),
    );
  });
});

describe("evidence of the order of day and month", () => {
  it.each([
    ["31/03/2026", "dmy"],
    ["03/31/2026", "mdy"],
    ["03/04/2026", "either"],
    ["03-04-26", "either"],
    ["12.31.2026", "mdy"],
    ["03.04.2026", undefined],
    ["2026-03-31", undefined],
    ["31/31/2026", undefined],
  ] as const)("%j tells %j", (text, expected) => {
    expect(evidenceOfOrder(text)).toBe(expected);
  });
});
