import type { Seat } from "./rep.ts";

/** Which seats a client needs, and what it costs a rep there. */
export interface Coverage {
  /** Hours per quarter in each seat, of a plan that takes effect within it those of the days in force; `undefined` where the client does not need the seat. */
  readonly hours: Readonly<Record<Seat, number | undefined>>;
  /** Hours of order processing, whichever seat does them. */
  readonly routineHours: number;
  /** The seller's hours hold the routine hours too, since there is no desk. */
  readonly sellerDoesRoutine: boolean;
}
