import type { Day } from "./day.ts";

/** A calendar quarter, e.g. 2026Q4, and the day from which a plan for it holds. */
export interface Quarter {
  readonly name: string;
  readonly firstDay: Day;
  readonly lastDay: Day;
  /** The first day unless a plan takes effect within the quarter: its hours are those from this day to the last, both included. */
  readonly effectiveDay: Day;
}
