import type { ClientProfile } from "../domain/profile.ts";
import { knownOwnerId } from "./owner.ts";
import type { AverageBooks, CostRule } from "./rule.ts";

/**
 * What the relationship with a client is worth, as a share of an average book: the mean of its share of the revenue and of its share
 * of the clients, since a client that buys little now is a relationship too.
 */
export function relationshipValue(profile: ClientProfile, books: AverageBooks): number {
  const revenue = books.revenue > 0 ? Math.max(0, profile.signals.revenue12m) / books.revenue : 0;
  return (revenue + 1 / Math.max(1, books.clients)) / 2;
}

export const clientMovedWithoutNeed: CostRule = {
  code: "EB406",
  name: "client-moved-without-need",
  kind: "cost",
  severity: "warning",
  term: "continuity",
  what: "A client stays with a rep who may keep it, unless moving it mends more than the relationship is worth.",
  why: "A change of rep costs 13-18% of the client's yearly sales (Journal of Marketing 81(2), 2017).",
  wrong: "A client moved between two reps who both are within the tolerance.",
  right: "The client with its owner.",
  options: ["aims.continuity"],
  seats: ["seller", "desk"],
  weight: (config) => config.aims.continuity,
  cost: ({ profile, rep, seat }, books, context) => {
    const ownerId = knownOwnerId(profile.client, seat, context);
    return ownerId === undefined || ownerId === rep.id ? 0 : relationshipValue(profile, books);
  },
};
