import type { Day } from "../domain/day.ts";
import type { Place } from "../domain/place.ts";
import type { Role } from "../domain/rep.ts";

/** Somebody who would join. */
export interface Newcomer {
  readonly level: string;
  readonly role: Role;
  /** Empty: every region. */
  readonly regions: readonly string[];
  /** The day of hiring, from which the ramp counts; without one the newcomer is worked in already. */
  readonly from?: Day;
  readonly name?: string;
  readonly languages: readonly string[];
  readonly skills: readonly string[];
  readonly industries: readonly string[];
  /** Share of full time. */
  readonly fte: number;
  /** Id or name of the mentor. */
  readonly mentor?: string;
}

/** How the user wrote a change, and where; without a place on the command line. */
export interface Written {
  readonly text: string;
  readonly place?: Place;
}

/** One thing that would be otherwise. `rep` is an id or a name. */
export type Change = Written &
  (
    | { readonly kind: "hire"; readonly newcomer: Newcomer }
    | { readonly kind: "leave"; readonly rep: string; readonly on?: Day }
    | { readonly kind: "promote"; readonly rep: string; readonly level: string }
    | { readonly kind: "fte"; readonly rep: string; readonly share: number }
    /** `count` desk specialists more; where there was none, a desk is founded. */
    | { readonly kind: "desk"; readonly count: number; readonly from?: Day }
    /** One setting of the config; a map is merged into what is there. */
    | { readonly kind: "set"; readonly path: readonly string[]; readonly value: unknown }
  );

export type ChangeKind = Change["kind"];

export const changeKinds: readonly ChangeKind[] = ["hire", "leave", "promote", "fte", "desk", "set"];

/** Changes that are looked at together. */
export interface Scenario {
  readonly name: string;
  readonly changes: readonly Change[];
}
