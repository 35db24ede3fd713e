import type { Assignments } from "../domain/assignments.ts";
import type { ClientId, RepId } from "../domain/ids.ts";
import type { Place } from "../domain/place.ts";
import type { ClientProfile } from "../domain/profile.ts";
import type { Rep, Seat } from "../domain/rep.ts";
import { afterSellers } from "../planning/make-plan.ts";
import type { Holders } from "../planning/overruns.ts";
import { presentAssignment } from "../planning/present.ts";
import { buildSeatModel, type SeatModel } from "../planning/seat-model.ts";
import type { CapRule, RuleContext } from "../rules/rule.ts";
import { listsChangesOnly } from "./changes-only.ts";

/** Somebody's assignment beside the solver's own model of each seat. */
export interface CheckSubject {
  readonly assignments: Assignments;
  readonly profiles: readonly ClientProfile[];
  readonly context: RuleContext;
  /** The file lists only clients who change hands: the others stay with their owners. */
  readonly isChangesOnly: boolean;
  /** Of the seats that the file has a column for. */
  readonly seats: readonly CheckedSeat[];
}

export interface CheckedSeat {
  readonly seat: Seat;
  readonly model: SeatModel;
  readonly holders: Holders;
}

export function checkSubject(
  assignments: Assignments,
  profiles: readonly ClientProfile[],
  reps: readonly Rep[],
  context: RuleContext,
): CheckSubject {
  const isChangesOnly = listsChangesOnly(assignments, profiles, context);
  const present = isChangesOnly ? presentAssignment(profiles, context) : undefined;
  const holders = (seat: Seat): Holders => {
    const held = new Map<ClientId, RepId>();
    for (const { client } of profiles) {
      const row = assignments.rows.get(client.id);
      const repId = row ? row.seats[seat]?.repId : present?.get(client.id)?.[seat];
      if (repId !== undefined) held.set(client.id, repId);
    }
    return held;
  };
  const before = afterSellers(profiles, holders("seller"), reps, context);
  const seats = assignments.seats.map(
    (seat): CheckedSeat => ({
      seat,
      holders: holders(seat),
      model: buildSeatModel(profiles, seat, reps, context, ...(seat === "desk" ? [before] : [])),
    }),
  );
  return { assignments, profiles, context, isChangesOnly, seats };
}

/** The cell that gives the client a rep in the seat; the header when the file has no such row. */
export function cellOf({ assignments }: CheckSubject, clientId: ClientId, seat: Seat): Place {
  const row = assignments.rows.get(clientId);
  const at = row?.seats[seat] ?? row;
  if (!at) return assignments.headerPlace;
  const endColumn = "endColumn" in at ? at.endColumn : undefined;
  return {
    file: assignments.file,
    line: at.line,
    column: at.column,
    ...(endColumn === undefined ? {} : { endColumn }),
  };
}

/** The file's other seat, where it has a column for it. */
export function otherSeat({ seats }: CheckSubject, { seat }: CheckedSeat): CheckedSeat | undefined {
  return seats.find((other) => other.seat !== seat);
}

/**
 * The first cell of the file, by line, that names the rep in the seat: of the clients that count if any does, of those edited since the plan
 * was made if any was; the header when none names the rep.
 */
export function firstCellOf(
  subject: CheckSubject,
  seat: CheckedSeat,
  repId: RepId,
  counts?: (clientId: ClientId) => boolean,
): Place {
  let first: Place | undefined;
  let firstEdited: Place | undefined;
  for (const [clientId, holder] of seat.holders) {
    if (holder !== repId || counts?.(clientId) === false || !subject.assignments.rows.has(clientId)) continue;
    const place = cellOf(subject, clientId, seat.seat);
    if (!first || place.line < first.line) first = place;
    const edited = seat.seat === "seller" && subject.assignments.rows.get(clientId)?.edited === true;
    if (edited && (!firstEdited || place.line < firstEdited.line)) firstEdited = place;
  }
  if (!first && counts) return firstCellOf(subject, seat, repId);
  return firstEdited ?? first ?? subject.assignments.headerPlace;
}

/** For `firstCellOf`: the clients that use a cap. */
export function usersOf(rule: CapRule, { model }: CheckedSeat): (clientId: ClientId) => boolean {
  return (clientId) => {
    const profile = model.units[model.unitOf.get(clientId) ?? -1]?.members.find(({ client }) => client.id === clientId);
    return profile !== undefined && rule.use(profile, model.seat, model.context) > 0;
  };
}

/** For `firstCellOf`: the clients labelled consultative. */
export function consultativeOnly({ model }: CheckedSeat): (clientId: ClientId) => boolean {
  return (clientId) => {
    const unit = model.units[model.unitOf.get(clientId) ?? -1];
    return unit?.members.find(({ client }) => client.id === clientId)?.label.name === "consultative";
  };
}
