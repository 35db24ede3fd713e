import type { ClientProfile } from "../domain/profile.ts";
import type { Rep } from "../domain/rep.ts";
import type { RuleContext } from "../rules/rule.ts";

/** Ids count in the last 20 of the 52 bits only, so that what a client or rep is like decides before what it is called. */
const ID_VALUES = 2 ** 20;

/**
 * A number that orders equals without favour: a fixed order would hand every tie to the same rep. It follows from all that is known of
 * the client but its id, and from the id only between clients alike in everything, so that renaming ids changes no objective.
 */
export function clientTieKey(
  { client, signals, label, complexity, stage, coverage }: ClientProfile,
  context: RuleContext,
): number {
  const { id, name: _name, ownerId: _owner, deskId: _desk, parentId: _parent, place: _place, ...known } = client;
  const { labelPlace: _label, holdWith: _with, holdPlace: _hold, exclusions: _exclusions, ...facts } = known;
  return key([facts, signals, label, complexity, stage, coverage], id, context);
}

/** As `clientTieKey`, for a rep. */
export function repTieKey(rep: Rep, context: RuleContext): number {
  const { id, name: _name, email: _email, mentorId: _mentor, place: _place, ...facts } = rep;
  return key([facts], id, context);
}

function key(facts: readonly unknown[], id: string, { config, quarter }: RuleContext): number {
  const salt = `${config.seed}|${quarter.name}|`;
  return hash(salt + JSON.stringify(facts)) * ID_VALUES + (hash(salt + id) % ID_VALUES);
}

/** FNV-1a (Fowler, Noll & Vo 1991) over UTF-16 units, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}
