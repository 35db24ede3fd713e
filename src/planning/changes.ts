import type { ClientId, RepId } from "../domain/ids.ts";
import type { PlanRow, SeatChange, Seating } from "../domain/plan.ts";
import type { ClientProfile } from "../domain/profile.ts";
import { type Seat, seats } from "../domain/rep.ts";
import { firstBreach } from "../rules/catalogue.ts";
import { knownOwnerId, presentOwnerId } from "../rules/owner.ts";
import type { RuleContext } from "../rules/rule.ts";
import { chosenMoveReason } from "./chosen-move-reason.ts";
import { type Given, isOutside, nothingGiven } from "./given.ts";
import { keptWords } from "./kept-units.ts";
import { type HeldSeat, isSolved } from "./seat-plan.ts";

/** Compares the plan with the present for one client, seat by seat, and says in words why it is so. */
export function planRow(
  profile: ClientProfile,
  plans: ReadonlyMap<Seat, HeldSeat>,
  context: RuleContext,
  given: Given = nothingGiven,
): PlanRow {
  const seating = Object.fromEntries(
    seats.flatMap((seat) => {
      const id = isOutside(profile.client, seat, given)
        ? knownOwnerId(profile.client, seat, context)
        : plans.get(seat)?.holders.get(profile.client.id);
      return id === undefined ? [] : [[seat, id]];
    }),
  ) as Seating;
  const previous = Object.fromEntries(
    seats.flatMap((seat) => {
      const id = presentOwnerId(profile.client, seat);
      return id === undefined ? [] : [[seat, id]];
    }),
  ) as Seating;
  const seatChanges = seats.flatMap((seat) =>
    isOutside(profile.client, seat, given)
      ? unchanged(profile, seat, seating[seat])
      : seatChange(profile, seat, seating[seat], plans.get(seat), context),
  );
  const couldStay = stayBreach(profile, "seller", plans.get("seller"), context) === undefined;
  return { profile, seating, previous, couldStay, seatChanges, ...summed(seatChanges) };
}

/** A seat that a release leaves as it is; a desk that nobody has is not missed there. */
function unchanged({ client, coverage }: ClientProfile, seat: Seat, holder: RepId | undefined): SeatChange[] {
  const ends = { seat, leaves: false, forced: false };
  if (holder !== undefined) return [{ ...ends, change: "kept", from: holder, to: holder, reason: "stays" }];
  if (seat === "desk" || coverage.hours.seller === undefined) return [];
  const ownerId = presentOwnerId(client, seat);
  const why = ownerId === undefined ? "has no seller" : `${ownerId} is not in the reps table`;
  return [{ ...ends, change: "unplaced", ...(ownerId && { from: ownerId }), reason: `outside the release: ${why}` }];
}

/** A seat that the client neither needs nor leaves is no change; a desk that has no orders to process left is no loss. */
function seatChange(
  profile: ClientProfile,
  seat: Seat,
  to: RepId | undefined,
  plan: HeldSeat | undefined,
  context: RuleContext,
): SeatChange[] {
  const from = presentOwnerId(profile.client, seat);
  const needed = profile.coverage.hours[seat] !== undefined;
  if (!needed && (seat === "desk" || from === undefined)) return [];
  const leaves = from !== undefined && from !== to;
  const ends = { seat, leaves, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  const breach = leaves ? stayBreach(profile, seat, plan, context) : undefined;
  if (needed && to === undefined && plan && !isSolved(plan)) {
    const left = `is left without a ${seat}`;
    return [{ ...ends, change: "unplaced", forced: breach !== undefined, reason: breach ?? left }];
  }
  if (needed && to === undefined) {
    const stopped = `no rep may take the ${seat} seat, see unplaced.csv`;
    const reason = breach === undefined ? stopped : `${breach}; ${stopped}`;
    return [{ ...ends, change: "unplaced", forced: true, reason }];
  }
  const decided = plan && decidedBy(plan, profile.client.id);
  const beside = decided === undefined ? "" : `; ${decided}`;
  if (from === undefined) return [{ ...ends, change: "new", forced: false, reason: `has no ${seat} yet${beside}` }];
  if (!leaves) return [{ ...ends, change: "kept", forced: false, reason: "stays" }];
  const unit = plan?.model.unitOf.get(profile.client.id);
  const chosen = () => decided ?? (plan && unit !== undefined ? chosenMoveReason(plan, unit, context) : "");
  const reason = breach === undefined ? chosen() : `${breach}${beside}`;
  return [{ ...ends, change: "moved", forced: breach !== undefined, reason }];
}

/** The row of the kept file that the client's holder follows from. */
function decidedBy({ model }: HeldSeat, id: ClientId): string | undefined {
  const unit = model.units[model.unitOf.get(id) ?? -1];
  const nameOf = (other: ClientId) => unit?.members.find(({ client }) => client.id === other)?.client.name ?? other;
  return unit && keptWords(unit, id, nameOf);
}

/**
 * One word and one reason for the row: of the seat that is unplaced, else of the first seat; the other seat's change is added,
 * but a first desk specialist only where nothing else changes.
 */
function summed(changes: readonly SeatChange[]): Pick<PlanRow, "change" | "forced" | "reason"> {
  const main = changes.find(({ change }) => change === "unplaced") ?? changes[0];
  if (!main) return { change: "kept", forced: false, reason: "needs no seat" };
  const others = changes.filter(
    (other) => other !== main && other.change !== "kept" && !(other.change === "new" && main.change !== "kept"),
  );
  const stays = main.seat === "seller" && main.change === "kept" && others.length > 0;
  const reason = [stays ? "stays with its seller" : main.reason, ...others.map(alongside)].join("; ");
  return { change: main.change, forced: main.forced, reason };
}

function alongside({ seat, change, forced, reason }: SeatChange): string {
  if (change === "new") return "the desk takes its orders";
  if (change === "unplaced") return reason;
  return `the ${seat} changes, ${forced ? "forced" : "chosen"}: ${reason}`;
}

/** Why the present holder may not or cannot keep the client; `undefined` when it can. An owner who is gone may not. */
function stayBreach(
  profile: ClientProfile,
  seat: Seat,
  plan: HeldSeat | undefined,
  context: RuleContext,
): string | undefined {
  const ownerId = presentOwnerId(profile.client, seat);
  if (ownerId === undefined) return "has no owner";
  const rep = context.reps.get(ownerId);
  if (!rep) return `${ownerId} is not in the reps table`;
  if (profile.coverage.hours[seat] === undefined) return `needs no ${seat} any more`;
  const breach = firstBreach({ profile, rep, seat }, context)?.breach.message;
  if (breach !== undefined) return breach;
  const unit = plan?.model.unitOf.get(profile.client.id) ?? -1;
  const home = plan?.model.reps[plan.model.problem.home[unit] ?? -1];
  return home === rep ? plan?.released.get(unit) : "its family stays together";
}
