import type { Client } from "../domain/client.ts";
import type { RepId } from "../domain/ids.ts";
import type { Seat } from "../domain/rep.ts";
import type { RuleContext } from "./rule.ts";

/** Who has the client in the seat now, whether or not that rep is still in the reps table. */
export function presentOwnerId(client: Client, seat: Seat): RepId | undefined {
  return seat === "seller" ? client.ownerId : client.deskId;
}

/** The present owner's id when the reps table has that rep. */
export function knownOwnerId(client: Client, seat: Seat, context: RuleContext): RepId | undefined {
  const ownerId = presentOwnerId(client, seat);
  return ownerId !== undefined && context.reps.has(ownerId) ? ownerId : undefined;
}
