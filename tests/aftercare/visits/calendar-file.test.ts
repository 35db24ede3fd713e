import ICAL from "ical.js";
import { afterEach, describe, expect, it } from "vitest";
import type { VisitCalendar } from "../../../src/aftercare/visits/make-calendar.ts";
import { parseIsoDay } from "../../../src/calendar/days.ts";
import type { Day } from "../../../src/domain/day.ts";
import type { ClientId, RepId } from "../../../src/domain/ids.ts";
import type { ClientProfile } from "../../../src/domain/profile.ts";
import { calendarFile } from "../../../src/report/visits/calendar-file.ts";

const day = (text: string) => parseIsoDay(text) as Day;
const nasty = "Nasty; Name, \\n Ltd\u001b[31m\r\nEND:VCALENDAR 株式会社北嶺精密 ".repeat(3);

function fileOf(): string {
  const rep = {
    ...{
      id: "R1" as RepId,
      name: "Ann; Reed",
      role: "seller" as const,
      level: "senior",
      levelRank: 2,
      quarterHours: 250,
    },
    ...{ regions: [], skills: [], languages: [], industries: [], excluded: false },
    place: { file: "reps.csv", line: 2, column: 1 },
  };
  const visit = {
    clientId: "C,1\r\nX" as ClientId,
    due: day("2026-10-01"),
    number: 1,
    ofDay: 1,
    day: day("2026-10-26"),
  };
  const visits = [visit, { ...visit, number: 2, ofDay: 0, day: day("2026-11-20"), place: "Kiel; Süd" }];
  const one = { ...{ rep, visits, missed: [], hours: 9, plannedHours: 5, overdue: 0 }, lastWorkingDay: undefined };
  const calendar: VisitCalendar = {
    ...{
      from: day("2026-10-01"),
      to: day("2026-12-31"),
      reps: [one],
      withoutSeller: [],
      cadenceOf: new Map(),
      hoursPerVisit: 2.5,
    },
  };
  return calendarFile(one, calendar, {
    ...{ quarter: "2026Q4", asOf: day("2026-09-30"), dayStarts: "08:30" },
    profileOf: () => ({ client: { name: nasty } }) as ClientProfile,
    reasonOf: () => "due",
    sheetOf: () => "sheets/R1/C1.md",
  });
}

describe("the calendar file of a seller", () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  it("is what another program reads: one event a visit, its time, its place, its text whole", () => {
    const calendar = new ICAL.Component(ICAL.parse(fileOf()));
    const events = calendar.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
    expect(events.map(({ startDate, endDate }) => [startDate.toString(), endDate.toString()])).toEqual([
      ["2026-10-26T11:00:00", "2026-10-26T13:30:00"],
      ["2026-11-20T08:30:00", "2026-11-20T11:00:00"],
    ]);
    expect(events[0]?.startDate.zone?.tzid).toBe("floating");
    expect(events[1]?.location).toBe("Kiel; Süd");
    expect(events[0]?.summary).toContain("Nasty; Name, \\n Ltd\\u001b[31m\\u000d\\u000aEND:VCALENDAR 株式会社北嶺精密");
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(2);
  });

  it("has lines of at most 75 bytes that end as RFC 5545 wants", () => {
    const text = fileOf();
    expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    for (const line of text.split("\r\n")) expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75);
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(2);
    expect(text.split("\r\n").filter((line) => line === "END:VCALENDAR")).toHaveLength(1);
  });

  it("is the same wherever it is made", () => {
    process.env.TZ = "America/New_York";
    const there = fileOf();
    process.env.TZ = "Pacific/Auckland";
    expect(fileOf()).toBe(there);
  });
});
