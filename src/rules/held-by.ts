import { mayServeSeat } from "../coverage/availability.ts";
import type { Client } from "../domain/client.ts";
import type { RepId } from "../domain/ids.ts";
import { presentOwnerId } from "./owner.ts";
import type { RuleContext } from "./rule.ts";

/** Whether a lock, or a holdover that lasts until the plan takes effect or longer, is to keep the client with its seller. */
export function isHeld(client: Client, { quarter }: RuleContext): boolean {
  return client.locked || isHeldOver(client, quarter.effectiveDay);
}

export function isHeldOver(client: Client, firstDay: number): boolean {
  return client.holdUntil !== undefined && client.holdUntil >= firstDay;
}

/** Whom a lock or holdover names: a rep of its own, else the present owner; whether or not that rep may be the seller. */
export function namedHolderId(client: Client): RepId | undefined {
  return client.holdWith ?? presentOwnerId(client, "seller");
}

/** The seller whom a lock or holdover holds the client with; nobody when that rep may hold no client in that seat at all. */
export function holderId(client: Client, context: RuleContext): RepId | undefined {
  const named = namedHolderId(client);
  const holder = named === undefined ? undefined : context.reps.get(named);
  return holder && mayServeSeat(holder, "seller", context.quarter) ? holder.id : undefined;
}
