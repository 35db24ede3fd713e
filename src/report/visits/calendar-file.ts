import { createHash } from "node:crypto";
import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from "ical-generator";
import type { RepCalendar, VisitCalendar } from "../../aftercare/visits/make-calendar.ts";
import type { PlannedVisit } from "../../aftercare/visits/schedule.ts";
import { formatDay, MILLISECONDS_A_DAY } from "../../calendar/days.ts";
import type { Day } from "../../domain/day.ts";
import type { ClientProfile } from "../../domain/profile.ts";
import { safeText } from "../safe-text.ts";

export interface CalendarFileDetails {
  readonly quarter: string;
  /** The day of the data: DTSTAMP, so that the same input gives the same bytes. */
  readonly asOf: Day;
  /** Time of a day's first visit, as 09:00. */
  readonly dayStarts: string;
  readonly profileOf: (visit: PlannedVisit) => ClientProfile | undefined;
  readonly reasonOf: (visit: PlannedVisit) => string;
  /** Path of the visit's sheet. */
  readonly sheetOf: (visit: PlannedVisit) => string;
}

/**
 * One seller's visits as an iCalendar file (RFC 5545). Times are floating: 9 o'clock wherever the seller is. A visit keeps its UID when the calendar is
 * made again, so a second import moves it.
 */
export function calendarFile(
  { rep, visits }: RepCalendar,
  calendar: VisitCalendar,
  details: CalendarFileDetails,
): string {
  const file = ical({
    name: safeText(`Visits of ${rep.name}, ${details.quarter}`),
    prodId: { company: "evenbook", product: "visits", language: "EN" },
    method: ICalCalendarMethod.PUBLISH,
  });
  const minutes = Math.max(15, Math.round(calendar.hoursPerVisit * 60));
  for (const visit of visits) {
    const client = details.profileOf(visit)?.client;
    const start = startOf(visit, details.dayStarts, minutes);
    file.createEvent({
      id: uidOf(details.quarter, visit),
      start,
      end: new Date(start.getTime() + minutes * 60_000),
      stamp: new Date(details.asOf * MILLISECONDS_A_DAY),
      timezone: null,
      floating: true,
      summary: safeText(`Visit ${client?.name ?? visit.clientId}`),
      description: safeText(`${details.reasonOf(visit)}. Sheet: ${details.sheetOf(visit)}`),
      ...(visit.place === undefined ? {} : { location: safeText(visit.place) }),
      // Not agreed with the client yet.
      status: ICalEventStatus.TENTATIVE,
      transparency: ICalEventTransparency.OPAQUE,
    });
  }
  return `${file.toString()}\r\n`;
}

function startOf({ day, ofDay }: PlannedVisit, starts: string, minutes: number): Date {
  const [hour = 0, minute = 0] = starts.split(":").map(Number);
  return new Date(day * MILLISECONDS_A_DAY + (hour * 60 + minute + ofDay * minutes) * 60_000);
}

function uidOf(quarter: string, { clientId, number }: PlannedVisit): string {
  const hash = createHash("sha256").update(`${quarter}\n${clientId}\n${number}`).digest("hex").slice(0, 24);
  return `${hash}@evenbook`;
}

/** Local to this file's callers: the day as people write it in a subject. */
export function dayText(day: Day): string {
  const weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][((day % 7) + 7) % 7];
  return `${weekday} ${formatDay(day)}`;
}
