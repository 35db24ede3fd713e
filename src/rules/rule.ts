import type { Config } from "../config/schema.ts";
import type { Mentoring, NoMentoring } from "../coverage/mentor-hours.ts";
import type { RepId } from "../domain/ids.ts";
import type { Place } from "../domain/place.ts";
import type { ClientProfile } from "../domain/profile.ts";
import type { Quarter } from "../domain/quarter.ts";
import type { Rep, Seat } from "../domain/rep.ts";
import type { RuleCard } from "../domain/rule-card.ts";

export type { RuleCard } from "../domain/rule-card.ts";

/** What all rules may know beside the pair or the plan they judge. */
export interface RuleContext {
  readonly config: Config;
  readonly quarter: Quarter;
  readonly reps: ReadonlyMap<RepId, Rep>;
  /** Hours each rep has for clients while the plan is in force, within the quarter. */
  readonly capacityHours: ReadonlyMap<RepId, number>;
  /** Of sellers of the most junior level, where the config has `mentoring`: the hours reserved with their mentor, or why there are none. */
  readonly mentoring: ReadonlyMap<RepId, Mentoring | NoMentoring>;
  /** Whether the clients' regions and the reps' have a word in common; without one the region rule has nothing to compare. */
  readonly regionsComparable: boolean;
}

/** A rep in a seat of a client. */
export interface Pair {
  readonly profile: ClientProfile;
  readonly rep: Rep;
  readonly seat: Seat;
}

/** Why a pair is forbidden. */
export interface Breach {
  readonly message: string;
  /** The other place that matters, e.g. the client's lock. */
  readonly related?: Place;
}

/** Must: removes pairs. Never broken. */
export interface PairRule extends RuleCard {
  readonly kind: "must";
  readonly forbids: (pair: Pair, context: RuleContext) => Breach | undefined;
}

/** Limit: a cap on what each rep carries in a seat. */
export interface CapRule extends RuleCard {
  readonly kind: "cap";
  readonly seats: readonly Seat[];
  /** What the client uses of the cap. */
  readonly use: (profile: ClientProfile, seat: Seat, context: RuleContext) => number;
  /** `undefined` where the rep has no such cap. */
  readonly capacity: (rep: Rep, context: RuleContext) => number | undefined;
  /** Whether the config asks for the cap at all; one that is left out is always there. */
  readonly isOn?: (config: Config) => boolean;
  /** A hard cap leaves clients unplaced rather than be passed; a soft one is passed before a client is left unplaced. */
  readonly hard: boolean;
  /** A client whose seller and desk are the same rep uses the cap in the seller seat only. */
  readonly countsClientOnce?: boolean;
  /** The unit of use, e.g. "h". */
  readonly unit: string;
}

/** Limit: a budget over the whole plan on what chosen moves touch. */
export interface BudgetRule extends RuleCard {
  readonly kind: "budget";
  readonly measure: "revenue" | "clients";
  readonly use: (profile: ClientProfile) => number;
  /** The limit, given the total of `use` over all clients. */
  readonly limit: (total: number, context: RuleContext) => number;
}

/** Aim: every rep's share of a total is even, by capacity, within the tolerance. */
export interface BalanceRule extends RuleCard {
  readonly kind: "balance";
  readonly measure: "hours" | "revenue" | "consultative";
  readonly seats: readonly Seat[];
  readonly load: (profile: ClientProfile, seat: Seat) => number;
  readonly weight: (config: Config) => number;
}

/** Aim: what choosing a pair costs, as a share of an average book (0.02: a fiftieth of what a rep carries). */
export interface CostRule extends RuleCard {
  readonly kind: "cost";
  readonly term: "continuity" | "fit";
  readonly seats: readonly Seat[];
  readonly weight: (config: Config) => number;
  readonly cost: (pair: Pair, books: AverageBooks, context: RuleContext) => number;
}

/** What an average rep carries in a seat; costs are stated as shares of it. */
export interface AverageBooks {
  readonly clients: number;
  readonly hours: number;
  /** Cents. */
  readonly revenue: number;
}

export type Rule = PairRule | CapRule | BudgetRule | BalanceRule | CostRule;
