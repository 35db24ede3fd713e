import type { Finding } from "./finding.ts";
import type { ClientId, RepId } from "./ids.ts";
import type { ClientProfile } from "./profile.ts";
import type { Seat } from "./rep.ts";

/** Who serves one client; a seat that nobody holds is absent. */
export type Seating = Readonly<Partial<Record<Seat, RepId>>>;

/** Who serves whom. Clients without any rep may be missing. */
export type Assignment = ReadonlyMap<ClientId, Seating>;

export type Change = "kept" | "moved" | "new" | "unplaced";

/** What the plan does with one seat of one client. */
export interface SeatChange {
  readonly seat: Seat;
  /** `unplaced`: the client needs the seat and nobody holds it. */
  readonly change: Change;
  readonly from?: RepId;
  readonly to?: RepId;
  /** The client leaves `from`, also when nobody takes it. */
  readonly leaves: boolean;
  /** Of what leaves: the old holder may not or cannot keep the client. Else it is chosen. */
  readonly forced: boolean;
  /** Why, in words; "stays" where nothing changes. */
  readonly reason: string;
}

/** One client of the plan. */
export interface PlanRow {
  readonly profile: ClientProfile;
  readonly seating: Seating;
  readonly previous: Seating;
  /** Of the seats the client needs, and of a seller seat it has and needs no more; the seller seat first. */
  readonly seatChanges: readonly SeatChange[];
  /** `unplaced` when a seat is; else of the seller seat where the client has one, else of the desk seat. */
  readonly change: Change;
  /** As in the seat that `change` is of. */
  readonly forced: boolean;
  /** Whether the present seller could have kept the client; those who could not are left out of continuity. */
  readonly couldStay: boolean;
  readonly reason: string;
}

/** Why one rep may not take one client. */
export interface Stop {
  readonly repId: RepId;
  readonly code: string;
  readonly message: string;
}

export interface Unplaced {
  readonly profile: ClientProfile;
  readonly seat: Seat;
  /** One for each rep of the seat, in the reps' order; the rule that stopped each. */
  readonly stops: readonly Stop[];
  /** Who could take it, in the terms of reps.csv: "a seller in North of level middle or higher". */
  readonly staffing: string;
}

/** How good the plan of one seat is, in points of its model. */
export interface SeatProof {
  readonly seat: Seat;
  readonly objective: number;
  /** No plan of this model has a lower objective. */
  readonly bound: number;
  readonly gap: number;
  readonly method: string;
  readonly terms: Readonly<Record<string, number>>;
  readonly iterations: number;
  readonly interrupted: boolean;
  /** The time limit ended the search. */
  readonly outOfTime: boolean;
  readonly notes: readonly string[];
}

export interface Plan {
  /** By client id. */
  readonly rows: readonly PlanRow[];
  readonly assignment: Assignment;
  readonly present: Assignment;
  readonly unplaced: readonly Unplaced[];
  readonly proofs: readonly SeatProof[];
  readonly findings: readonly Finding[];
}
