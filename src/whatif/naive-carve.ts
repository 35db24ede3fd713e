import { mayServeSeat } from "../coverage/availability.ts";
import type { ClientId, RepId } from "../domain/ids.ts";
import type { Assignment } from "../domain/plan.ts";
import type { ClientProfile } from "../domain/profile.ts";
import type { Rep } from "../domain/rep.ts";
import { isHeld } from "../rules/held-by.ts";
import { knownOwnerId } from "../rules/owner.ts";
import type { RuleContext } from "../rules/rule.ts";
import { includesWord } from "../rules/same-word.ts";

/**
 * How a territory is usually carved for somebody who joins, for comparison: the newcomer gets an even number of the clients of its regions.
 * Clients without a seller come first; then the colleague with the most clients gives one, and the next, each time the one that brings the
 * least revenue for the hours it takes. Locks and holdovers are kept; labels, complexity and levels play no part. All else stays as it is.
 * @param present who serves whom now.
 * @returns the present with the seller seats that were handed over.
 */
export function naiveCarve(
  profiles: readonly ClientProfile[],
  present: Assignment,
  newcomers: readonly Rep[],
  context: RuleContext,
): Assignment {
  const seller = new Map<ClientId, RepId>();
  for (const { client } of profiles) {
    const owner = context.reps.get(knownOwnerId(client, "seller", context) ?? ("" as RepId));
    if (owner && mayServeSeat(owner, "seller", context.quarter)) seller.set(client.id, owner.id);
  }
  for (const rep of newcomers)
    if (mayServeSeat(rep, "seller", context.quarter)) carveFor(rep, profiles, seller, context);
  return new Map(
    profiles.map(({ client }) => {
      const id = seller.get(client.id);
      const { seller: _, ...rest } = present.get(client.id) ?? {};
      return [client.id, id === undefined ? rest : { ...rest, seller: id }];
    }),
  );
}

function carveFor(
  rep: Rep,
  profiles: readonly ClientProfile[],
  seller: Map<ClientId, RepId>,
  context: RuleContext,
): void {
  const hardestFirst = profiles
    .filter((profile) => profile.coverage.hours.seller !== undefined && isInReach(profile, rep, context))
    .sort((a, b) => revenuePerHour(a) - revenuePerHour(b) || (a.client.id < b.client.id ? -1 : 1));
  const books = new Map<RepId, ClientProfile[]>();
  for (const profile of hardestFirst) {
    const id = seller.get(profile.client.id);
    if (id !== undefined) books.set(id, [...(books.get(id) ?? []), profile]);
  }
  books.delete(rep.id);
  let open = Math.floor(hardestFirst.length / (books.size + 1));
  const hand = ({ client }: ClientProfile) => {
    seller.set(client.id, rep.id);
    open -= 1;
  };
  for (const profile of hardestFirst) if (open > 0 && !seller.has(profile.client.id)) hand(profile);
  const givers = [...books].map(([id, clients]) => ({
    id,
    size: clients.length,
    gives: clients.filter(({ client }) => !isHeld(client, context)),
  }));
  while (open > 0) {
    givers.sort((a, b) => b.size - a.size || (a.id < b.id ? -1 : 1));
    const giver = givers.find(({ gives }) => gives.length > 0);
    const given = giver?.gives.shift();
    if (!giver || !given) return;
    giver.size -= 1;
    hand(given);
  }
}

function isInReach({ client }: ClientProfile, rep: Rep, { regionsComparable }: RuleContext): boolean {
  if (!regionsComparable || rep.regions.length === 0 || client.region === undefined) return true;
  return includesWord(rep.regions, client.region);
}

/** Cents an hour in the seller seat. */
function revenuePerHour({ signals, coverage }: ClientProfile): number {
  return signals.revenue12m / Math.max(0.01, coverage.hours.seller ?? 0);
}
