import type { Client } from "../domain/client.ts";
import type { Finding } from "../domain/finding.ts";
import { holderId, isHeld, namedHolderId } from "./held-by.ts";
import { absenceWords } from "./inactive-rep.ts";
import type { RuleCard, RuleContext } from "./rule.ts";

export const lockWithoutOwner: RuleCard = {
  code: "EB501",
  name: "lock-without-owner",
  severity: "warning",
  what: "A locked or held client has an owner who is in the reps table and may be a seller in the quarter.",
  why: "A lock to somebody who is gone, leaves or is no seller holds nothing; whoever set it believes that it does.",
  wrong: "`lock` true and `owner_id` R9, who is not in reps.csv.",
  right: "The lock taken off, or the client given an owner.",
  options: [],
};

/** Locks and holdovers that hold nothing. */
export function lockedToNobody(client: Client, context: RuleContext): Finding | undefined {
  if (!isHeld(client, context) || holderId(client, context) !== undefined) return undefined;
  return {
    code: lockWithoutOwner.code,
    name: lockWithoutOwner.name,
    severity: lockWithoutOwner.severity,
    message: `${client.name} (${client.id}) is held with ${whyNotHeld(client, context)}`,
    remedy: "take the lock or holdover off, or give the client an owner",
    place: client.holdPlace ?? client.place,
    clientId: client.id,
  };
}

function whyNotHeld(client: Client, { reps, quarter }: RuleContext): string {
  const ownerId = namedHolderId(client);
  const owner = ownerId === undefined ? undefined : reps.get(ownerId);
  if (!owner) return `${ownerId ?? "nobody"}, who is not in the reps table`;
  return `${owner.name}, who ${absenceWords(owner, quarter) ?? `has the role ${owner.role}`}`;
}
