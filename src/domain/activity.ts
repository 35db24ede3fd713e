import type { Day } from "./day.ts";
import type { ClientId, RepId } from "./ids.ts";
import type { Cents } from "./money.ts";
import type { Place } from "./place.ts";

/** What a client may ask for. */
export const requestTypes = ["order", "delivery", "certificate", "technical", "project", "complaint"] as const;
export type RequestType = (typeof requestTypes)[number];

/** One row of requests.csv. */
export interface ClientRequest {
  readonly id?: string;
  readonly clientId: ClientId;
  readonly day: Day;
  /** Absent where the file gives none, or none of the six. */
  readonly type?: RequestType;
  readonly text?: string;
  /** Absent where it is not handled yet, or the file does not say. */
  readonly handledDay?: Day;
  readonly place: Place;
}

/** One row of visits.csv: a visit that took place. */
export interface Visit {
  readonly clientId: ClientId;
  /** As the reps file spells it, or as written where it has no such rep: somebody who left. */
  readonly repId?: RepId;
  readonly day: Day;
  readonly place: Place;
}

/** One row of projects.csv: a project that was won. */
export interface Project {
  readonly id: string;
  readonly clientId: ClientId;
  /** As the reps file spells it, or as written where it has no such rep: somebody who left. */
  readonly repId?: RepId;
  readonly wonDay: Day;
  /** Absent where the file does not say. */
  readonly amount?: Cents;
  readonly place: Place;
}
