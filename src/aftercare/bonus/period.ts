import { formatDay, quarterAfter } from "../../calendar/days.ts";
import type { Day } from "../../domain/day.ts";
import type { Quarter } from "../../domain/quarter.ts";

/** The days that are paid, both included. */
export interface BonusPeriod {
  /** "2026Q3", or "2026-07-01 to 2026-08-15". */
  readonly name: string;
  readonly from: Day;
  readonly to: Day;
}

export function periodOf(quarter: Quarter): BonusPeriod {
  return { name: quarter.name, from: quarter.firstDay, to: quarter.lastDay };
}

/** A whole quarter is called by its name. */
export function periodBetween(from: Day, to: Day): BonusPeriod {
  const [first] = quartersOf(from, to);
  if (first !== undefined && first.firstDay === from && first.lastDay === to) return periodOf(first);
  return { name: `${formatDay(from)} to ${formatDay(to)}`, from, to };
}

/** Every calendar quarter that has a day of the two or between them, in order. */
export function quartersOf(from: Day, to: Day): Quarter[] {
  const quarters: Quarter[] = [];
  // 100 days back lie in an earlier quarter.
  for (
    let quarter = quarterAfter((from - 100) as Day);
    quarter.firstDay <= to;
    quarter = quarterAfter(quarter.lastDay)
  ) {
    if (quarter.lastDay >= from) quarters.push(quarter);
  }
  return quarters;
}

/** What so many cents a full quarter come to from a day to another: each quarter by the share of its days, as one exact fraction. */
export function ofFullQuarters(cents: number, from: Day, to: Day): readonly [numerator: bigint, denominator: bigint] {
  let numerator = 0n;
  let denominator = 1n;
  if (from > to) return [numerator, denominator];
  for (const { firstDay, lastDay } of quartersOf(from, to)) {
    const days = BigInt(Math.min(to, lastDay) - Math.max(from, firstDay) + 1);
    const length = BigInt(lastDay - firstDay + 1);
    numerator = numerator * length + BigInt(cents) * days * denominator;
    denominator *= length;
  }
  return [numerator, denominator];
}
