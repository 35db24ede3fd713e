import type { DeskMeasure } from "../../config/bonus.ts";
import type { Day } from "../../domain/day.ts";
import type { ClientId, RepId } from "../../domain/ids.ts";
import type { Cents } from "../../domain/money.ts";
import type { Rep, Seat } from "../../domain/rep.ts";

/** What pay has to know of a rep. */
export type PaidRep = Pick<Rep, "id" | "name" | "role" | "activeFrom" | "activeTo" | "place">;

/** What a seller is paid for. */
export const sellerComponents = ["first_half_year", "project", "old_volume"] as const;
export type SellerComponent = (typeof sellerComponents)[number];

/** `cap`: what is above the cap, taken off. `floor`: returns above sales, not charged. */
export type BonusComponent = SellerComponent | DeskMeasure | "cap" | "floor";

/** One line of bonus.csv: `amount` = `base` x `rate`, rounded so that the lines of a component add up to its rounded total. */
export interface PayLine {
  readonly repId: RepId;
  readonly seat: Seat;
  readonly component: BonusComponent;
  readonly clientId?: ClientId;
  readonly projectId?: string;
  /** The days that the base is of. */
  readonly from: Day;
  readonly to: Day;
  /** Absent for `cap` and `floor`, which follow from the other lines. */
  readonly base?: Cents;
  /** In millionths; absent as `base` is. */
  readonly rateMillionths?: number;
  readonly amount: Cents;
  readonly reason: string;
}

/** Revenue for which nobody is paid, and why. */
export interface UnpaidRevenue {
  readonly why: UnpaidReason;
  /** Whom or what it is about, a few of them. */
  readonly examples: readonly string[];
  readonly lines: number;
  readonly amount: Cents;
}

export type UnpaidReason =
  | "no plan"
  | "not in the plan"
  | "empty seat"
  | "disputed"
  | "rep gone"
  | "desk in the seller seat"
  | "project unknown"
  | "project twice"
  | "project of another client"
  | "project of a rep who is gone"
  | "project of the desk"
  | "paid when won"
  | "paid as volume";
