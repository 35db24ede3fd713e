import { mayServeSeat } from "../coverage/availability.ts";
import type { Client } from "../domain/client.ts";
import type { RepId } from "../domain/ids.ts";
import { knownOwnerId } from "./owner.ts";
import type { RuleContext } from "./rule.ts";

/** Whether a lock, or a holdover that lasts until the plan takes effect or longer, is to keep the client with its seller. */
export function isHeld(client: Client, { quarter }: RuleContext): boolean {
  return client.locked || isHeldOver(client, quarter.effectiveDay);
}

export function isHeldOver(client: Client, firstDay: number): boolean {
  return client.holdUntil !== undefined && client.holdUntil >= firstDay;
}

/** The seller whom a lock or holdover holds the client with; nobody when the owner may hold no client in that seat at all. */
export function holderId(client: Client, context: RuleContext): RepId | undefined {
  const ownerId = knownOwnerId(client, "seller", context);
  const owner = ownerId === undefined ? undefined : context.reps.get(ownerId);
  return owner && mayServeSeat(owner, "seller", context.quarter) ? owner.id : undefined;
}
