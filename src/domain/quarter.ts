import type { Day } from "./day.ts";

/** A calendar quarter, e.g. 2026Q4. */
export interface Quarter {
  readonly name: string;
  readonly firstDay: Day;
  readonly lastDay: Day;
}
