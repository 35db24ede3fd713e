import type { Config } from "../config/schema.ts";
import { capacityHours } from "../coverage/capacity.ts";
import { reserveMentorHours } from "../coverage/mentor-hours.ts";
import type { Client } from "../domain/client.ts";
import type { Quarter } from "../domain/quarter.ts";
import type { Rep } from "../domain/rep.ts";
import type { RuleContext } from "../rules/rule.ts";
import { fold } from "../rules/same-word.ts";

export function ruleContext(
  clients: readonly Client[],
  reps: readonly Rep[],
  quarter: Quarter,
  config: Config,
): RuleContext {
  const hours = new Map(reps.map((rep) => [rep.id, capacityHours(rep, quarter, config.capacity)]));
  const mentoring = reserveMentorHours(reps, hours, quarter, config);
  return {
    config,
    mentoring,
    quarter,
    reps: new Map(reps.map((rep) => [rep.id, rep])),
    capacityHours: hours,
    regionsComparable: shareARegion(clients, reps),
  };
}

/**
 * Whether any client's region is a region of any rep. A company that writes countries for clients and sales areas for reps has
 * regions that cannot be compared; taken at their word, they would leave every client unplaced.
 */
function shareARegion(clients: readonly Client[], reps: readonly Rep[]): boolean {
  const ofReps = new Set(reps.flatMap((rep) => rep.regions.map(fold)));
  return clients.some((client) => client.region !== undefined && ofReps.has(fold(client.region)));
}
