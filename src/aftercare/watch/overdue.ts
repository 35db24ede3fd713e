import type { Day } from "../../domain/day.ts";
import { gapsOf, orderDaysOf } from "../facts/purchases.ts";
import type { AlertFigures } from "./alert.ts";
import { percentile, quietSeason, type Silence, silenceOf } from "./silence.ts";
import type { Outcome, WatchedClient, WatchPeriod } from "./subject.ts";

/** 52 weeks: the same weekdays. */
const YEAR = 364;

/**
 * A client who is silent for longer than nine of ten of its own gaps, and for so long that its own rhythm (`silenceOf`) and the same season of the year before
 * (`quietSeason`) both make it rarer than `level`. The 90th percentile alone would cry wolf at up to one client in ten.
 */
export function overdue(
  { purchases, profile }: WatchedClient,
  { since, asOf }: WatchPeriod,
  level: number,
): Outcome<Extract<AlertFigures, { kind: "overdue" }>> {
  // A lapsed client has been silent for a year: that is no news. A new one has no rhythm yet: its first orders come in a rush.
  if (profile.stage === "lapsed" || profile.stage === "new") return undefined;
  const days = orderDaysOf(purchases.orders);
  const last = days.at(-1);
  const gaps = gapsOf(days);
  const silence = last === undefined ? undefined : silenceUntil(days, gaps, asOf);
  if (last === undefined || !silence) return undefined;
  if (!isAlarm(silence, level)) return null;
  const before = last < since ? silenceUntil(days, gaps, (since - 1) as Day) : undefined;
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

/** The silence from the last order day up to a day. */
function silenceUntil(days: readonly Day[], gaps: readonly number[], until: Day): Silence | undefined {
  const [first, last] = [days[0] as Day, days.at(-1) as Day];
  const silence = silenceOf(gaps, until - last);
  if (!silence || first > last - YEAR) return silence;
  const yearAgo = days.filter((day) => day > last - YEAR && day <= until - YEAR).length;
  return { ...silence, chance: Math.max(silence.chance, quietSeason(yearAgo, silence.regularity)) };
}

function isAlarm(
  { length, percentile90, chance }: { length: number; percentile90: number; chance: number },
  level: number,
) {
  return length > percentile90 && chance <= level;
}
