import { addMonths } from "../calendar/days.ts";
import { daysOfQuarter } from "../calendar/in-force.ts";
import type { Config } from "../config/schema.ts";
import type { Day } from "../domain/day.ts";
import type { Quarter } from "../domain/quarter.ts";
import type { Rep } from "../domain/rep.ts";
import { mayTakeClients } from "./availability.ts";

/**
 * Hours the rep can give to clients from the day the plan takes effect to the quarter's last: the hours of a full quarter, times the full
 * days' work of the rep in that time per day of the quarter, times the utilisation that a plan may use. To hundredths of an hour. None for a
 * rep who may take no clients in the quarter.
 */
export function capacityHours(rep: Rep, quarter: Quarter, settings: Config["capacity"]): number {
  return mayTakeClients(rep, quarter) ? hoursThere(rep, quarter, settings) : 0;
}

/** The same of the days on which the rep is there, whether or not the rep may take clients. */
export function hoursThere(rep: Rep, quarter: Quarter, settings: Config["capacity"]): number {
  const days = workDays(rep, quarter.effectiveDay, quarter.lastDay, settings.ramp);
  return Math.round((rep.quarterHours * settings.max_utilisation * days * 100) / daysOfQuarter(quarter)) / 100;
}

/**
 * Full days' work of the rep from one day to another, both included: each calendar day between `active_from` (or the hire date) and
 * `active_to` counts as the share that the ramp gives a new hire on it. So the work of two parts of a time adds up to that of the whole. Calendar
 * days, since no holidays of any region are known: they weigh on every rep of it alike.
 */
export function workDays(rep: Rep, from: Day, to: Day, ramp: Config["capacity"]["ramp"]): number {
  const first = Math.max(from, rep.activeFrom ?? rep.hireDay ?? from);
  const last = Math.min(to, rep.activeTo ?? to);
  const steps = rampSteps(rep, ramp);
  let days = 0;
  let day = first;
  for (const { until, share } of steps) {
    const end = Math.min(until, last + 1);
    if (end > day) {
      days += (end - day) * share;
      day = end;
    }
  }
  return days + Math.max(0, last + 1 - day);
}

/** The steps of a new hire's ramp, in turn: the share that holds before the day `until`. After the last the rep gives all. */
function rampSteps(rep: Rep, ramp: Config["capacity"]["ramp"]): { readonly until: Day; readonly share: number }[] {
  const started = rep.hireDay ?? rep.activeFrom;
  if (started === undefined) return [];
  let months = 0;
  return ramp.map((step) => {
    months += step.months;
    return { until: addMonths(started, months), share: step.share };
  });
}
