import type { RepId } from "../domain/ids.ts";
import type { Assignment } from "../domain/plan.ts";
import type { ClientProfile } from "../domain/profile.ts";
import type { Rep } from "../domain/rep.ts";
import { firstBreach } from "../rules/catalogue.ts";
import type { RuleContext } from "../rules/rule.ts";
import { repTieKey } from "./tie-key.ts";

/**
 * One desk specialist for each seller, so that a seller's clients are not spread over many desks: the sellers with the most routine
 * hours choose first, each the specialist who may serve most of its clients and is least filled by then. A preference only: the
 * desk model pays a little for leaving it.
 */
export function preferredDesks(
  profiles: readonly ClientProfile[],
  sellers: Assignment,
  reps: readonly Rep[],
  context: RuleContext,
): ReadonlyMap<RepId, RepId> {
  const key = (id: RepId) => repTieKey(context.reps.get(id) as Rep, context);
  const desks = reps.filter((rep) => rep.role !== "seller" && (context.capacityHours.get(rep.id) ?? 0) > 0);
  const books = [...booksBySeller(profiles, sellers)].sort(
    ([a, one], [b, other]) => deskHours(other) - deskHours(one) || key(a) - key(b),
  );
  const filled = new Map<RepId, number>();
  const preferred = new Map<RepId, RepId>();
  for (const [seller, book] of books) {
    const best = [...desks].sort(
      (a, b) =>
        servable(book, b, context) - servable(book, a, context) ||
        fill(a, filled, context) - fill(b, filled, context) ||
        key(a.id) - key(b.id),
    )[0];
    if (!best) continue;
    preferred.set(seller, best.id);
    filled.set(best.id, (filled.get(best.id) ?? 0) + deskHours(book));
  }
  return preferred;
}

function booksBySeller(profiles: readonly ClientProfile[], sellers: Assignment): Map<RepId, ClientProfile[]> {
  const books = new Map<RepId, ClientProfile[]>();
  for (const profile of profiles) {
    const seller = sellers.get(profile.client.id)?.seller;
    if (seller === undefined || profile.coverage.hours.desk === undefined) continue;
    const book = books.get(seller);
    if (book) book.push(profile);
    else books.set(seller, [profile]);
  }
  return books;
}

function deskHours(book: readonly ClientProfile[]): number {
  return Math.round(book.reduce((total, profile) => total + (profile.coverage.hours.desk ?? 0), 0) * 100) / 100;
}

function servable(book: readonly ClientProfile[], rep: Rep, context: RuleContext): number {
  return book.filter((profile) => !firstBreach({ profile, rep, seat: "desk" }, context)).length;
}

function fill(rep: Rep, filled: ReadonlyMap<RepId, number>, context: RuleContext): number {
  return (filled.get(rep.id) ?? 0) / (context.capacityHours.get(rep.id) ?? 1);
}
