import type { Day } from "../../domain/day.ts";
import { orderDaysOf } from "../facts/purchases.ts";
import type { AlertFigures } from "./alert.ts";
import { percentile, silenceOf } from "./silence.ts";
import type { Outcome, WatchedClient, WatchPeriod } from "./subject.ts";

/**
 * A client who is silent for longer than nine of ten of its own gaps, and for so long that its own rhythm makes it rarer than `level`: see
 * `silenceOf`. The 90th percentile alone would cry wolf at up to one client in ten.
 */
export function overdue(
  { purchases, profile }: WatchedClient,
  { since, asOf }: WatchPeriod,
  level: number,
): Outcome<Extract<AlertFigures, { kind: "overdue" }>> {
  // A lapsed client has been silent for a year: that is no news.
  if (profile.stage === "lapsed") return undefined;
  const days = orderDaysOf(purchases.orders);
  const last = days.at(-1);
  const gaps = days.slice(1).map((day, at) => day - (days[at] as Day));
  const silence = last === undefined ? undefined : silenceOf(gaps, asOf - last);
  if (last === undefined || !silence) return undefined;
  if (!isAlarm(silence, level)) return null;
  const before = last < since ? silenceOf(gaps, since - 1 - last) : undefined;
  return {
    figures: {
      kind: "overdue",
      silentDays: silence.length,
      percentile90: Math.round(silence.percentile90),
      usualGapDays: Math.round(percentile(gaps, 0.5)),
    },
    chance: silence.chance,
    since: last,
    stake: profile.signals.revenue12m,
    older: before !== undefined && isAlarm(before, level),
  };
}

function isAlarm(
  { length, percentile90, chance }: { length: number; percentile90: number; chance: number },
  level: number,
) {
  return length > percentile90 && chance <= level;
}
