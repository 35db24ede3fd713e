import type { Day } from "../../domain/day.ts";
import type { Purchase } from "../facts/purchases.ts";
import type { AlertFigures } from "./alert.ts";
import { studentTail } from "./distributions.ts";
import type { Outcome, WatchedClient, WatchPeriod } from "./subject.ts";

/** 52 weeks: the same weekdays. */
const YEAR = 364;
/** A shorter time has too few orders to be a season. */
const SHORTEST = 28;
const FEWEST_DAYS = 8;
const FEWEST_DAYS_THEN = 4;
/** A smaller fall is none to call about. */
const LEAST_FALL = 0.25;

/**
 * Spend within the period against the same season a year before. Its own noise: spend in a time with n order days is a sum of n values at random moments,
 * with variance n (s^2 + c^2 m^2) for values of mean m and deviation s and gaps of variation c (renewal reward process); the difference of the two years
 * has twice that, and its ratio to the deviation is compared with Student's t of the days that s comes from.
 */
export function spendDown(
  { purchases, profile }: WatchedClient,
  { since, asOf }: WatchPeriod,
  level: number,
): Outcome<Extract<AlertFigures, { kind: "spend_down" }>> {
  const days = valueByDay(purchases.orders);
  const first = days[0]?.day;
  const length = asOf - since + 1;
  if (first === undefined || length < SHORTEST || first > since - YEAR) return undefined;
  const before = days.filter(({ day }) => day < since);
  const then = days.filter(({ day }) => day >= since - YEAR && day <= asOf - YEAR);
  if (before.length < FEWEST_DAYS || then.length < FEWEST_DAYS_THEN) return undefined;
  const [sumNow, sumThen] = [sum(days.filter(({ day }) => day >= since)), sum(then)];
  const noise = Math.sqrt(2 * then.length * varianceOfOne(before));
  const chance = noise > 0 ? studentTail((sumThen - sumNow) / noise, before.length - 1) : sumNow < sumThen ? 0 : 1;
  if (chance > level || sumNow > (1 - LEAST_FALL) * sumThen) return null;
  return {
    figures: { kind: "spend_down", now: sumNow, yearAgo: sumThen, noise: Math.round(noise) },
    chance,
    since,
    stake: Math.min(
      Math.round(((sumThen - sumNow) * YEAR) / length),
      Math.max(profile.signals.revenue12m, sumThen - sumNow),
    ),
    older: false,
  };
}

interface DayValue {
  readonly day: Day;
  value: number;
}

function valueByDay(orders: readonly Purchase[]): DayValue[] {
  const days: DayValue[] = [];
  for (const { day, value } of orders) {
    const last = days.at(-1);
    if (last?.day === day) last.value += value;
    else days.push({ day, value });
  }
  return days;
}

/** s^2 + c^2 m^2: what one order day adds to the variance of spend. */
function varianceOfOne(days: readonly DayValue[]): number {
  const { mean, variance } = momentsOf(days.map(({ value }) => value));
  const gaps = momentsOf(days.slice(1).map(({ day }, at) => day - (days[at] as DayValue).day));
  return variance + (gaps.variance / gaps.mean ** 2) * mean ** 2;
}

function momentsOf(values: readonly number[]): { readonly mean: number; readonly variance: number } {
  const mean = values.reduce((total, value) => total + value, 0) / values.length;
  const squares = values.reduce((total, value) => total + (value - mean) ** 2, 0);
  return { mean, variance: squares / Math.max(1, values.length - 1) };
}

function sum(days: readonly DayValue[]): number {
  return days.reduce((total, { value }) => total + value, 0);
}
