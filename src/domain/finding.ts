import type { ClientId, RepId } from "./ids.ts";
import type { Place } from "./place.ts";

export type Severity = "error" | "warning" | "info";

/** One violation or warning: what is wrong, where, and what to do about it. */
export interface Finding {
  /** Stable code, e.g. `EB201`; `docs/rules/` has a page for each. */
  readonly code: string;
  /** The code's name, e.g. `complex-consultative-on-junior`. */
  readonly name: string;
  readonly severity: Severity;
  /** What is wrong, with the figures, and why that matters where it is not plain. One sentence, no full stop at the end. */
  readonly message: string;
  /** What to do. */
  readonly remedy: string;
  /** Absent for what has no place, such as a table that was not given. */
  readonly place?: Place;
  /** The other places that matter. */
  readonly related?: readonly { readonly place: Place; readonly message: string }[];
  /** The finding stands for so many further ones of its code, which are only counted. */
  readonly more?: number;
  readonly clientId?: ClientId;
  readonly repId?: RepId;
}
