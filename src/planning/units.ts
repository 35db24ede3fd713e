import { mayServeSeat } from "../coverage/availability.ts";
import type { AssignedCell } from "../domain/assignments.ts";
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
  /** Where `candidates` has been narrowed by what was decided: the positions of those who may take all members. */
  readonly able?: readonly number[];
  /** The cells of the kept file that decided. */
  readonly kept?: { readonly file: string; readonly cells: ReadonlyMap<ClientId, AssignedCell> };
}

/**
 * The units of a seat, of all clients or of those `among` them. A family whose members no one rep may take is split into as few parts as a greedy pass finds, so that a
 * family over two regions does not stay unplaced.
 */
export function formUnits(
  profiles: readonly ClientProfile[],
  seat: Seat,
  reps: readonly Rep[],
  context: RuleContext,
  among: readonly ClientProfile[] = profiles,
): Unit[] {
  const needing = among.filter((profile) => profile.coverage.hours[seat] !== undefined);
  const serving = [...reps.keys()].filter((position) => mayServeSeat(reps[position] as Rep, seat, context.quarter));
  const alone = needing.map(
    (profile): Unit => ({ members: [profile], candidates: candidatesOf(profile, seat, serving, reps, context) }),
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

/** @param serving positions of the reps who may hold any client in the seat; the must rules forbid all others anyhow. */
function candidatesOf(
  profile: ClientProfile,
  seat: Seat,
  serving: readonly number[],
  reps: readonly Rep[],
  context: RuleContext,
): number[] {
  return serving.filter((position) => !firstBreach({ profile, rep: reps[position] as Rep, seat }, context));
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
  const keys = new Map(members.map((member) => [first(member), clientTieKey(first(member), context)]));
  const byKey = (a: ClientProfile, b: ClientProfile) => (keys.get(a) as number) - (keys.get(b) as number);
  const parts: Unit[] = [];
  for (const member of [...members].sort(
    (a, b) => a.candidates.length - b.candidates.length || byKey(first(a), first(b)),
  )) {
    const joined = parts
      .map((part, at) => ({ at, part, candidates: common(part.candidates, member.candidates) }))
      .find(({ candidates }) => candidates.length > 0);
    if (joined) {
      const { at, part, candidates } = joined;
      parts[at] = { members: [...part.members, ...member.members], candidates };
    } else {
      parts.push(member);
    }
  }
  return parts.map((part) => ({ ...part, members: [...part.members].sort(byKey) }));
}

/** Of two ascending lists. */
function common(some: readonly number[], others: readonly number[]): number[] {
  const shared: number[] = [];
  let at = 0;
  for (const position of some) {
    while (at < others.length && (others[at] as number) < position) at++;
    if (others[at] === position) shared.push(position);
  }
  return shared;
}

function first(unit: Unit): ClientProfile {
  return unit.members[0] as ClientProfile;
}
