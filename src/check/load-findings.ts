import type { Finding } from "../domain/finding.ts";
import { budgetOverruns, capOverruns, capUses, chosenMoves } from "../planning/overruns.ts";
import { moveBudgetRevenue } from "../rules/move-budget-exceeded.ts";
import type { CapRule } from "../rules/rule.ts";
import { type CheckedSeat, type CheckSubject, cellOf, firstCellOf } from "./subject.ts";

/** What a rep's whole book, or the whole plan, breaks: caps and budgets. */
export function loadFindings(subject: CheckSubject): Finding[] {
  return subject.seats.flatMap((seat) => [...caps(subject, seat), ...budgets(subject, seat)]);
}

function caps(subject: CheckSubject, seat: CheckedSeat): Finding[] {
  const rooms = new Map<CapRule, string>();
  return capOverruns(seat.model, seat.holders).map(({ rule, rep, use, most }) => {
    const room = rooms.get(rule) ?? roomText(seat, rule);
    rooms.set(rule, room);
    return {
      code: rule.code,
      name: rule.name,
      severity: rule.severity,
      message: `${rep.name} (${rep.id}) has ${amount(use)} ${rule.unit} as ${seat.seat}, at most ${amount(most)}`,
      remedy: `give away ${amount(use - most)} ${rule.unit}; ${room}`,
      place: firstCellOf(subject, seat, rep.id),
      related: [{ place: rep.place, message: rep.name }],
      repId: rep.id,
    };
  });
}

/** Who has most room under the cap. */
function roomText({ model, holders }: CheckedSeat, rule: CapRule): string {
  const capacity = model.problem.caps[model.caps.indexOf(rule)]?.capacity;
  const used = capUses(model, rule, holders);
  const room = model.reps
    .map((rep, at) => ({ rep, left: (capacity?.[at] ?? 0) - (used.get(rep.id) ?? 0) }))
    .filter(({ rep, left }) => (rep.role === model.seat || rep.role === "both") && left > 0)
    .sort((a, b) => b.left - a.left || (a.rep.id < b.rep.id ? -1 : 1))
    .slice(0, 3)
    .map(
      ({ rep, left }) =>
        `${rep.name} (${rep.id}) ${Number.isFinite(left) ? `${amount(left)} ${rule.unit}` : "any number"}`,
    );
  return room.length === 0 ? "nobody has room: more reps, or fewer hours a client" : `room: ${room.join(", ")}`;
}

function budgets(subject: CheckSubject, seat: CheckedSeat): Finding[] {
  const moved = chosenMoves(seat.model, seat.holders);
  const [first] = moved.map((id) => cellOf(subject, id, seat.seat)).sort((a, b) => a.line - b.line);
  return budgetOverruns(seat.model, seat.holders).map(({ name, spent, limit }) => ({
    code: moveBudgetRevenue.code,
    name: moveBudgetRevenue.name,
    severity: moveBudgetRevenue.severity,
    message:
      name === "revenue"
        ? `chosen moves touch revenue of ${amount(spent / 100)}, the budget is ${amount(limit / 100)} (${moved.length} clients moved by choice)`
        : `${amount(spent)} clients are moved by choice, the budget is ${amount(limit)}`,
    remedy: "leave with their owner those whose move mends least (EB406 names some), or raise limits.move_budget",
    place: first ?? subject.assignments.headerPlace,
  }));
}

/** One decimal where it matters, no exponent. */
function amount(value: number): string {
  return String(Math.round(value * 10) / 10);
}
