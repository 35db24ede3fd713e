import { mayServeSeat } from "../coverage/availability.ts";
import type { RepId } from "../domain/ids.ts";
import type { ClientProfile } from "../domain/profile.ts";
import type { Rep } from "../domain/rep.ts";
import { firstBreach } from "../rules/catalogue.ts";
import type { RuleContext } from "../rules/rule.ts";
import type { Holders } from "./overruns.ts";
import { repTieKey } from "./tie-key.ts";

/**
 * One desk specialist for each seller, so that a seller's clients are not spread over many desks: the sellers with the most routine
 * hours choose first, each the specialist who may serve most of its clients and is least filled by then. A preference only: the
 * desk model pays a little for leaving it.
 * @param hoursLeft what the seller seat has left of a rep's hours.
 */
export function preferredDesks(
  profiles: readonly ClientProfile[],
  sellers: Holders,
  reps: readonly Rep[],
  hoursLeft: (rep: Rep) => number,
  context: RuleContext,
): ReadonlyMap<RepId, RepId> {
  const keys = new Map(reps.map((rep) => [rep.id, repTieKey(rep, context)]));
  const key = (id: RepId) => keys.get(id) ?? 0;
  const desks = reps
    .filter((rep) => mayServeSeat(rep, "desk", context.quarter))
    .map((rep) => ({ rep, hours: hoursLeft(rep), filled: 0 }))
    .filter(({ hours }) => hours > 0);
  const books = [...booksBySeller(profiles, sellers)]
    .map(([seller, book]) => ({ seller, book, hours: deskHours(book) }))
    .sort((one, other) => other.hours - one.hours || key(one.seller) - key(other.seller));
  const preferred = new Map<RepId, RepId>();
  for (const { seller, book, hours } of books) {
    const [best] = desks
      .map((desk) => ({ desk, servable: servable(book, desk.rep, context), fill: desk.filled / desk.hours }))
      .sort((a, b) => b.servable - a.servable || a.fill - b.fill || key(a.desk.rep.id) - key(b.desk.rep.id));
    if (!best) continue;
    preferred.set(seller, best.desk.rep.id);
    best.desk.filled += hours;
  }
  return preferred;
}

function booksBySeller(profiles: readonly ClientProfile[], sellers: Holders): Map<RepId, ClientProfile[]> {
  const books = new Map<RepId, ClientProfile[]>();
  for (const profile of profiles) {
    const seller = sellers.get(profile.client.id);
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
