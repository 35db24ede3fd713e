import type { ClientId } from "../domain/ids.ts";
import type { ClientProfile } from "../domain/profile.ts";
import type { Rep, Seat } from "../domain/rep.ts";
import { firstBreach } from "../rules/catalogue.ts";
import type { RuleContext } from "../rules/rule.ts";
import { clientTieKey } from "./tie-key.ts";

/** What is placed as a whole in one seat: a client, or a family. */
export interface Unit {
  /** By tie key, see `tie-key.ts`. At least one. */
  readonly members: readonly ClientProfile[];
  /** Positions, in the list of reps, of those who may take all members; ascending. */
  readonly candidates: readonly number[];
}

/**
 * The units of a seat. A family whose members no one rep may take is split into as few parts as a greedy pass finds, so that a
 * family over two regions does not stay unplaced.
 */
export function formUnits(
  profiles: readonly ClientProfile[],
  seat: Seat,
  reps: readonly Rep[],
  context: RuleContext,
): Unit[] {
  const needing = profiles.filter((profile) => profile.coverage.hours[seat] !== undefined);
  const alone = needing.map(
    (profile): Unit => ({ members: [profile], candidates: candidatesOf(profile, seat, reps, context) }),
  );
  if (seat !== "seller" || context.config.families === "apart") return alone;
  const rootOf = familyRoots(profiles);
  const families = new Map<ClientId, Unit[]>();
  for (const unit of alone) {
    const root = rootOf(unit.members[0]?.client.id as ClientId);
    const family = families.get(root);
    if (family) family.push(unit);
    else families.set(root, [unit]);
  }
  return [...families.values()].flatMap((family) => joinFamily(family, context));
}

function candidatesOf(profile: ClientProfile, seat: Seat, reps: readonly Rep[], context: RuleContext): number[] {
  return reps.flatMap((rep, position) => (firstBreach({ profile, rep, seat }, context) ? [] : [position]));
}

/** Gives the topmost known parent of a client, itself when it has none. Input has broken cycles already. */
export function familyRoots(profiles: readonly ClientProfile[]): (id: ClientId) => ClientId {
  const parents = new Map(profiles.map(({ client }) => [client.id, client.parentId]));
  return (id) => {
    let root = id;
    for (let parent = parents.get(root); parent !== undefined && parents.has(parent); parent = parents.get(root))
      root = parent;
    return root;
  };
}

/** Joins members while somebody may take them all; those that nobody may take stay alone and keep their own reasons. */
function joinFamily(members: readonly Unit[], context: RuleContext): Unit[] {
  if (members.length === 1) return [...members];
  const parts: Unit[] = [];
  for (const member of [...members].sort(
    (a, b) => a.candidates.length - b.candidates.length || byTieKey(context)(first(a), first(b)),
  )) {
    const fitting = parts.findIndex((part) => common(part.candidates, member.candidates).length > 0);
    const part = parts[fitting];
    if (part) {
      parts[fitting] = {
        members: [...part.members, ...member.members],
        candidates: common(part.candidates, member.candidates),
      };
    } else {
      parts.push(member);
    }
  }
  return parts.map((part) => ({ ...part, members: [...part.members].sort(byTieKey(context)) }));
}

function common(some: readonly number[], others: readonly number[]): number[] {
  return some.filter((position) => others.includes(position));
}

function first(unit: Unit): ClientProfile {
  return unit.members[0] as ClientProfile;
}

function byTieKey(context: RuleContext): (a: ClientProfile, b: ClientProfile) => number {
  return (a, b) => clientTieKey(a, context) - clientTieKey(b, context);
}
