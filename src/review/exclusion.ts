import type { ClientId } from "../domain/ids.ts";
import type { ClientProfile } from "../domain/profile.ts";
import type { Rep } from "../domain/rep.ts";
import type { HeldSeat } from "../planning/seat-plan.ts";
import { pairRules } from "../rules/catalogue.ts";
import { familySplit } from "../rules/family-split.ts";
import type { CapRule, PairRule, RuleContext } from "../rules/rule.ts";

/** Why a rep may not have a client, by the rule that `check` finds when the client is given to the rep all the same. */
export interface Exclusion {
  readonly code: string;
  readonly name: string;
  readonly message: string;
  /** Every must rule that stands in the way, of the client and of those who are placed with it. */
  readonly breaches: readonly MemberBreach[];
  /** Place in the order of the rules. */
  readonly rank: number;
}

export interface MemberBreach {
  readonly clientId: ClientId;
  readonly rule: PairRule;
  readonly message: string;
}

/** @param full the hard limit that the rep would pass with the client, if any. */
export function exclusionOf(
  profile: ClientProfile,
  unit: number,
  rep: Rep,
  { model, state }: HeldSeat,
  context: RuleContext,
  full: CapRule | undefined,
): Exclusion | undefined {
  const members = model.units[unit]?.members ?? [];
  const breaches = members.flatMap((member) => breachesOf(member, rep, model.seat, context));
  const own = breaches.find(({ clientId }) => clientId === profile.client.id);
  if (own) return { ...headOf(own.rule), message: own.message, breaches, rank: pairRules.indexOf(own.rule) };
  const [other] = breaches;
  if (other) {
    const name = members.find(({ client }) => client.id === other.clientId)?.client.name ?? other.clientId;
    const message = `its family stays together, and of ${name} (${other.clientId}): ${other.message}`;
    return { ...headOf(familySplit), message, breaches, rank: pairRules.length };
  }
  if (!full) return undefined;
  const index = model.caps.indexOf(full);
  const agent = model.reps.indexOf(rep);
  const [use, most] = [state.uses[index]?.[agent] ?? 0, model.problem.caps[index]?.capacity[agent] ?? 0];
  const message = `${rep.name} has ${use} of ${most} ${full.unit} that the level may have`;
  return { ...headOf(full), message, breaches, rank: pairRules.length + 1 };
}

function breachesOf(
  profile: ClientProfile,
  rep: Rep,
  seat: HeldSeat["model"]["seat"],
  context: RuleContext,
): MemberBreach[] {
  return pairRules.flatMap((rule) => {
    const breach = rule.forbids({ profile, rep, seat }, context);
    return breach ? [{ clientId: profile.client.id, rule, message: breach.message }] : [];
  });
}

function headOf({ code, name }: { readonly code: string; readonly name: string }) {
  return { code, name };
}
