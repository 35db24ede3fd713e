import type { ClientId } from "../domain/ids.ts";
import type { ClientProfile } from "../domain/profile.ts";
import type { Rep, Seat } from "../domain/rep.ts";
import { presentOwnerId } from "../rules/owner.ts";
import type { RuleContext } from "../rules/rule.ts";
import { type Given, isOutside } from "./given.ts";
import { familyRoots, formUnits, type Unit } from "./units.ts";

/**
 * The units of a release: each client of another book stays with its holder, whatever the rules say, and is there for its load; what the
 * released reps have is placed as a plan places it, a member of a family with the rest of it where the rest's holder may take it. Clients
 * without a holder are no part of a release.
 */
export function releasedUnits(
  profiles: readonly ClientProfile[],
  seat: Seat,
  reps: readonly Rep[],
  context: RuleContext,
  given: Given,
): Unit[] {
  const positions = new Map(reps.map((rep, position) => [rep.id, position]));
  const staying = profiles.flatMap((profile): Unit[] => {
    const owner = presentOwnerId(profile.client, seat);
    const position = owner === undefined ? undefined : positions.get(owner);
    const stays = isOutside(profile.client, seat, given) && profile.coverage.hours[seat] !== undefined;
    return stays && position !== undefined ? [{ members: [profile], candidates: [position] }] : [];
  });
  const dealt = profiles.filter(({ client }) => !isOutside(client, seat, given));
  const together = seat === "seller" && context.config.families === "together";
  const rootOf = familyRoots(profiles);
  const holders = new Map<ClientId, Set<number>>();
  for (const { members, candidates } of together ? staying : []) {
    const root = rootOf((members[0] as ClientProfile).client.id);
    holders.set(root, (holders.get(root) ?? new Set()).add(candidates[0] as number));
  }
  const placed = formUnits(profiles, seat, reps, context, dealt).map((unit) => {
    const family = holders.get(rootOf((unit.members[0] as ClientProfile).client.id));
    const withFamily = unit.candidates.filter((position) => family?.has(position));
    return withFamily.length === 0 ? unit : { ...unit, candidates: withFamily, able: unit.candidates };
  });
  return [...staying, ...placed];
}
