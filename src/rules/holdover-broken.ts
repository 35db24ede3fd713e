import { formatDay } from "../calendar/days.ts";
import { holderId, isHeldOver } from "./held-by.ts";
import type { PairRule } from "./rule.ts";

export const holdoverBroken: PairRule = {
  code: "EB209",
  name: "holdover-broken",
  kind: "must",
  severity: "error",
  what: "A client held over until a day within the quarter, or later, stays with its seller.",
  why: "An exception that does not hold is worse than none; one that is narrow and dated keeps the plan real.",
  wrong: "Client with `hold_until` 2026-12-31 moved in the plan of 2026Q4.",
  right: "The owner as seller until the day has passed.",
  options: [],
  forbids: ({ profile, rep, seat }, context) => {
    const { client } = profile;
    if (seat !== "seller" || client.holdUntil === undefined || !isHeldOver(client, context.quarter.effectiveDay))
      return undefined;
    const ownerId = holderId(client, context);
    if (ownerId === undefined || ownerId === rep.id) return undefined;
    const reason = client.holdReason === undefined ? "" : ` (${client.holdReason})`;
    const owner = context.reps.get(ownerId)?.name ?? ownerId;
    return {
      message: `client stays with ${owner} until ${formatDay(client.holdUntil)}${reason}`,
      related: client.holdPlace ?? client.place,
    };
  },
};
