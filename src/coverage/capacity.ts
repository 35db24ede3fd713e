import { addMonths } from "../calendar/days.ts";
import type { Config } from "../config/schema.ts";
import type { Day } from "../domain/day.ts";
import type { Quarter } from "../domain/quarter.ts";
import type { Rep } from "../domain/rep.ts";

/**
 * Hours the rep can give to clients in the quarter: the hours of a full quarter, times the share of its days on which the rep is
 * active, each day weighted by the new hire's ramp, times the utilisation that a plan may use. To hundredths of an hour.
 */
export function capacityHours(rep: Rep, quarter: Quarter, settings: Config["capacity"]): number {
  if (rep.excluded) return 0;
  let weightedDays = 0;
  for (let day = quarter.firstDay; day <= quarter.lastDay; day = (day + 1) as Day) {
    if (isActive(rep, day)) weightedDays += rampShare(rep, day, settings.ramp);
  }
  const days = quarter.lastDay - quarter.firstDay + 1;
  return Math.round((rep.quarterHours * settings.max_utilisation * weightedDays * 100) / days) / 100;
}

function isActive(rep: Rep, day: Day): boolean {
  const hired = rep.activeFrom ?? rep.hireDay;
  return (hired === undefined || day >= hired) && (rep.activeTo === undefined || day <= rep.activeTo);
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
