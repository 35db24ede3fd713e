import { daysOfSpans } from "../../calendar/day-spans.ts";
import type { Config } from "../../config/schema.ts";
import type { Day } from "../../domain/day.ts";
import type { Rep } from "../../domain/rep.ts";

/** One week of one rep: Monday, and the days on which the rep makes visits. */
export interface WorkingWeek {
  readonly monday: Day;
  /** Ascending; empty in a week off. */
  readonly days: readonly Day[];
}

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** Monday of the day's week. 1970-01-01 was a Thursday. */
export function mondayOf(day: Day): Day {
  return (day - ((((day + 3) % 7) + 7) % 7)) as Day;
}

/** The weeks from `from` to `to`, both included, with the days on which the rep is there and no day off. */
export function workingWeeks(
  rep: Rep,
  from: Day,
  to: Day,
  settings: Config["visits"],
  holidays: ReadonlySet<Day>,
): WorkingWeek[] {
  const starts = rep.activeFrom ?? rep.hireDay ?? from;
  const ends = rep.activeTo ?? to;
  const off = new Set([
    ...holidays,
    ...daysOfSpans(settings.days_off),
    ...daysOfSpans(Object.hasOwn(settings.days_off_of, rep.id) ? (settings.days_off_of[rep.id] ?? []) : []),
  ]);
  const weekdays: readonly string[] = settings.weekdays;
  const weeks: { readonly monday: Day; readonly days: Day[] }[] = [];
  for (let day = from; day <= to; day = (day + 1) as Day) {
    const monday = mondayOf(day);
    if (weeks.at(-1)?.monday !== monday) weeks.push({ monday, days: [] });
    const works = weekdays.includes(WEEKDAYS[day - monday] ?? "") && day >= starts && day <= ends && !off.has(day);
    if (works) weeks.at(-1)?.days.push(day);
  }
  return weeks;
}
