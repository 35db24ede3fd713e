import type { RepCalendar, VisitCalendar } from "../../aftercare/visits/make-calendar.ts";
import type { PlannedVisit } from "../../aftercare/visits/schedule.ts";
import { formatDay } from "../../calendar/days.ts";
import type { Day } from "../../domain/day.ts";
import type { Finding } from "../../domain/finding.ts";
import type { ClientId } from "../../domain/ids.ts";
import type { ClientProfile } from "../../domain/profile.ts";
import { csv } from "../csv.ts";
import { count } from "./count.ts";

/** One visit in words. */
export interface VisitRow {
  readonly date: string;
  readonly rep_id: string;
  readonly rep_name: string;
  readonly client_id: string;
  readonly client_name: string;
  readonly place: string | null;
  readonly start: string;
  readonly hours: number;
  readonly label: string;
  readonly complexity: number;
  readonly stage: string;
  readonly last_visit: string | null;
  readonly due: string;
  /** Days after the day it was due; negative when it comes early. */
  readonly days_late: number;
  readonly reason: string;
  readonly sheet: string;
}

/** A client who is due and is not visited. */
export interface MissedRow {
  readonly client_id: string;
  readonly client_name: string;
  readonly rep_id: string | null;
  readonly due: string;
  readonly visits: number;
  readonly why: string;
}

export interface RepRow {
  readonly rep_id: string;
  readonly name: string;
  readonly clients_due: number;
  readonly overdue: number;
  readonly visits: number;
  readonly planned_hours: number;
  readonly hours: number;
  readonly missed: number;
}

/** `--json` of `evenbook visits`, and what the terminal view is drawn from. */
export interface VisitDocument {
  readonly version: string;
  readonly quarter: string;
  readonly as_of: string;
  readonly from: string;
  readonly to: string;
  readonly plan: string;
  readonly reps: readonly RepRow[];
  readonly visits: readonly VisitRow[];
  readonly missed: readonly MissedRow[];
  readonly findings: readonly Finding[];
}

export interface VisitDocumentParts {
  readonly version: string;
  readonly quarter: string;
  readonly asOf: Day;
  readonly planFile: string;
  readonly calendar: VisitCalendar;
  readonly dayStarts: string;
  readonly profiles: ReadonlyMap<ClientId, ClientProfile>;
  readonly findings: readonly Finding[];
}

export function visitDocument(parts: VisitDocumentParts): VisitDocument {
  const { calendar, profiles } = parts;
  const name = (id: ClientId) => profiles.get(id)?.client.name ?? id;
  const missed = [
    ...calendar.reps.flatMap(({ rep, missed: ofRep, hours, lastWorkingDay }) =>
      ofRep.map(({ clientId, due, visits }) => ({
        ...{ client_id: clientId, client_name: name(clientId), rep_id: rep.id, due: formatDay(due), visits },
        why: whyMissed(due, lastWorkingDay, hours),
      })),
    ),
    ...calendar.withoutSeller.map(({ clientId, due, repId }) => ({
      ...{ client_id: clientId, client_name: name(clientId), rep_id: repId ?? null, due: formatDay(due), visits: 1 },
      why: repId === undefined ? "no seller in the plan" : "the seller is not there in this time",
    })),
  ];
  return {
    version: parts.version,
    quarter: parts.quarter,
    as_of: formatDay(parts.asOf),
    from: formatDay(calendar.from),
    to: formatDay(calendar.to),
    plan: parts.planFile,
    reps: calendar.reps.map((one) => ({
      ...{ rep_id: one.rep.id, name: one.rep.name, overdue: one.overdue, visits: one.visits.length },
      clients_due: new Set([...one.visits, ...one.missed].map(({ clientId }) => clientId)).size,
      ...{ planned_hours: one.plannedHours, hours: Math.round(one.hours * 10) / 10 },
      missed: one.missed.reduce((sum, { visits }) => sum + visits, 0),
    })),
    visits: calendar.reps.flatMap((one) => one.visits.map((visit) => visitRow(visit, one, parts))),
    missed,
    findings: parts.findings,
  };
}

function whyMissed(due: Day, lastWorkingDay: Day | undefined, hours: number): string {
  if (hours === 0 || lastWorkingDay === undefined) return "the seller has no hours for visits in this time";
  return due > lastWorkingDay
    ? "due after the seller's last working day of the quarter"
    : "no room in the visiting hours";
}

function visitRow(
  visit: PlannedVisit,
  { rep }: RepCalendar,
  { calendar, profiles, dayStarts }: VisitDocumentParts,
): VisitRow {
  const profile = profiles.get(visit.clientId);
  const lastVisit = visit.number === 1 ? calendar.cadenceOf.get(visit.clientId)?.lastVisit : undefined;
  return {
    date: formatDay(visit.day),
    ...{ rep_id: rep.id, rep_name: rep.name, client_id: visit.clientId },
    ...{ client_name: profile?.client.name ?? visit.clientId, place: visit.place ?? null },
    ...{ start: startText(visit, dayStarts, calendar.hoursPerVisit), hours: calendar.hoursPerVisit },
    ...{ label: profile?.label.name ?? "", complexity: profile?.complexity.score ?? 0, stage: profile?.stage ?? "" },
    last_visit: lastVisit === undefined ? null : formatDay(lastVisit),
    ...{ due: formatDay(visit.due), days_late: visit.day - visit.due },
    ...{ reason: visitReason(visit, calendar), sheet: sheetPath(rep.id, visit.clientId) },
  };
}

function startText({ ofDay }: PlannedVisit, starts: string, hours: number): string {
  const [hour = 0, minute = 0] = starts.split(":").map(Number);
  const minutes = hour * 60 + minute + Math.round(ofDay * hours * 60);
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

const kinds = {
  transactional: "transactional client",
  consultative: "consultative client",
  complex: "complex consultative client",
  new: "client in its first half-year",
  lapsed: "lapsed client",
  prospect: "prospect",
} as const;

/** Why the visit stands on its day. */
export function visitReason(visit: PlannedVisit, { cadenceOf, from }: VisitCalendar): string {
  const cadence = cadenceOf.get(visit.clientId);
  if (!cadence) return "";
  const every = `${kinds[cadence.kind]}, every ${cadence.days} days`;
  if (visit.number > 1) return `${every}; visit ${visit.number} of the quarter`;
  if (cadence.lastVisit === undefined) return `${every}; no visit on record`;
  const late = from - visit.due;
  return `${every}; last visit ${formatDay(cadence.lastVisit)}${late > 0 ? `, overdue by ${count(late, "day")} when the quarter began` : ""}`;
}

/** Path of a client's sheet within the output folder; ids that are no file names become such. */
export function sheetPath(repId: string, clientId: string): string {
  return `sheets/${fileName(repId)}/${fileName(clientId)}.md`;
}

/** A name for a file that any system takes and no id escapes from; other characters by their code, so that two ids stay two. */
export function fileName(id: string): string {
  return id.replace(/[^A-Za-z0-9-]/gu, (character) => `_${(character.codePointAt(0) ?? 0).toString(16)}`).slice(0, 120);
}

const columns = [
  ...(["date", "rep_id", "rep_name", "client_id", "client_name", "place", "start", "hours", "label"] as const),
  ...(["complexity", "stage", "last_visit", "due", "days_late", "reason", "sheet"] as const),
];

/** visits.csv of the calendar: a line a visit, then a line for each client who is due and finds no room, with an empty date. */
export function visitsCsv({ visits, missed }: VisitDocument): string {
  const sorted = [...visits].sort(
    (a, b) => compare(a.date, b.date) || compare(a.rep_id, b.rep_id) || compare(a.start, b.start),
  );
  return csv(
    [...columns, "status"],
    [
      ...sorted.map((row) => [...columns.map((column) => row[column] ?? undefined), "planned"]),
      ...missed.map((row) => [
        ...columns.map((column) =>
          column === "reason"
            ? row.why
            : column === "date" || !(column in row)
              ? undefined
              : (row[column as keyof MissedRow] ?? undefined),
        ),
        "does not fit",
      ]),
    ],
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
