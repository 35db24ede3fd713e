import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMonths } from "../../src/calendar/days.ts";
import { configSchema, defaultConfig } from "../../src/config/schema.ts";
import { capacityHours, workDays } from "../../src/coverage/capacity.ts";
import type { Day } from "../../src/domain/day.ts";
import type { Rep } from "../../src/domain/rep.ts";
import { autumn, day, repOf } from "../rules/cast.ts";

/** Hours in 2026Q4: 31 + 30 + 31 = 92 days. */
function hours(rep: Partial<Rep>, settings: object = {}): number {
  return capacityHours(repOf(rep), autumn, configSchema.parse({ capacity: settings }).capacity);
}

describe("hours of a rep in the quarter", () => {
  it("are all of them for a rep who is there throughout", () => {
    expect(hours({})).toBe(250);
    expect(hours({ hireDay: day("2019-04-01") })).toBe(250);
    expect(hours({ activeFrom: day("2019-04-01"), activeTo: day("2026-12-31") })).toBe(250);
  });

  it("follow the part of full time and the utilisation that a plan may use", () => {
    expect(hours({ quarterHours: 125 })).toBe(125);
    expect(hours({ quarterHours: 125 }, { max_utilisation: 0.8 })).toBe(100);
    expect(hours({}, { max_utilisation: 0 })).toBe(0);
  });

  it("are none for a rep who is excluded, gone or not there yet", () => {
    expect(hours({ excluded: true })).toBe(0);
    expect(hours({ activeTo: day("2026-09-30") })).toBe(0);
    expect(hours({ activeFrom: day("2027-01-01") })).toBe(0);
    expect(hours({ hireDay: day("2027-01-01") })).toBe(0);
  });

  it("are none for a rep who leaves before the quarter ends and so may take no clients", () => {
    expect(hours({ activeTo: day("2026-10-31") })).toBe(0);
    expect(hours({ activeTo: day("2026-12-30") })).toBe(0);
  });

  it("count the active days, first and last included", () => {
    expect(hours({ hireDay: day("2015-01-01"), activeFrom: day("2026-12-31") })).toBe(2.72); // 1 of 92
    // Back from leave on 1 December, hired long ago, so no ramp: 31 of 92.
    expect(hours({ hireDay: day("2015-01-01"), activeFrom: day("2026-12-01") })).toBe(84.24);
  });
});

describe("the ramp of a new hire: 30% for 3 months, 70% for 3 more", () => {
  it.each([
    // Whole quarter in the first step.
    ["2026-10-01", 75],
    // Hired 1 November: 61 days at 30% = 18.3 of 92 days.
    ["2026-11-01", 49.73],
    // Hired 1 September: October and November at 30% (61 x 0.3 = 18.3), December at 70% (31 x 0.7 = 21.7): 40 of 92.
    ["2026-09-01", 108.7],
    // Hired 1 July: the whole quarter at 70%.
    ["2026-07-01", 175],
    // Hired 15 May: to 14 November at 70% (45 x 0.7 = 31.5), then full (47): 78.5 of 92.
    ["2026-05-15", 213.32],
    ["2026-04-01", 250],
  ])("hired on %s: %f h", (hired, expected) => {
    expect(hours({ hireDay: day(hired) })).toBe(expected);
  });

  it("starts with active_from for a rep without a hire date", () => {
    expect(hours({ activeFrom: day("2026-10-01") })).toBe(75);
    expect(hours({ activeFrom: day("2026-07-01") })).toBe(175);
  });

  it("follows the config, and may be none", () => {
    expect(hours({ hireDay: day("2026-10-01") }, { ramp: [] })).toBe(250);
    // 31 days at 50%, then full: 15.5 + 61 of 92 days.
    expect(hours({ hireDay: day("2026-10-01") }, { ramp: [{ months: 1, share: 0.5 }] })).toBe(207.88);
  });

  it("never gives a rep hired later more hours, nor anybody more than full time", () => {
    const hired = fc.integer({ min: addMonths(autumn.firstDay, -12), max: autumn.lastDay });
    fc.assert(
      fc.property(hired, fc.integer({ min: 0, max: 200 }), (first, later) => {
        const of = (hireDay: number) =>
          capacityHours(repOf({ hireDay: hireDay as never }), autumn, defaultConfig.capacity);
        expect(of(first)).toBeGreaterThanOrEqual(of(first + later));
        expect(of(first)).toBeLessThanOrEqual(250);
      }),
    );
  });
});

describe("hours of a plan that takes effect within the quarter", () => {
  const from = (effective: string, rep: Partial<Rep>) =>
    capacityHours(repOf(rep), { ...autumn, effectiveDay: day(effective) }, defaultConfig.capacity);

  it.each<[string, string, Partial<Rep>, number]>([
    // 15 November to 31 December are 47 of 92 days.
    ["a rep who is there", "2026-11-15", {}, 127.72],
    // 31 of 92 days.
    ["one back from 1 December", "2026-11-15", { hireDay: day("2015-01-01"), activeFrom: day("2026-12-01") }, 84.24],
    // 15 to 30 November at 30% (16 x 0.3 = 4.8), December at 70% (31 x 0.7 = 21.7): 26.5 of 92.
    ["one hired on 1 September", "2026-11-15", { hireDay: day("2026-09-01") }, 72.01],
    ["one who left before it", "2026-11-15", { activeTo: day("2026-11-01") }, 0],
    ["anybody on the last day", "2026-12-31", {}, 2.72],
  ])("%s, from %s", (_, effective, rep, expected) => {
    expect(from(effective, rep)).toBe(expected);
  });

  const aDay = fc.integer({ min: autumn.firstDay - 400, max: autumn.lastDay + 100 });
  const aRep = fc.record({ hireDay: aDay, activeFrom: aDay, activeTo: aDay }, { requiredKeys: [] });
  const within = fc.integer({ min: autumn.firstDay, max: autumn.lastDay });
  const { ramp } = defaultConfig.capacity;
  const work = (rep: unknown, first: number, last: number) =>
    workDays(repOf(rep as Partial<Rep>), first as Day, last as Day, ramp);

  it("are those before and after any day together, and each day's work one after the other", () => {
    fc.assert(
      fc.property(aRep, within, (rep, split) => {
        const whole = work(rep, autumn.firstDay, autumn.lastDay);
        expect(work(rep, autumn.firstDay, split - 1) + work(rep, split, autumn.lastDay)).toBeCloseTo(whole, 9);
        let sum = 0;
        for (let at = autumn.firstDay; at <= autumn.lastDay; at = (at + 1) as Day) sum += work(rep, at, at);
        expect(sum).toBeCloseTo(whole, 9);
      }),
      { numRuns: 50 },
    );
  });

  it("never fall with a later active_to, nor rise with a later active_from or effective date", () => {
    fc.assert(
      fc.property(aRep, aDay, within, fc.nat(60), (rep, other, effectiveDay, later) => {
        const hoursOf = (more: object, start = effectiveDay) =>
          capacityHours(
            repOf({ ...rep, ...more } as Partial<Rep>),
            { ...autumn, effectiveDay: start as Day },
            defaultConfig.capacity,
          );
        expect(hoursOf({ activeTo: other + later })).toBeGreaterThanOrEqual(hoursOf({ activeTo: other }));
        // Without a hire date the ramp would move too.
        const hired = { hireDay: rep.hireDay ?? autumn.firstDay };
        expect(hoursOf({ ...hired, activeFrom: other + later })).toBeLessThanOrEqual(
          hoursOf({ ...hired, activeFrom: other }),
        );
        expect(hoursOf({}, Math.min(effectiveDay + later, autumn.lastDay))).toBeLessThanOrEqual(hoursOf({}));
      }),
    );
  });
});
