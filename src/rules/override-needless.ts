import type { Client } from "../domain/client.ts";
import type { Finding } from "../domain/finding.ts";
import type { Override } from "../domain/override.ts";
import type { ClientProfile } from "../domain/profile.ts";
import { type Seat, seats } from "../domain/rep.ts";
import { clientNeverWithRep } from "./client-never-with-rep.ts";
import type { Breach, Pair, PairRule, RuleCard, RuleContext } from "./rule.ts";

export const overrideNeedless: RuleCard = {
  code: "EB213",
  name: "override-needless",
  severity: "info",
  what: "A decision in overrides.csv changes something: a label other than the computed one, an exclusion from a rep who could take the client.",
  why: "Too many exceptions and nobody looks through them; those that do nothing can go, or should be known to wait for a change.",
  wrong: "`C1,label,transactional` where the orders say transactional as well.",
  right: "The row taken out, or left with a reason that says what it waits for.",
  options: ["files.overrides"],
};

/** Decisions on the client that change nothing now. `others`: the must rules. */
export function needlessOverrides(
  { client, label, ...rest }: ClientProfile,
  context: RuleContext,
  others: readonly PairRule[],
): Finding[] {
  const profile = { client, label, ...rest };
  const sameLabel: Finding[] =
    client.labelPlace !== undefined && label.name === label.computed
      ? [needless(client, client.labelPlace, `the label ${label.name} of ${named(client)} is the computed one as well`)]
      : [];
  const rules = others.filter((rule) => rule !== clientNeverWithRep);
  const exclusions = (client.exclusions ?? []).flatMap(({ repId, place }) => {
    const rep = context.reps.get(repId);
    const why = rep && breachInEverySeat((seat) => ({ profile, rep, seat }), rules, context);
    const message = `the exclusion of ${rep?.name} from ${named(client)} changes nothing: ${why}`;
    return why === undefined ? [] : [{ ...needless(client, place, message), repId }];
  });
  return [...sameLabel, ...exclusions];
}

const named = ({ name, id }: Client) => `${name} (${id})`;

function needless(client: Client, place: Override["place"], message: string): Finding {
  const { code, name, severity } = overrideNeedless;
  return {
    ...{ code, name, severity, message, place },
    remedy: "take the row out, unless it waits for a change",
    clientId: client.id,
  };
}

/** What forbids the rep both seats anyhow, in words of the seat that the rep's role is for. */
function breachInEverySeat(
  pairIn: (seat: Seat) => Pair,
  rules: readonly PairRule[],
  context: RuleContext,
): string | undefined {
  const breaches = seats.map((seat) => {
    const pair = pairIn(seat);
    return { pair, breach: firstOf(rules, pair, context) };
  });
  if (breaches.some(({ breach }) => breach === undefined)) return undefined;
  const own = breaches.find(({ pair }) => pair.rep.role === pair.seat) ?? breaches[0];
  return own?.breach?.message;
}

function firstOf(rules: readonly PairRule[], pair: Pair, context: RuleContext): Breach | undefined {
  for (const rule of rules) {
    const breach = rule.forbids(pair, context);
    if (breach) return breach;
  }
  return undefined;
}
