import { holderId } from "./held-by.ts";
import type { PairRule } from "./rule.ts";

export const lockedClientMoved: PairRule = {
  code: "EB208",
  name: "locked-client-moved",
  kind: "must",
  severity: "error",
  what: "A locked client stays with its seller.",
  why: "A lock is a promise that somebody made to the client.",
  wrong: "Client with `lock` true whose `seller_id` differs from its `owner_id`.",
  right: "The owner as seller (or whom the lock in overrides.csv names), or the lock taken off.",
  options: [],
  forbids: ({ profile, rep, seat }, context) => {
    const { client } = profile;
    if (seat !== "seller" || !client.locked) return undefined;
    const ownerId = holderId(client, context);
    if (ownerId === undefined || ownerId === rep.id) return undefined;
    const reason = client.holdReason === undefined ? "" : ` (${client.holdReason})`;
    return {
      message: `client is locked to ${context.reps.get(ownerId)?.name ?? ownerId}${reason}`,
      related: client.holdPlace ?? client.place,
    };
  },
};
