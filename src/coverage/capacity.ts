import { addMonths } from "../calendar/days.ts";
import type { Config } from "../config/schema.ts";
import type { Day } from "../domain/day.ts";
import type { Quarter } from "../domain/quarter.ts";
import type { Rep } from "../domain/rep.ts";
import { mayTakeClients } from "./availability.ts";

/**
 * Hours the rep can give to clients in the quarter: the hours of a full quarter, times the share of its days on which the rep is
 * active, each day weighted by the new hire's ramp, times the utilisation that a plan may use. To hundredths of an hour. None for a
 * rep who may take no clients in the quarter.
 */
export function capacityHours(rep: Rep, quarter: Quarter, settings: Config["capacity"]): number {
  if (!mayTakeClients(rep, quarter)) return 0;
  const starts = rep.activeFrom ?? rep.hireDay ?? quarter.firstDay;
  let weightedDays = 0;
  for (let day = Math.max(starts, quarter.firstDay) as Day; day <= quarter.lastDay; day = (day + 1) as Day) {
    weightedDays += rampShare(rep, day, settings.ramp);
  }
  const days = quarter.lastDay - quarter.firstDay + 1;
  return Math.round((rep.quarterHours * settings.max_utilisation * weightedDays * 100) / days) / 100;
}

/** Share of a full day's work that a rep hired on `hireDay` gives on the day. */
function rampShare(rep: Rep, day: Day, ramp: Config["capacity"]["ramp"]): number {
  const started = rep.hireDay ?? rep.activeFrom;
  if (started === undefined) return 1;
  let months = 0;
  for (const step of ramp) {
    months += step.months;
    if (day < addMonths(started, months)) return step.share;
  }
  return 1;
}
