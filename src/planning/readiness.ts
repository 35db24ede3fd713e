import { addMonths } from "../calendar/days.ts";
import type { Config } from "../config/schema.ts";
import { absenceOf, mayTakeClients } from "../coverage/availability.ts";
import { hoursThere } from "../coverage/capacity.ts";
import type { Day } from "../domain/day.ts";
import type { Quarter } from "../domain/quarter.ts";
import type { Rep } from "../domain/rep.ts";
import type { RuleContext } from "../rules/rule.ts";

/** When somebody who is not worked in, or not at the highest level, will be. */
export interface Readiness {
  readonly rep: Rep;
  /** Day from which the rep has full hours; absent when that was before the quarter. */
  readonly fullFrom?: Day;
  /** Of sellers of the first level: the next one, and the day from which tenure gives it (`levels.by_tenure_months`). */
  readonly next?: { readonly level: string; readonly from: Day };
}

/** Reps who ramp up in the quarter or later, and sellers of the most junior level; in the reps' order. */
export function readinessOf(reps: readonly Rep[], { config, quarter }: RuleContext): Readiness[] {
  return reps
    .filter((rep) => mayTakeClients(rep, quarter))
    .map((rep): Readiness => ({ rep, ...fullHours(rep, config, quarter), ...nextLevel(rep, config) }))
    .filter(({ fullFrom, next }) => fullFrom !== undefined || next !== undefined);
}

/** Somebody who is there when the plan takes effect and gone before the quarter ends: no client is planned for, the hours are still worked. */
export interface Leaver {
  readonly rep: Rep;
  readonly lastDay: Day;
  /** From the day the plan takes effect to the last one. No capacity of the plan. */
  readonly hours: number;
}

/** In the reps' order. */
export function leaversOf(reps: readonly Rep[], { config, quarter }: RuleContext): Leaver[] {
  return reps.flatMap((rep) => {
    const absence = absenceOf(rep, quarter);
    if (absence?.why !== "leaves" || absence.day < quarter.effectiveDay) return [];
    return [{ rep, lastDay: absence.day, hours: hoursThere(rep, quarter, config.capacity) }];
  });
}

function fullHours(rep: Rep, { capacity }: Config, quarter: Quarter): Pick<Readiness, "fullFrom"> {
  const started = rep.hireDay ?? rep.activeFrom;
  if (started === undefined) return {};
  const months = capacity.ramp.reduce((sum, step) => sum + step.months, 0);
  const fullFrom = addMonths(started, months);
  return fullFrom > quarter.firstDay && months > 0 ? { fullFrom } : {};
}

function nextLevel({ role, levelRank, hireDay }: Rep, { levels }: Config): Pick<Readiness, "next"> {
  const level = levels.order[1];
  if (role === "desk" || levelRank > 0 || level === undefined || hireDay === undefined) return {};
  if (!Object.hasOwn(levels.by_tenure_months, level)) return {};
  return { next: { level, from: addMonths(hireDay, levels.by_tenure_months[level] as number) } };
}

/** Full-time reps in each seat; who has both roles counts half in each. */
export function seatShares(reps: readonly Rep[], { config, quarter }: RuleContext): { seller: number; desk: number } {
  const present = reps.filter((rep) => mayTakeClients(rep, quarter));
  const fullTime = (seat: Rep["role"]) => {
    const hours = present.reduce((sum, { role, quarterHours }) => {
      return sum + (role === seat ? quarterHours : role === "both" ? quarterHours / 2 : 0);
    }, 0);
    return Math.round((hours * 10) / Math.max(1, config.capacity.hours_per_quarter)) / 10;
  };
  return { seller: fullTime("seller"), desk: fullTime("desk") };
}
