import type { Quarter } from "../domain/quarter.ts";

/** Days from the one on which the plan takes effect to the quarter's last, both included. */
export function daysInForce({ effectiveDay, lastDay }: Quarter): number {
  return lastDay - effectiveDay + 1;
}

export function daysOfQuarter({ firstDay, lastDay }: Quarter): number {
  return lastDay - firstDay + 1;
}

/**
 * Share of the quarter's days on which the plan is in force; 1 when it takes effect on the first. What clients need and what reps have
 * are both of these days alone: with only one of the two cut, a plan in mid-quarter would look overloaded or idle.
 */
export function shareInForce(quarter: Quarter): number {
  return daysInForce(quarter) / daysOfQuarter(quarter);
}
