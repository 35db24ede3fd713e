import type { ClientId, RepId } from "../domain/ids.ts";
import type { Assignment, PlanRow, Seating } from "../domain/plan.ts";
import type { ClientProfile } from "../domain/profile.ts";
import { type Rep, type Seat, seats } from "../domain/rep.ts";
import { planRow } from "../planning/changes.ts";
import { afterSellers, inOrder, type PlanResult } from "../planning/make-plan.ts";
import type { Holders } from "../planning/overruns.ts";
import { presentAssignment } from "../planning/present.ts";
import { buildSeatModel } from "../planning/seat-model.ts";
import { type HeldSeat, heldSeat } from "../planning/seat-plan.ts";
import type { RuleContext } from "../rules/rule.ts";

/** A company, as the plan's rules see it. */
export interface Company {
  readonly profiles: readonly ClientProfile[];
  readonly reps: readonly Rep[];
  readonly context: RuleContext;
}

/** An assignment of every client beside the solver's model of each seat: a plan just made, a plan in a file, or the present. */
export interface PlanUnderReview extends Company {
  readonly seats: ReadonlyMap<Seat, HeldSeat>;
  /** By client. */
  readonly rows: ReadonlyMap<ClientId, PlanRow>;
  readonly assignment: Assignment;
  readonly present: Assignment;
}

/** Who holds the clients of each seat; a seat that a file does not name is absent and stays as it is at present. */
export type SeatHolders = Readonly<Partial<Record<Seat, Holders>>>;

/** Reviews a plan that was just made. */
export function reviewSolved({ plan, seatPlans }: PlanResult, company: Company): PlanUnderReview {
  return {
    ...company,
    seats: seatPlans,
    rows: new Map(plan.rows.map((row) => [row.profile.client.id, row])),
    assignment: plan.assignment,
    present: plan.present,
  };
}

/** Reviews somebody's assignment; it is not solved. */
export function reviewHeld(given: SeatHolders, company: Company): PlanUnderReview {
  const { context } = company;
  const { clients: profiles, people: reps } = inOrder(company.profiles, company.reps);
  const present = presentAssignment(profiles, context);
  const sellers = given.seller ?? holdersIn(present, "seller");
  const desks = given.desk ?? holdersIn(present, "desk");
  const before = afterSellers(profiles, sellers, reps, context);
  const sellerOf = (id: ClientId | undefined) => context.reps.get(sellers.get(id ?? ("" as ClientId)) ?? ("" as RepId));
  const held: ReadonlyMap<Seat, HeldSeat> = new Map([
    ["seller", heldSeat(buildSeatModel(profiles, "seller", reps, context), sellers, context)],
    ["desk", heldSeat(buildSeatModel(profiles, "desk", reps, context, before), desks, context, sellerOf)],
  ]);
  const rows = profiles.map((profile) => planRow(profile, held, context));
  return {
    ...company,
    seats: held,
    rows: new Map(rows.map((row) => [row.profile.client.id, row])),
    assignment: new Map(rows.map(({ profile, seating }) => [profile.client.id, seating])),
    present,
  };
}

/** The present owners as holders of both seats. */
export function presentHolders({ profiles, context }: Company): SeatHolders {
  const present = presentAssignment(profiles, context);
  return Object.fromEntries(seats.map((seat) => [seat, holdersIn(present, seat)]));
}

export function holdersIn(assignment: Assignment, seat: Seat): Holders {
  return new Map(
    [...assignment].flatMap(([id, seating]: readonly [ClientId, Seating]) => {
      const holder = seating[seat];
      return holder === undefined ? [] : [[id, holder] as const];
    }),
  );
}
