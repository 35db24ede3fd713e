import type { ClientId, RepId } from "./ids.ts";
import type { LabelName, Stage } from "./label.ts";
import type { Place } from "./place.ts";
import type { Seat } from "./rep.ts";

/** One client's row. Places as line and column only: a file may have a million rows. */
export interface AssignmentRow {
  readonly line: number;
  readonly column: number;
  readonly seats: Readonly<Partial<Record<Seat, AssignedCell>>>;
  /** All cells as they stand; kept only when the file is to be written again. */
  readonly cells?: readonly string[];
  /** The row's own record (`change`, `previous_seller_id`) says that the plan had another seller: somebody changed the cell since. */
  readonly edited?: true;
  /** What the plan took the client for when it was made; kept only when asked for. */
  readonly record?: AssignmentRecord;
}

/** A field is absent where the file does not tell. */
export interface AssignmentRecord {
  readonly label?: LabelName;
  readonly stage?: Stage;
  readonly complexity?: number;
}

/** A seat's cell; `repId` is absent when the cell is empty or names nobody known. */
export interface AssignedCell {
  readonly repId?: RepId;
  /** What the cell says when it names nobody known. */
  readonly written?: string;
  readonly empty: boolean;
  readonly line: number;
  readonly column: number;
  readonly endColumn?: number;
}

/** A row that gives no client a rep: a client that is unknown or had a row before, or cells that mean nothing. */
export interface DroppedRow {
  readonly line: number;
  /** The client as written; empty where the row names none for certain. */
  readonly written: string;
  readonly why: "unknown client" | "a row before" | "no client" | "other cells than the header";
}

/** A row that does not count and is a certain client's nevertheless, who has no other row. */
export interface DamagedRow {
  readonly line: number;
  readonly column: number;
  readonly why: DroppedRow["why"];
  /** As its cells read once the damage is mended; absent when they cannot be told, or when the file is not to be written again. */
  readonly row?: AssignmentRow;
}

/** Who serves whom by a file. */
export interface Assignments {
  readonly file: string;
  /** Place of the header, for what has no row. */
  readonly headerPlace: Place;
  readonly rows: ReadonlyMap<ClientId, AssignmentRow>;
  /** The seats that the file has a column for. */
  readonly seats: readonly Seat[];
  /** The first of the rows that do not count, and how many there are. */
  readonly dropped: { readonly first: readonly DroppedRow[]; readonly count: number };
  /** Of clients without a row that counts. */
  readonly damaged: ReadonlyMap<ClientId, DamagedRow>;
  /** The first few further rows of clients who have several; kept only when the file is to be written again. */
  readonly repeated: ReadonlyMap<ClientId, readonly AssignmentRow[]>;
  /** Findings that are counted only, by code. */
  readonly hiddenFindings: readonly { readonly code: string; readonly count: number }[];
}
