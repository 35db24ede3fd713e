import type { Finding } from "../domain/finding.ts";
import type { ClientId } from "../domain/ids.ts";
import { headOf } from "../domain/make-finding.ts";
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
  const remedy = remedyOf(subject, seat, moves, overruns);
  return overruns.map((overrun) => ({
    ...headOf(moveBudgetRevenue),
    message: messageOf(overrun, moves),
    remedy: `${remedy}; or raise limits.move_budget`,
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
 * The moves to take back, so that the plan is within all budgets again: edited rows before the plan's own moves, only where the owner has
 * room, and of those the fewest.
 */
function remedyOf(
  subject: CheckSubject,
  seat: CheckedSeat,
  moves: readonly ChosenMove[],
  overruns: readonly BudgetOverrun[],
): string {
  const { model } = seat;
  const room = new Room(seat, otherSeat(subject, seat));
  const open = overruns.map(({ name, spent, limit }) => ({
    rule: model.budgets.find(({ measure }) => measure === name) as BudgetRule,
    over: spent - limit,
  }));
  const back: ChosenMove[] = [];
  for (const group of [moves.filter(({ edited }) => edited), moves.filter(({ edited }) => !edited)]) {
    let left = group;
    for (;;) {
      const worst = open.find(({ over }) => over > ROUNDING);
      left = left.filter((move) => !back.includes(move) && room.has(move.home, move.unit.members, "caps"));
      const next = worst && fewest(left, worst.rule, worst.over);
      if (!next) break;
      back.push(next);
      room.take(next.home, next.unit.members);
      for (const one of open) one.over -= useOf(one.rule, next);
    }
  }
  if (back.length === 0) return "no owner of a moved client has room to keep it";
  const owners = back.map((move) => {
    const { name, id } = model.reps[move.home] as Rep;
    return `${[...move.ids].sort().join(" + ")} (${name}, ${id})`;
  });
  const one = back.length === 1 && back[0]?.ids.length === 1;
  const rest = open.some(({ over }) => over > ROUNDING) ? "; for the rest the owners have no room" : "";
  return `leave with ${one ? "its owner" : "their owners"} ${listText(owners, MOST_NAMED)}${rest}`;
}

/** Where one move would do, that which does least beyond it, else that which does most; between equals the relationship worth most. */
function fewest(moves: readonly ChosenMove[], rule: BudgetRule, over: number): ChosenMove | undefined {
  const sorted = moves
    .map((move) => ({ move, use: useOf(rule, move), worth: worthOf(move) }))
    .filter(({ use }) => use > 0)
    .sort((a, b) => b.use - a.use || b.worth - a.worth || (firstId(a.move) < firstId(b.move) ? -1 : 1));
  const enough = sorted.filter(({ use }) => use >= over - ROUNDING);
  const least = enough.at(-1)?.use;
  return (enough.find(({ use }) => use === least) ?? sorted[0])?.move;
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
