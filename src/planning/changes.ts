import type { RepId } from "../domain/ids.ts";
import type { PlanRow, Seating } from "../domain/plan.ts";
import type { ClientProfile } from "../domain/profile.ts";
import { type Rep, type Seat, seats } from "../domain/rep.ts";
import { firstBreach } from "../rules/catalogue.ts";
import { presentOwnerId } from "../rules/owner.ts";
import type { RuleContext } from "../rules/rule.ts";
import { chosenMoveReason } from "./chosen-move-reason.ts";
import type { SeatPlan } from "./seat-plan.ts";

/** Compares the plan with the present for one client, and says in words why it is so. */
export function planRow(profile: ClientProfile, plans: ReadonlyMap<Seat, SeatPlan>, context: RuleContext): PlanRow {
  const { client, coverage } = profile;
  const seating: Seating = {
    ...holder("seller", profile, plans),
    ...holder("desk", profile, plans),
  };
  const previous: Seating = {
    ...(client.ownerId === undefined ? {} : { seller: client.ownerId }),
    ...(client.deskId === undefined ? {} : { desk: client.deskId }),
  };
  const missing = seats.find((seat) => coverage.hours[seat] !== undefined && seating[seat] === undefined);
  const couldStay = stayBreach(profile, "seller", plans, context) === undefined;
  const base = { profile, seating, previous, couldStay };
  if (missing) {
    return {
      ...base,
      change: "unplaced",
      forced: true,
      reason: `no rep may take the ${missing} seat, see unplaced.csv`,
    };
  }
  const seat = changedSeat(seating, previous);
  if (seat === undefined) {
    const isNew = presentOwnerId(client, "seller") === undefined && seating.seller !== undefined;
    return {
      ...base,
      change: isNew ? "new" : "kept",
      forced: false,
      reason: isNew ? "has no seller yet" : keptReason(base),
    };
  }
  return { ...base, ...moveReason(profile, seat, seating, plans, context) };
}

function holder(seat: Seat, { client }: ClientProfile, plans: ReadonlyMap<Seat, SeatPlan>): Seating {
  const id = plans.get(seat)?.holders.get(client.id);
  return id === undefined ? {} : { [seat]: id };
}

/** The seat whose old holder does not go on; a first desk specialist is no move. */
function changedSeat(seating: Seating, previous: Seating): Seat | undefined {
  return seats.find(
    (seat) =>
      previous[seat] !== undefined &&
      previous[seat] !== seating[seat] &&
      (seating[seat] !== undefined || seat === "seller"),
  );
}

function keptReason({ seating, previous }: { seating: Seating; previous: Seating }): string {
  return seating.desk !== undefined && previous.desk === undefined && seating.seller !== undefined
    ? "stays with its seller; the desk takes its orders"
    : "stays";
}

/** Why the present holder may not keep the client; `undefined` when it may. An owner who is gone may not. */
function stayBreach(
  profile: ClientProfile,
  seat: Seat,
  plans: ReadonlyMap<Seat, SeatPlan>,
  context: RuleContext,
): string | undefined {
  const ownerId = presentOwnerId(profile.client, seat);
  if (ownerId === undefined) return "has no owner";
  const rep = context.reps.get(ownerId);
  if (!rep) return `${ownerId} is not in the reps table`;
  if (profile.coverage.hours[seat] === undefined) return `needs no ${seat} any more`;
  const breach = firstBreach({ profile, rep, seat }, context)?.breach.message;
  if (breach !== undefined) return breach;
  const home = homeOf(profile, plans.get(seat));
  return home === rep ? undefined : "its family stays together";
}

/** The rep who could keep the client and all that is placed with it. */
function homeOf(profile: ClientProfile, plan: SeatPlan | undefined): Rep | undefined {
  const unit = plan?.model.unitOf.get(profile.client.id) ?? -1;
  return plan?.model.reps[plan.model.problem.home[unit] ?? -1];
}

function moveReason(
  profile: ClientProfile,
  seat: Seat,
  seating: Seating,
  plans: ReadonlyMap<Seat, SeatPlan>,
  context: RuleContext,
): Pick<PlanRow, "change" | "forced" | "reason"> {
  const breach = stayBreach(profile, seat, plans, context);
  if (breach !== undefined) return { change: "moved", forced: true, reason: breach };
  const plan = plans.get(seat);
  const from = context.reps.get(presentOwnerId(profile.client, seat) as RepId);
  const to = context.reps.get(seating[seat] as RepId);
  const unit = plan?.model.unitOf.get(profile.client.id);
  const reason = plan && unit !== undefined && from && to ? chosenMoveReason(plan, unit, from, to) : "";
  return { change: "moved", forced: false, reason };
}
