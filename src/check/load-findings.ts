import type { Finding } from "../domain/finding.ts";
import type { ClientId } from "../domain/ids.ts";
import { budgetOverruns, capOverruns, chosenMoves } from "../planning/overruns.ts";
import { moveBudgetRevenue } from "../rules/move-budget-exceeded.ts";
import { tooManyConsultativeOnLevel } from "../rules/too-many-consultative-on-level.ts";
import { givingAway } from "./giving-away.ts";
import { Room } from "./room.ts";
import { type CheckedSeat, type CheckSubject, cellOf, consultativeOnly, firstCellOf, otherSeat } from "./subject.ts";
import { amount, amountOf, listText } from "./words.ts";

/** What a rep's whole book, or the whole plan, breaks: caps and budgets. */
export function loadFindings(subject: CheckSubject): Finding[] {
  return subject.seats.flatMap((seat) => [...caps(subject, seat), ...budgets(subject, seat)]);
}

function caps(subject: CheckSubject, seat: CheckedSeat): Finding[] {
  const overruns = capOverruns(seat.model, seat.holders);
  if (overruns.length === 0) return [];
  const room = new Room(seat, otherSeat(subject, seat));
  return overruns.map(({ rule, rep, use, most }) => ({
    code: rule.code,
    name: rule.name,
    severity: rule.severity,
    message: `${rep.name} (${rep.id}) has ${amountOf(use, rule.unit)} as ${seat.seat}, at most ${amount(most)}`,
    remedy: givingAway(subject, seat, { rule, rep, use, most }, room),
    place: firstCellOf(subject, seat, rep.id, rule === tooManyConsultativeOnLevel ? consultativeOnly(seat) : undefined),
    related: [{ place: rep.place, message: rep.name }],
    repId: rep.id,
  }));
}

function budgets(subject: CheckSubject, seat: CheckedSeat): Finding[] {
  const { model, holders } = seat;
  const moved = chosenMoves(model, holders);
  const [first] = moved.map((id) => cellOf(subject, id, seat.seat)).sort((a, b) => a.line - b.line);
  return budgetOverruns(model, holders).map(({ name, spent, limit }) => ({
    code: moveBudgetRevenue.code,
    name: moveBudgetRevenue.name,
    severity: moveBudgetRevenue.severity,
    message:
      name === "revenue"
        ? `chosen moves touch revenue of ${amount(spent / 100)}, the budget is ${amount(limit / 100)} (${amountOf(moved.length, "clients")} moved by choice)`
        : `${amountOf(spent, "clients")} ${amount(spent) === "1" ? "is" : "are"} moved by choice, the budget is ${amount(limit)}`,
    remedy: `leave ${worthMost(seat, moved, name, spent - limit)}; or raise limits.move_budget`,
    place: first ?? subject.assignments.headerPlace,
  }));
}

/** Chosen moves whose relationship is worth most to keep: as many as bring the plan back within the budget. */
function worthMost({ model }: CheckedSeat, moved: readonly ClientId[], measure: string, over: number): string {
  const rule = model.budgets.find((budget) => budget.measure === measure);
  const clients = moved
    .flatMap((id) => {
      const unit = model.unitOf.get(id) ?? -1;
      const profile = model.units[unit]?.members.find(({ client }) => client.id === id);
      const owner = model.reps[model.problem.home[unit] ?? -1];
      return profile && owner && rule ? [{ profile, owner, use: rule.use(profile) }] : [];
    })
    .sort(
      (a, b) =>
        b.use - a.use ||
        b.profile.signals.revenue12m - a.profile.signals.revenue12m ||
        (a.profile.client.id < b.profile.client.id ? -1 : 1),
    );
  let open = over;
  const kept = clients.filter(({ use }) => {
    const wanted = open > 0;
    open -= use;
    return wanted;
  });
  const owners = kept.map(({ profile, owner }) => `${profile.client.id} (${owner.name}, ${owner.id})`);
  return `with ${kept.length === 1 ? "its owner" : "their owners"} ${listText(owners)}`;
}
