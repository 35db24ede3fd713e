import type { Day } from "../../domain/day.ts";
import type { ClientId } from "../../domain/ids.ts";
import { spreadOverDays } from "./days-of-week.ts";
import type { WorkingWeek } from "./working-weeks.ts";

/** One client of a seller, and when it is due. */
export interface VisitNeed {
  readonly clientId: ClientId;
  /** Next visit is due on this day; before the first week it is overdue. */
  readonly due: Day;
  readonly cadenceDays: number;
  /** Nobody knows of a visit before: the first may come on any day. */
  readonly anyTime?: boolean;
  /** Of needs that press alike the higher goes first. */
  readonly weight: number;
  readonly place?: string;
}

export interface SellerTime {
  readonly weeks: readonly WorkingWeek[];
  /** Visits due by this day belong to the calendar. */
  readonly lastDay: Day;
  /** Hours in visits of a working day. */
  readonly hoursOn: (day: Day) => number;
  readonly hoursPerVisit: number;
  readonly visitsPerDay: number;
}

export interface PlannedVisit {
  readonly clientId: ClientId;
  readonly day: Day;
  readonly due: Day;
  /** 1 for the client's first visit of the calendar. */
  readonly number: number;
  /** 0 for the first visit of the day. */
  readonly ofDay: number;
  readonly place?: string;
}

/** A client whose next visit is due by the last day and has no room. */
export interface MissedVisit {
  readonly clientId: ClientId;
  readonly due: Day;
  /** Visits due by the last day that are not made: this one and those that would have followed. */
  readonly visits: number;
}

export interface SellerCalendar {
  readonly planned: readonly PlannedVisit[];
  readonly missed: readonly MissedVisit[];
  /** Hours that the weeks have for visits. */
  readonly hours: number;
}

/** A visit may come earlier than due by this share of its cadence, where that evens the weeks. */
const EARLY = 0.15;

/** A need and how far its series has come. */
interface Series {
  readonly need: VisitNeed;
  due: number;
  made: number;
}

/**
 * The visits of one seller, week by week. What is due by a week's end goes first, the latest by its own cadence before the others; while room is left and this
 * week has less than an even share of the visits still to make, visits due soon come early. Hours that make no whole visit are kept for the
 * next week. A visit's successor is due its cadence after it. Each need that is due by the last day ends planned or missed.
 */
export function scheduleSeller(needs: readonly VisitNeed[], time: SellerTime): SellerCalendar {
  const last = time.lastDay;
  const open = needs.map((need): Series => ({ need, due: need.due, made: 0 }));
  const planned: PlannedVisit[] = [];
  let [kept, hours] = [0, 0];
  time.weeks.forEach((week, index) => {
    const budget = week.days.reduce((sum, day) => sum + time.hoursOn(day), 0);
    hours += budget;
    const room = roomIn(week, budget + kept, time);
    kept = time.hoursPerVisit > 0 ? (budget + kept) % time.hoursPerVisit : 0;
    const chosen = choose(open, week, room, evenShare(open, time.weeks.slice(index), last));
    for (const visit of place(chosen, week, time)) planned.push(visit);
  });
  const missed = open
    .filter(({ due }) => due <= last)
    .map(({ need, due }) => ({
      clientId: need.clientId,
      due: due as Day,
      visits: dueWithin(time.weeks[0]?.monday ?? last, last, due, need),
    }));
  return { planned, missed, hours };
}

function roomIn(week: WorkingWeek, hours: number, { hoursPerVisit, visitsPerDay }: SellerTime): number {
  const byHours = hoursPerVisit > 0 ? Math.floor(hours / hoursPerVisit + 1e-9) : Number.POSITIVE_INFINITY;
  return Math.min(byHours, visitsPerDay * week.days.length);
}

/** Visits of this week when all that are due by the last day were spread by working days. */
function evenShare(open: readonly Series[], weeks: readonly WorkingWeek[], last: number): number {
  const days = weeks.reduce((sum, week) => sum + week.days.length, 0);
  const from = weeks[0]?.monday ?? last;
  const visits = open.reduce((sum, { need, due }) => sum + dueWithin(from, last, due, need), 0);
  return days === 0 ? 0 : Math.ceil((visits * (weeks[0]?.days.length ?? 0)) / days);
}

/** Visits due up to the last day when the first is made no sooner than `from`. */
function dueWithin(from: number, last: number, due: number, { cadenceDays }: VisitNeed): number {
  return due > last ? 0 : 1 + Math.floor((last - Math.max(due, from)) / cadenceDays);
}

/** Who is visited in the week, the most pressing first. */
function choose(open: readonly Series[], week: WorkingWeek, room: number, even: number): Series[] {
  const end = week.monday + 6;
  const pressing = (one: Series) => (one.due - end) / one.need.cadenceDays;
  const inOrder = open
    .filter((one) => pressing(one) <= EARLY || (one.need.anyTime === true && one.made === 0))
    .sort(
      (a, b) =>
        pressing(a) - pressing(b) || b.need.weight - a.need.weight || (a.need.clientId < b.need.clientId ? -1 : 1),
    );
  const due = inOrder.filter((one) => one.due <= end).slice(0, room);
  const early = inOrder.filter((one) => one.due > end).slice(0, Math.max(0, Math.min(room, even) - due.length));
  return [...due, ...early];
}

/** Gives the chosen their days, and moves each series on. */
function place(chosen: readonly Series[], week: WorkingWeek, { visitsPerDay }: SellerTime): PlannedVisit[] {
  const stops = chosen.map((series) => ({ series, place: series.need.place, due: series.due }));
  return [...spreadOverDays(stops, week.days, visitsPerDay)].flatMap(([day, ofDay]) =>
    ofDay.map(({ series }, index) => {
      const { clientId, cadenceDays, place } = series.need;
      const visit = { clientId, day, due: series.due as Day, number: series.made + 1, ofDay: index };
      series.made++;
      series.due = day + cadenceDays;
      return { ...visit, ...(place === undefined ? {} : { place }) };
    }),
  );
}
