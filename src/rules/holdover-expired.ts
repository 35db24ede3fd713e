import { formatDay } from "../calendar/days.ts";
import type { Client } from "../domain/client.ts";
import type { Finding } from "../domain/finding.ts";
import type { Quarter } from "../domain/quarter.ts";
import type { RuleCard, RuleContext } from "./rule.ts";

export const holdoverExpired: RuleCard = {
  code: "EB210",
  name: "holdover-expired",
  severity: "warning",
  what: "A holdover's date is within the quarter or later.",
  why: "Too many exceptions and the plan stops being real: each is narrow and dated, and ends.",
  wrong: "`hold_until` 2026-08-31 in the plan of 2026Q4.",
  right: "A new date with a reason, or no holdover.",
  options: [],
};

export function expiredHoldover(client: Client, { quarter }: RuleContext): Finding | undefined {
  if (client.holdUntil === undefined || client.holdUntil >= quarter.effectiveDay) return undefined;
  return {
    code: holdoverExpired.code,
    name: holdoverExpired.name,
    severity: holdoverExpired.severity,
    message: `the holdover of ${client.name} (${client.id}) ended on ${formatDay(client.holdUntil)}, before ${startOf(quarter)}`,
    remedy: "renew it with a new date and reason, or take it off",
    place: client.holdPlace ?? client.place,
    clientId: client.id,
  };
}

/** "2026Q4", or the day on which the plan takes effect within it. */
function startOf({ name, firstDay, effectiveDay }: Quarter): string {
  return effectiveDay === firstDay ? name : `the plan takes effect on ${formatDay(effectiveDay)}`;
}
