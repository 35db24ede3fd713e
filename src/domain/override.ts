import type { Day } from "./day.ts";
import type { ClientId, RepId } from "./ids.ts";
import type { LabelName } from "./label.ts";
import type { Place } from "./place.ts";

/** What a person may decide on a client. */
export const overrideKinds = ["label", "holdover", "lock", "exclusion"] as const;
export type OverrideKind = (typeof overrideKinds)[number];

/** One row of overrides.csv. An absent field was empty or not in the file. */
export interface Override {
  readonly clientId: ClientId;
  readonly kind: OverrideKind;
  /** Of a label: the label that holds. */
  readonly label?: LabelName;
  /** Of an exclusion: who never serves the client; of a lock or holdover: who keeps it, the present owner when absent. */
  readonly repId?: RepId;
  /** Last day on which the decision holds. */
  readonly until?: Day;
  readonly reason?: string;
  readonly who?: string;
  readonly when?: Day;
  readonly place: Place;
}

/** A rep who never serves the client, in neither seat. */
export interface Exclusion {
  readonly repId: RepId;
  /** Why, by whom and when, in words. */
  readonly note?: string;
  readonly place: Place;
}
