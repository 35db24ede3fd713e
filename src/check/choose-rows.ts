import type { AssignmentRow, Assignments } from "../domain/assignments.ts";
import type { ClientId } from "../domain/ids.ts";
import type { ClientProfile } from "../domain/profile.ts";
import { type Seat, seats } from "../domain/rep.ts";
import { firstBreach } from "../rules/catalogue.ts";
import { presentOwnerId } from "../rules/owner.ts";
import type { RuleContext } from "../rules/rule.ts";

/** Which of a client's rows a fix keeps, where there is more than one to choose from or the only one is damaged. */
export interface RowChoice {
  readonly clientId: ClientId;
  readonly kept: AssignmentRow;
  /** The lines of the others. */
  readonly leftOut: readonly number[];
  readonly why: "breaks no rule" | "present owner" | "first" | "the same" | "damaged";
}

/**
 * The file as a fix reads it. Of rows that disagree on one client the one that breaks no rule is kept, of several such, or of none, the one
 * with the present owner, else the first. A damaged row whose cells can be read stands for a client who has no other.
 */
export function chooseRows(
  assignments: Assignments,
  profiles: readonly ClientProfile[],
  context: RuleContext,
): { readonly assignments: Assignments; readonly choices: readonly RowChoice[] } {
  const rows = new Map(assignments.rows);
  const choices = profiles.flatMap((profile): RowChoice[] => {
    const { id } = profile.client;
    const first = assignments.rows.get(id);
    const repeated = assignments.repeated.get(id) ?? [];
    const damaged = first ? undefined : assignments.damaged.get(id)?.row;
    if (damaged) return [{ clientId: id, kept: damaged, leftOut: [], why: "damaged" }];
    if (!first || repeated.length === 0) return [];
    const all = [first, ...repeated];
    const { kept, why } = choose(all, profile, context);
    return [{ clientId: id, kept, leftOut: all.filter((row) => row !== kept).map(({ line }) => line), why }];
  });
  for (const { clientId, kept } of choices) rows.set(clientId, kept);
  return { assignments: { ...assignments, rows }, choices };
}

function choose(
  all: readonly AssignmentRow[],
  profile: ClientProfile,
  context: RuleContext,
): Pick<RowChoice, "kept" | "why"> {
  const first = all[0] as AssignmentRow;
  if (all.every((row) => sameReps(row, first))) return { kept: first, why: "the same" };
  const clean = all.filter((row) => breaksNothing(row, profile, context));
  const some = clean.length > 0 ? clean : all;
  if (some.length === 1) return { kept: some[0] as AssignmentRow, why: "breaks no rule" };
  const isOwners = (row: AssignmentRow, seat: Seat) => {
    const repId = row.seats[seat]?.repId;
    return repId !== undefined && repId === presentOwnerId(profile.client, seat);
  };
  const owned = some.find((row) => isOwners(row, row.seats.seller ? "seller" : "desk"));
  return owned ? { kept: owned, why: "present owner" } : { kept: some[0] as AssignmentRow, why: "first" };
}

function sameReps(one: AssignmentRow, other: AssignmentRow): boolean {
  return seats.every((seat) => {
    const [a, b] = [one.seats[seat], other.seats[seat]];
    return a?.repId === b?.repId && a?.written === b?.written;
  });
}

function breaksNothing(row: AssignmentRow, profile: ClientProfile, context: RuleContext): boolean {
  return seats.every((seat) => {
    const cell = row.seats[seat];
    if (!cell) return true;
    const rep = cell.repId === undefined ? undefined : context.reps.get(cell.repId);
    if (!rep) return cell.empty && profile.coverage.hours[seat] === undefined;
    return firstBreach({ profile, rep, seat }, context) === undefined;
  });
}
