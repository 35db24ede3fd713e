import { mondayOf } from "../../aftercare/visits/working-weeks.ts";
import { formatDay, parseIsoDay } from "../../calendar/days.ts";
import type { Day } from "../../domain/day.ts";
import { cutTo, padEnd, padStart, wrap } from "../layout.ts";
import { hoursText } from "../numbers.ts";
import type { TextStyle } from "../plan-text.ts";
import { safeText } from "../safe-text.ts";
import { count } from "./count.ts";
import type { VisitDocument, VisitRow } from "./visit-document.ts";

export interface VisitsTextOptions {
  /** Only these reps; all when absent. */
  readonly reps?: readonly string[];
  /** So many weeks are shown. */
  readonly weeks: number;
  /** Holidays or days off of all are left out. */
  readonly holidaysKnown: boolean;
  /** Where files were written. */
  readonly out?: string;
}

const MOST_MISSED = 12;
const MORE_ROOM =
  "More room: visits.hours_per_week or visits.per_day in the config, a longer cadence (visits.every_weeks), or a plan with other books.";
const NO_HOLIDAYS =
  "Public holidays are working days here: visits.country in the config (DE, DE-BY, US-CA ...) or visits.days_off leaves them out.";
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** The terminal view: who has how many visits, then week by week who goes where, then what does not fit. */
export function visitsText(document: VisitDocument, style: TextStyle, options: VisitsTextOptions): string {
  const { paint } = style;
  const shown = (row: { readonly rep_id: string | null }) => options.reps?.includes(row.rep_id ?? "") ?? true;
  const visits = document.visits.filter(shown);
  const weeks = byWeek(visits);
  const overdue = document.reps.reduce((sum, rep) => sum + rep.overdue, 0);
  const missed = document.missed.filter(shown);
  const head = `evenbook visits ${document.quarter}, ${document.from} to ${document.to}, by ${safeText(document.plan)}`;
  const wrapped = (text: string) => wrap(text, style.width);
  const lines = [
    ...wrapped(head).map((line) => paint.bold(line)),
    ...wrapped(
      `${count(document.visits.length, "visit")} planned; ${count(overdue, "client")} overdue at the start, who ${overdue === 1 ? "goes" : "go"} first; ${document.missed.length === 0 ? "all who are due are visited" : `${count(document.missed.length, "due client")} without a visit`}.`,
    ),
    ...(options.holidaysKnown ? [] : wrapped(NO_HOLIDAYS)),
    "",
    ...repLines(document, style, shown),
    ...weeks.slice(0, options.weeks).flatMap((week) => ["", ...weekLines(week, style)]),
    ...(weeks.length > options.weeks
      ? [
          "",
          ...wrapped(
            `and ${weeks.length - options.weeks} more weeks: --weeks N, or --rep ID for all weeks of one seller`,
          ),
        ]
      : []),
    ...(missed.length > 0 ? ["", ...missedLines(missed, style)] : []),
    "",
    ...wrapped(
      options.out === undefined
        ? "add --out DIR to write visits.csv, a calendar file (.ics) for each seller and a sheet for each client"
        : `Written to ${safeText(options.out)}: visits.csv, one .ics for each seller, sheets/.`,
    ),
  ];
  return `${lines.join("\n")}\n`;
}

function repLines({ reps }: VisitDocument, { width, paint }: TextStyle, shown: (row: { rep_id: string }) => boolean) {
  const name = Math.min(28, width - 52);
  const head = `${padEnd("seller", name + 2)}${padStart("clients due", 12)}${padStart("overdue", 9)}${padStart("visits", 8)}${padStart("hours", 14)}${padStart("no room", 9)}`;
  return [
    paint.dim(head),
    ...reps.filter(shown).map((rep) => {
      const hours = `${hoursText(rep.planned_hours)} of ${hoursText(rep.hours)}`;
      const missed = padStart(rep.missed === 0 ? "" : String(rep.missed), 9);
      return `${padEnd(cutTo(rep.name, name), name + 2)}${padStart(String(rep.clients_due), 12)}${padStart(String(rep.overdue), 9)}${padStart(String(rep.visits), 8)}${padStart(hours, 14)}${rep.missed === 0 ? missed : paint.red(missed)}`;
    }),
  ];
}

interface Week {
  readonly monday: Day;
  readonly visits: VisitRow[];
}

function byWeek(visits: readonly VisitRow[]): Week[] {
  const weeks = new Map<Day, Week>();
  for (const visit of visits) {
    const monday = mondayOf(parseIsoDay(visit.date) as Day);
    const week = weeks.get(monday) ?? { monday, visits: [] };
    week.visits.push(visit);
    weeks.set(monday, week);
  }
  return [...weeks.values()].sort((a, b) => a.monday - b.monday);
}

function weekLines({ monday, visits }: Week, { width, paint }: TextStyle): string[] {
  const sorted = [...visits].sort(
    (a, b) =>
      (a.rep_name === b.rep_name ? 0 : a.rep_name < b.rep_name ? -1 : 1) ||
      (a.date < b.date ? -1 : 1) ||
      (a.start < b.start ? -1 : 1),
  );
  const place = visits.some((visit) => visit.place !== null) ? 10 : 0;
  const name = Math.max(16, width - 49 - place);
  let [before, day] = ["", ""];
  return [
    paint.bold(`Week of ${formatDay(monday)}`) + paint.dim(`  ${count(visits.length, "visit")}`),
    ...sorted.map((visit) => {
      const rep = visit.rep_id === before ? "" : cutTo(visit.rep_name, 18);
      const date = visit.rep_id === before && visit.date === day ? "" : dayOfWeek(visit.date);
      [before, day] = [visit.rep_id, visit.date];
      const where = place === 0 ? "" : padEnd(cutTo(visit.place ?? "", place - 2), place);
      const late = visit.days_late > 0 ? paint.yellow(`${visit.days_late} d late`) : "";
      return `  ${padEnd(rep, 20)}${padEnd(date, 7)}${where}${padEnd(cutTo(visit.client_name, name), name + 1)}${padEnd(visit.label === "transactional" ? "trans." : "consult.", 9)}${late}`.trimEnd();
    }),
  ];
}

function dayOfWeek(date: string): string {
  const day = parseIsoDay(date) as Day;
  return `${WEEKDAYS[day - mondayOf(day)]} ${date.slice(8)}`;
}

function missedLines(missed: VisitDocument["missed"], { width, paint }: TextStyle): string[] {
  const more = missed.length - MOST_MISSED;
  return [
    paint.bold("Does not fit"),
    ...missed
      .slice(0, MOST_MISSED)
      .map((row) =>
        cutTo(
          `${row.client_id}  ${row.client_name}, due ${row.due}: ${row.why}${row.rep_id === null ? "" : ` (${row.rep_id})`}`,
          width - 2,
        ),
      )
      .map((line) => `  ${line}`),
    ...(more > 0 ? [`  and ${more} more: visits.csv of --out has all`] : []),
    ...wrap(MORE_ROOM, width - 2).map((line) => `  ${line}`),
  ];
}
