import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { visitingHours } from "../../../src/aftercare/visits/make-calendar.ts";
import { scheduleSeller, type VisitNeed } from "../../../src/aftercare/visits/schedule.ts";
import { workingWeeks } from "../../../src/aftercare/visits/working-weeks.ts";
import { formatDay, parseIsoDay } from "../../../src/calendar/days.ts";
import { publicHolidays } from "../../../src/calendar/holidays.ts";
import { holidaysByRep } from "../../../src/cli/holidays-by-rep.ts";
import { configSchema, defaultConfig } from "../../../src/config/schema.ts";
import type { Day } from "../../../src/domain/day.ts";
import type { ClientId, RepId } from "../../../src/domain/ids.ts";
import type { Rep } from "../../../src/domain/rep.ts";

const day = (text: string) => parseIsoDay(text) as Day;
const [first, last] = [day("2026-10-01"), day("2026-12-31")];

const rep: Rep = {
  ...{ id: "R1" as RepId, name: "Ann Reed", role: "seller", level: "senior", levelRank: 2, quarterHours: 250 },
  ...{ regions: [], skills: [], languages: [], industries: [], excluded: false },
  place: { file: "reps.csv", line: 2, column: 1 },
};

const weeksOf = (settings = defaultConfig.visits, holidays: ReadonlySet<Day> = new Set()) =>
  workingWeeks(rep, first, last, settings, holidays);

const need = (id: string, due: string, cadenceDays: number, place?: string): VisitNeed => ({
  ...{ clientId: id as ClientId, due: day(due), cadenceDays, weight: 50 },
  ...(place === undefined ? {} : { place }),
});

const time = {
  weeks: weeksOf(),
  lastDay: last,
  hoursOn: () => 2.5,
  hoursPerVisit: 2.5,
  visitsPerDay: 3,
};

const arbitraryNeeds = fc
  .array(
    fc.record({
      due: fc.integer({ min: first - 200, max: last + 60 }),
      cadenceDays: fc.integer({ min: 7, max: 180 }),
      weight: fc.integer({ min: 0, max: 100 }),
      place: fc.option(fc.constantFrom("North", "South", "Kiel"), { nil: undefined }),
    }),
    { maxLength: 60 },
  )
  .map((needs) =>
    needs.map(
      ({ place, ...one }, at): VisitNeed => ({
        ...{ ...one, clientId: `C${at}` as ClientId, due: one.due as Day },
        ...(place === undefined ? {} : { place }),
      }),
    ),
  );

const arbitraryTime = fc
  .record({
    hoursADay: fc.double({ min: 0, max: 6, noNaN: true }),
    hoursPerVisit: fc.constantFrom(0.5, 2.5, 4, 9),
    visitsPerDay: fc.integer({ min: 1, max: 4 }),
  })
  .map((some) => ({ ...time, ...some, hoursOn: () => some.hoursADay }));

describe("the calendar of a seller", () => {
  it("never has more hours than the seller has, in a day, a week or the quarter, and only on working days", () => {
    fc.assert(
      fc.property(arbitraryNeeds, arbitraryTime, (needs, some) => {
        const { planned, hours } = scheduleSeller(needs, some);
        expect(planned.length * some.hoursPerVisit).toBeLessThanOrEqual(hours + 1e-6);
        for (const week of some.weeks) {
          const within = planned.filter((visit) => week.days.includes(visit.day));
          // What is left of a week before, less than a visit, may be used in the next.
          const budget = some.hoursADay * week.days.length + some.hoursPerVisit;
          expect(within.length * some.hoursPerVisit).toBeLessThanOrEqual(budget + 1e-6);
          for (const one of week.days) {
            const ofDay = within.filter((visit) => visit.day === one).map((visit) => visit.ofDay);
            expect(ofDay.sort()).toEqual(
              Array.from({ length: Math.min(ofDay.length, some.visitsPerDay) }, (_, at) => at),
            );
          }
        }
        const days = new Set(some.weeks.flatMap((week) => week.days));
        expect(planned.every((visit) => days.has(visit.day))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it("plans or lists every visit that is due, and no client comes back before its time", () => {
    fc.assert(
      fc.property(arbitraryNeeds, arbitraryTime, (needs, some) => {
        const { planned, missed } = scheduleSeller(needs, some);
        for (const one of needs) {
          const visits = planned.filter(({ clientId }) => clientId === one.clientId);
          const out = missed.filter(({ clientId }) => clientId === one.clientId);
          const next = (visits.at(-1)?.day ?? one.due - one.cadenceDays) + one.cadenceDays;
          expect(out.map(({ due }) => due)).toEqual(next <= last ? [next] : []);
          visits.forEach((visit, at) => {
            expect(visit.number).toBe(at + 1);
            const before = visits[at - 1];
            // Early by at most 15% of the cadence, to the end of the week.
            if (before) expect(visit.day - before.day).toBeGreaterThanOrEqual(Math.min(1, 0.85 * one.cadenceDays - 6));
            expect(visit.due).toBe(before === undefined ? one.due : before.day + one.cadenceDays);
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  it("takes who is latest by its own cadence first", () => {
    const needs = [need("late", "2026-08-01", 91), need("later", "2026-09-01", 28), need("due", "2026-10-02", 28)];
    const { planned } = scheduleSeller(needs, { ...time, hoursOn: () => 0.5 });
    expect(planned.slice(0, 2).map(({ clientId }) => clientId)).toEqual(["later", "late"]);
  });

  it("goes to one place on one day", () => {
    const needs = ["Kiel", "Ulm", "Kiel", "Ulm"].map((city, at) => need(`C${at}`, "2026-10-05", 91, city));
    const { planned } = scheduleSeller(needs, { ...time, weeks: time.weeks.slice(1) });
    const daysOf = (city: string) => new Set(planned.filter(({ place }) => place === city).map((visit) => visit.day));
    expect([daysOf("Kiel").size, daysOf("Ulm").size]).toEqual([1, 1]);
  });

  it("says what does not fit, with the visits that would have followed", () => {
    const { planned, missed } = scheduleSeller([need("C1", "2026-10-05", 28)], { ...time, hoursOn: () => 0 });
    expect(planned).toEqual([]);
    expect(missed).toEqual([{ clientId: "C1", due: day("2026-10-05"), visits: 4 }]);
  });
});

describe("public holidays", () => {
  it("are those of the country where each rep works", async () => {
    const { value: of } = await holidaysByRep({ country: "DE", country_of: { R2: "PL" } }, first, last);
    const shown = (id: string) => [...(of?.(id as RepId) ?? [])].map(formatDay);
    expect(shown("R1")).toContain("2026-10-03");
    expect([shown("R2").includes("2026-10-03"), shown("R2").includes("2026-11-11")]).toEqual([false, true]);
    const { value, findings } = await holidaysByRep({ country: "Poland", country_of: { R2: "XX" } }, first, last);
    expect([value, findings.length]).toEqual([undefined, 2]);
  });
});

describe("visiting hours", () => {
  const hoursOf = (one: Rep) => {
    const of = visitingHours(one, defaultConfig);
    return workingWeeks(one, first, last, defaultConfig.visits, new Set()).map(({ days }) =>
      days.reduce((sum, at) => sum + of(at), 0),
    );
  };

  it("of a rep who starts or leaves within the quarter are fewer days, not shorter ones", () => {
    const [whole, starts, leaves] = [
      hoursOf(rep),
      hoursOf({ ...rep, activeFrom: day("2026-11-16"), hireDay: day("2020-01-01") }),
      hoursOf({ ...rep, activeTo: day("2026-11-15") }),
    ];
    expect(starts.slice(-2)).toEqual(whole.slice(-2));
    expect(starts.map((hours, week) => hours + (leaves[week] ?? 0))).toEqual(whole);
  });

  it("grow with the ramp of a new hire, within the quarter too", () => {
    const weeks = hoursOf({ ...rep, hireDay: day("2026-06-01") });
    expect(weeks[2]).toBeLessThan(weeks.at(-2) ?? 0);
    expect(hoursOf({ ...rep, quarterHours: 125 })[2]).toBeCloseTo((hoursOf(rep)[2] ?? 0) / 2);
  });
});

describe("working days", () => {
  it("leave out weekends, holidays, days off of all and of one, and the time before and after the rep's", async () => {
    const holidays = (await publicHolidays("DE-BY", first, last)) as ReadonlySet<Day>;
    const settings = configSchema.parse({
      visits: {
        days_off: ["2026-12-28..2026-12-31"],
        days_off_of: { R1: ["2026-10-05..2026-10-09"], R2: ["2026-10-12"] },
      },
    }).visits;
    const days = workingWeeks({ ...rep, activeTo: day("2026-12-23") }, first, last, settings, holidays)
      .flatMap((week) => week.days)
      .map(formatDay);
    expect(days.slice(0, 3)).toEqual(["2026-10-01", "2026-10-02", "2026-10-12"]);
    expect(days.at(-1)).toBe("2026-12-23");
    expect(days).not.toContain("2026-10-31");
  });

  it("know the holidays of a country and its states, and say when they do not know one", async () => {
    const of = async (code: string, from: string, to: string) => shown(await publicHolidays(code, day(from), day(to)));
    const shown = (days: Awaited<ReturnType<typeof publicHolidays>>) =>
      typeof days === "string" ? days : [...days].map(formatDay);
    expect(await of("DE", "2026-12-01", "2027-01-05")).toEqual(["2026-12-25", "2026-12-26", "2027-01-01"]);
    expect(await of("de-by", "2027-01-02", "2027-01-31")).toEqual(["2027-01-06"]);
    // New year's holidays of Russia are one entry of several days.
    expect(await of("RU", "2026-01-01", "2026-01-09")).toHaveLength(8);
    expect(await of("Germany", "2026-01-01", "2026-01-09")).toBe("unknown place");
    expect(await of("DE-XX", "2026-01-01", "2026-01-09")).toBe("unknown place");
    expect(await of("constructor", "2026-01-01", "2026-01-09")).toBe("unknown place");
    expect(await publicHolidays("DE", first, last, async () => undefined)).toBe("not installed");
  });
});
