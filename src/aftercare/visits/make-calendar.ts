import type { Config } from "../../config/schema.ts";
import { workDays } from "../../coverage/capacity.ts";
import type { Visit } from "../../domain/activity.ts";
import type { Assignments } from "../../domain/assignments.ts";
import type { Day } from "../../domain/day.ts";
import type { ClientId, RepId } from "../../domain/ids.ts";
import type { ClientProfile } from "../../domain/profile.ts";
import type { Rep } from "../../domain/rep.ts";
import { type CadenceKind, cadenceDays, cadenceKind } from "./cadence.ts";
import { type MissedVisit, type PlannedVisit, scheduleSeller, type VisitNeed } from "./schedule.ts";
import { workingWeeks } from "./working-weeks.ts";

/** What the calendar is made from. */
export interface CalendarSources {
  readonly profiles: readonly ClientProfile[];
  readonly reps: readonly Rep[];
  readonly assignments: Assignments;
  /** Absent when no visits table was given. */
  readonly visits?: readonly Visit[];
  /** First and last day of the calendar, both included. */
  readonly from: Day;
  readonly to: Day;
  /** Public holidays where the rep works. */
  readonly holidaysOf: (repId: RepId) => ReadonlySet<Day>;
}

/** Why a client is due when it is. */
export interface Cadence {
  readonly kind: CadenceKind;
  readonly days: number;
  readonly lastVisit?: Day;
  readonly due: Day;
}

export interface RepCalendar {
  readonly rep: Rep;
  /** By day, and in the day's order. */
  readonly visits: readonly PlannedVisit[];
  readonly missed: readonly MissedVisit[];
  /** Hours that the weeks have for visits, and that the visits take. */
  readonly hours: number;
  readonly plannedHours: number;
  /** Clients overdue before the first day. */
  readonly overdue: number;
  readonly lastWorkingDay: Day | undefined;
}

export interface VisitCalendar {
  readonly from: Day;
  readonly to: Day;
  /** Every rep with clients to visit, in the reps' order. */
  readonly reps: readonly RepCalendar[];
  /** Clients due in the time whom nobody visits: no seller in the plan, or one who is not there. */
  readonly withoutSeller: readonly { readonly clientId: ClientId; readonly due: Day; readonly repId?: string }[];
  readonly cadenceOf: ReadonlyMap<ClientId, Cadence>;
  readonly hoursPerVisit: number;
}

/** The calendar of every seller: see `scheduleSeller`. */
export function makeCalendar(sources: CalendarSources, config: Config): VisitCalendar {
  const { profiles, assignments, from, to } = sources;
  const lastVisits = lastVisitOf(sources);
  const cadenceOf = new Map<ClientId, Cadence>();
  const needsOf = new Map<string, VisitNeed[]>();
  const withoutSeller: { clientId: ClientId; due: Day; repId?: string }[] = [];
  const there = new Set(sources.reps.filter((rep) => isThere(rep, sources)).map(({ id }) => id));
  for (const profile of profiles) {
    const { id } = profile.client;
    const days = cadenceDays(profile, config);
    const row = assignments.rows.get(id);
    // Of a client who needs no seller nobody expects a visit.
    if (days === undefined || profile.coverage.hours.seller === undefined) continue;
    const cadence = cadenceFor(profile, days, lastVisits.get(id), from, config);
    cadenceOf.set(id, cadence);
    const repId = row?.seats.seller?.repId;
    if (repId === undefined || !there.has(repId)) {
      if (cadence.due <= to) withoutSeller.push({ clientId: id, due: cadence.due, ...(repId && { repId }) });
      continue;
    }
    const needs = needsOf.get(repId);
    const need = needOf(profile, cadence);
    if (needs) needs.push(need);
    else needsOf.set(repId, [need]);
  }
  const reps = sources.reps.flatMap((rep) => {
    const needs = needsOf.get(rep.id);
    return needs ? [repCalendar(rep, needs, sources, config)] : [];
  });
  return { from, to, reps, withoutSeller, cadenceOf, hoursPerVisit: config.coverage.seller.hours_per_visit };
}

function isThere(rep: Rep, { from, to }: CalendarSources): boolean {
  return !rep.excluded && (rep.activeTo ?? to) >= from && (rep.activeFrom ?? rep.hireDay ?? from) <= to;
}

/** The last visit on record of each client, from visits.csv or `last_visit`, whichever is later. */
function lastVisitOf({ profiles, visits = [], from }: CalendarSources): ReadonlyMap<ClientId, Day> {
  const last = new Map<ClientId, Day>();
  const see = (id: ClientId, day: Day | undefined) => {
    if (day !== undefined && day < from && day > (last.get(id) ?? Number.NEGATIVE_INFINITY)) last.set(id, day);
  };
  for (const { client } of profiles) see(client.id, client.lastVisit);
  for (const { clientId, day } of visits) see(clientId, day);
  return last;
}

/** Due the cadence after the last visit; without one on record in the middle of its first cadence. */
function cadenceFor(
  profile: ClientProfile,
  days: number,
  lastVisit: Day | undefined,
  from: Day,
  config: Config,
): Cadence {
  const due = (lastVisit === undefined ? from + Math.floor(days / 2) : lastVisit + days) as Day;
  return { kind: cadenceKind(profile, config), days, ...(lastVisit === undefined ? {} : { lastVisit }), due };
}

function needOf({ client, complexity }: ClientProfile, { due, days, lastVisit }: Cadence): VisitNeed {
  const place = client.city ?? client.region;
  return {
    ...{ clientId: client.id, due, cadenceDays: days, weight: complexity.score },
    ...(place === undefined ? {} : { place }),
    anyTime: lastVisit === undefined,
  };
}

function repCalendar(rep: Rep, needs: readonly VisitNeed[], sources: CalendarSources, config: Config): RepCalendar {
  const { from, to, holidaysOf } = sources;
  const { visits: settings, coverage } = config;
  const hoursPerVisit = coverage.seller.hours_per_visit;
  const weeks = workingWeeks(rep, from, to, settings, holidaysOf(rep.id));
  const { planned, missed, hours } = scheduleSeller(needs, {
    weeks,
    lastDay: to,
    hoursOn: visitingHours(rep, config),
    hoursPerVisit,
    visitsPerDay: Math.min(settings.per_day, visitsUntilMidnight(settings.day_starts, hoursPerVisit)),
  });
  const visits = [...planned].sort((a, b) => a.day - b.day || a.ofDay - b.ofDay);
  const plannedHours = visits.length * hoursPerVisit;
  const overdue = needs.filter(({ due }) => due < from).length;
  return {
    rep,
    visits,
    missed,
    hours,
    plannedHours,
    overdue,
    lastWorkingDay: weeks.flatMap(({ days }) => days).at(-1),
  };
}

/**
 * Hours in visits of each working day: an equal part of `hours_per_week`, in proportion to the hours of the rep in a whole quarter and, while it
 * lasts, to the ramp of a new hire. Who starts or leaves within the quarter has fewer days, not shorter ones.
 */
export function visitingHours(rep: Rep, { visits, capacity }: Config): (day: Day) => number {
  const { hours_per_quarter: full, max_utilisation, ramp } = capacity;
  const ofWeek = full > 0 ? (visits.hours_per_week * rep.quarterHours * max_utilisation) / full : 0;
  return (day) => (ofWeek / visits.weekdays.length) * workDays(rep, day, day, ramp);
}

function visitsUntilMidnight(starts: string, hoursPerVisit: number): number {
  const [hour = 0, minute = 0] = starts.split(":").map(Number);
  return hoursPerVisit > 0 ? Math.floor((24 - hour - minute / 60) / hoursPerVisit) : Number.POSITIVE_INFINITY;
}
