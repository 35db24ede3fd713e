import type { Day } from "./day.ts";
import type { ClientId, RepId } from "./ids.ts";
import type { LabelName } from "./label.ts";
import type { Cents } from "./money.ts";
import type { Place } from "./place.ts";

/** One row of clients.csv. An absent field was empty or not in the file. */
export interface Client {
  readonly id: ClientId;
  /** The id when the file gives no name. */
  readonly name: string;
  /** Present seller. */
  readonly ownerId?: RepId;
  /** Present desk specialist. */
  readonly deskId?: RepId;
  readonly region?: string;
  readonly city?: string;
  readonly segment?: string;
  readonly industry?: string;
  readonly parentId?: ClientId;
  /** Label set by a person; it wins over the computed one. */
  readonly label?: LabelName;
  readonly labelReason?: string;
  readonly requiredSkills: readonly string[];
  readonly language?: string;
  readonly potential?: Cents;
  /** Number of people known at the client. */
  readonly contacts?: number;
  readonly sites?: number;
  /** Stays with its owner, without a date. */
  readonly locked: boolean;
  /** Holdover: stays with its owner up to and including this day. */
  readonly holdUntil?: Day;
  readonly holdReason?: string;
  readonly lastVisit?: Day;
  readonly place: Place;
}
