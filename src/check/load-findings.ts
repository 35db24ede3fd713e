import type { Finding } from "../domain/finding.ts";
import { headOf } from "../domain/make-finding.ts";
import { capOverruns } from "../planning/overruns.ts";
import { budgetFindings } from "./budget-findings.ts";
import { givingAway } from "./giving-away.ts";
import { Room } from "./room.ts";
import { type CheckedSeat, type CheckSubject, firstCellOf, otherSeat, usersOf } from "./subject.ts";
import { amount, amountOf } from "./words.ts";

/** What a rep's whole book, or the whole plan, breaks: caps and budgets. */
export function loadFindings(subject: CheckSubject): Finding[] {
  return subject.seats.flatMap((seat) => [...caps(subject, seat), ...budgetFindings(subject, seat)]);
}

function caps(subject: CheckSubject, seat: CheckedSeat): Finding[] {
  const overruns = capOverruns(seat.model, seat.holders);
  if (overruns.length === 0) return [];
  const room = new Room(seat, otherSeat(subject, seat));
  return overruns.map(({ rule, rep, use, most }) => ({
    ...headOf(rule),
    message: `${rep.name} (${rep.id}) has ${amountOf(use, rule.unit)} as ${seat.seat}, at most ${amount(most)}`,
    remedy: givingAway(subject, seat, { rule, rep, use, most }, room),
    place: firstCellOf(subject, seat, rep.id, rule.hard ? usersOf(rule, seat) : undefined),
    related: [{ place: rep.place, message: rep.name }],
    repId: rep.id,
  }));
}
