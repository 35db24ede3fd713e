import type { Day } from "../domain/day.ts";
import type { Place } from "../domain/place.ts";
import type { Subject } from "./finding-key.ts";

/** Findings that are known and kept quiet. */
export interface Baseline {
  readonly file: string;
  readonly entries: readonly BaselineEntry[];
}

/** One code and one client (or rep, or nobody). */
export interface BaselineEntry {
  readonly code: string;
  readonly subject: Subject;
  /** How many findings of that code and subject are known. */
  readonly count: number;
  /** The last day on which the findings are kept quiet; absent: for good. */
  readonly until?: Day;
  /** Why they are, in the words of whoever decided it. */
  readonly reason?: string;
  /** Where the entry stands in the baseline. */
  readonly place: Place;
}
