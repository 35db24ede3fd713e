import type { Day } from "./day.ts";
import type { RepId } from "./ids.ts";
import type { Place } from "./place.ts";

/** The two ways a rep serves a client. */
export type Seat = "seller" | "desk";

export const seats: readonly Seat[] = ["seller", "desk"];

export type Role = Seat | "both";

/** One row of reps.csv. Empty lists mean "no restriction known", not "none". */
export interface Rep {
  readonly id: RepId;
  /** The id when the file gives no name. */
  readonly name: string;
  readonly role: Role;
  /** Name of the level, one of `levels.order` in the config. */
  readonly level: string;
  /** Position of the level in `levels.order`, 0 for the most junior. */
  readonly levelRank: number;
  readonly hireDay?: Day;
  readonly regions: readonly string[];
  readonly skills: readonly string[];
  readonly languages: readonly string[];
  readonly industries: readonly string[];
  /** Hours a full quarter has for this rep, before ramp and absence. */
  readonly quarterHours: number;
  readonly maxClients?: number;
  readonly activeFrom?: Day;
  /** Last active day. */
  readonly activeTo?: Day;
  readonly mentorId?: RepId;
  readonly email?: string;
  /** The rep's user id in the CRM, where `id` is another. */
  readonly crmId?: string;
  /** Listed in `reps.exclude`: keeps and takes no clients. */
  readonly excluded: boolean;
  /** Named by `plan --release`: has left, and the book is dealt out. */
  readonly released?: true;
  readonly place: Place;
}
