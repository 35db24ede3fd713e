import type { Finding } from "../domain/finding.ts";
import type { ClientId } from "../domain/ids.ts";
import type { Rep } from "../domain/rep.ts";
import { type BudgetOverrun, budgetOverruns, chosenMoves, ROUNDING } from "../planning/overruns.ts";
import type { Unit } from "../planning/units.ts";
import { moveBudgetRevenue } from "../rules/move-budget-exceeded.ts";
import type { BudgetRule } from "../rules/rule.ts";
import { Room } from "./room.ts";
import { type CheckedSeat, type CheckSubject, cellOf, otherSeat } from "./subject.ts";
import { amount, amountOf, listText } from "./words.ts";

/** Edited cells that a finding points at beside its own, and moves that its remedy names. */
const MOST_RELATED = 3;
const MOST_NAMED = 10;

/** A unit that moved by choice. */
interface ChosenMove {
  readonly unit: Unit;
  readonly ids: readonly ClientId[];
  readonly home: number;
  /** Somebody changed it since the plan was made: the plan kept it with its owner. */
  readonly edited: boolean;
}

/** Budgets for chosen moves that the file passes, at the rows that were edited after the plan was made where the file tells them. */
export function budgetFindings(subject: CheckSubject, seat: CheckedSeat): Finding[] {
  const overruns = budgetOverruns(seat.model, seat.holders);
  if (overruns.length === 0) return [];
  const moves = movesOf(subject, seat);
  const placesOf = (some: readonly ChosenMove[]) =>
    some
      .flatMap(({ ids }) => ids.map((id) => cellOf(subject, id, seat.seat)))
      .sort((a, b) => a.line - b.line || a.column - b.column);
  const edited = moves.filter((move) => move.edited);
  const [first, ...others] = placesOf(edited.length > 0 ? edited : moves);
  const related = edited.length > 0 ? others.slice(0, MOST_RELATED) : [];
  return overruns.map((overrun) => ({
    code: moveBudgetRevenue.code,
    name: moveBudgetRevenue.name,
    severity: moveBudgetRevenue.severity,
    message: messageOf(overrun, moves),
    remedy: `${remedyOf(subject, seat, moves, overrun)}; or raise limits.move_budget`,
    place: first ?? subject.assignments.headerPlace,
    ...(related.length > 0 && {
      related: related.map((place) => ({ place, message: "edited since the plan was made" })),
    }),
  }));
}

function movesOf({ assignments }: CheckSubject, { model, holders }: CheckedSeat): ChosenMove[] {
  const byUnit = new Map<number, ClientId[]>();
  for (const id of chosenMoves(model, holders)) {
    const unit = model.unitOf.get(id) as number;
    byUnit.set(unit, [...(byUnit.get(unit) ?? []), id]);
  }
  return [...byUnit].map(([at, ids]) => ({
    unit: model.units[at] as Unit,
    ids,
    home: model.problem.home[at] as number,
    edited: ids.some((id) => assignments.rows.get(id)?.edited === true),
  }));
}

function messageOf({ name, spent, limit }: BudgetOverrun, moves: readonly ChosenMove[]): string {
  const count = moves.reduce((sum, { ids }) => sum + ids.length, 0);
  const edits = moves.filter(({ edited }) => edited).reduce((sum, { ids }) => sum + ids.length, 0);
  const edited = edits > 0 ? `, ${edits} of them edited since the plan was made` : "";
  return name === "revenue"
    ? `chosen moves touch revenue of ${amount(spent / 100)}, the budget is ${amount(limit / 100)} (${amountOf(count, "clients")} moved by choice${edited})`
    : `${amountOf(spent, "clients")} ${amount(spent) === "1" ? "is" : "are"} moved by choice${edited}, the budget is ${amount(limit)}`;
}

/**
 * The moves to take back, so that the plan is within the budget again: edited rows before the plan's own moves, only where the owner has
 * room, and of those the fewest.
 */
function remedyOf(subject: CheckSubject, seat: CheckedSeat, moves: readonly ChosenMove[], overrun: BudgetOverrun) {
  const { model } = seat;
  const rule = model.budgets.find(({ measure }) => measure === overrun.name) as BudgetRule;
  const room = new Room(seat, otherSeat(subject, seat));
  let open = overrun.spent - overrun.limit;
  const back: ChosenMove[] = [];
  for (const group of [moves.filter(({ edited }) => edited), moves.filter(({ edited }) => !edited)]) {
    let left = group.map((move) => ({ move, use: useOf(rule, move), worth: worthOf(move) }));
    while (open > ROUNDING) {
      left = left.filter(({ move, use }) => use > 0 && room.has(move.home, move.unit.members, "caps"));
      left.sort((a, b) => b.use - a.use || b.worth - a.worth || (firstId(a.move) < firstId(b.move) ? -1 : 1));
      const enough = left.filter(({ use }) => use >= open - ROUNDING);
      // Where one would do, the one that would do least beyond it; between equals the one whose relationship is worth most.
      const least = enough.at(-1)?.use;
      const next = enough.find(({ use }) => use === least) ?? left[0];
      if (!next) break;
      back.push(next.move);
      room.take(next.move.home, next.move.unit.members);
      open -= next.use;
      left = left.filter((one) => one !== next);
    }
  }
  if (back.length === 0) return "no owner of a moved client has room to keep it";
  const owners = back.map((move) => {
    const { name, id } = model.reps[move.home] as Rep;
    return `${[...move.ids].sort().join(" + ")} (${name}, ${id})`;
  });
  const one = back.length === 1 && back[0]?.ids.length === 1;
  const rest = open > ROUNDING ? "; for the rest the owners have no room" : "";
  return `leave with ${one ? "its owner" : "their owners"} ${listText(owners, MOST_NAMED)}${rest}`;
}

function useOf(rule: BudgetRule, { unit, ids }: ChosenMove): number {
  return unit.members
    .filter(({ client }) => ids.includes(client.id))
    .reduce((sum, profile) => sum + rule.use(profile), 0);
}

function worthOf({ unit }: ChosenMove): number {
  return unit.members.reduce((sum, { signals }) => sum + signals.revenue12m, 0);
}

function firstId({ ids }: ChosenMove): ClientId {
  return ids[0] as ClientId;
}
