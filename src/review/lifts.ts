import { formatDay } from "../calendar/days.ts";
import { type Config, guardOf } from "../config/schema.ts";
import type { Client } from "../domain/client.ts";
import type { Day } from "../domain/day.ts";
import type { ClientProfile } from "../domain/profile.ts";
import type { Rep, Seat } from "../domain/rep.ts";
import { firstBreach } from "../rules/catalogue.ts";
import { complexConsultativeOnJunior } from "../rules/complex-consultative-on-junior.ts";
import { holdoverBroken } from "../rules/holdover-broken.ts";
import { inactiveRep } from "../rules/inactive-rep.ts";
import { lockedClientMoved } from "../rules/locked-client-moved.ts";
import { missingSkill } from "../rules/missing-skill.ts";
import type { PairRule, RuleContext } from "../rules/rule.ts";
import { includesWord } from "../rules/same-word.ts";
import { wrongLanguage } from "../rules/wrong-language.ts";
import { wrongRegion } from "../rules/wrong-region.ts";

/** The least change of data or config that takes a must rule out of the way of a pair. */
export interface Lift {
  /** The rule that it lifts. */
  readonly code: string;
  /** Where to change it: a key of the config, or a column of a table with the row's id. */
  readonly what: string;
  readonly from: string;
  readonly to: string;
}

/** A pair as the changes so far have it. */
interface Lifted {
  readonly profile: ClientProfile;
  readonly rep: Rep;
  readonly context: RuleContext;
}

/** More changes than this are no answer. */
const MOST_LIFTS = 3;

/**
 * What would have to change so that the rep may have the clients, who are placed together; `undefined` where no few changes would do. Each
 * change is applied and the rules are asked again, so what is told does lift them.
 */
export function liftsFor(
  members: readonly ClientProfile[],
  rep: Rep,
  seat: Seat,
  context: RuleContext,
): readonly Lift[] | undefined {
  const lifts: Lift[] = [];
  let shared: Pick<Lifted, "rep" | "context"> = { rep, context };
  for (const member of members) {
    let profile = member;
    for (;;) {
      const stopped = firstBreach({ profile, rep: shared.rep, seat }, shared.context);
      if (!stopped) break;
      const lifted = lifts.length < MOST_LIFTS ? liftOf(stopped.rule, { profile, ...shared }) : undefined;
      if (!lifted) return undefined;
      lifts.push(lifted.lift);
      profile = lifted.result.profile;
      shared = { rep: lifted.result.rep, context: lifted.result.context };
    }
  }
  return lifts;
}

interface LiftedPair {
  readonly lift: Lift;
  readonly result: Lifted;
}

function liftOf(rule: PairRule, now: Lifted): LiftedPair | undefined {
  const { profile, rep, context } = now;
  const { client } = profile;
  switch (rule) {
    case complexConsultativeOnJunior:
      return guardLift(now);
    case wrongRegion:
      return client.region === undefined
        ? undefined
        : repLift(now, rule, "regions", rep.regions, [...rep.regions, client.region]);
    case wrongLanguage:
      return client.language === undefined
        ? undefined
        : repLift(now, rule, "languages", rep.languages, [...rep.languages, client.language]);
    case missingSkill: {
      const missing = client.requiredSkills.filter((skill) => !includesWord(rep.skills, skill));
      return repLift(now, rule, "skills", rep.skills, [...rep.skills, ...missing]);
    }
    case lockedClientMoved:
      return clientLift(now, rule, { ...client, locked: false }, "lock", "true", "false");
    case holdoverBroken: {
      const { holdUntil, ...free } = client;
      const before = formatDay((context.quarter.firstDay - 1) as Day);
      return holdUntil === undefined
        ? undefined
        : clientLift(now, rule, free, "hold_until", formatDay(holdUntil), `${before} or earlier`);
    }
    case inactiveRep:
      return presenceLift(now);
    default:
      return undefined;
  }
}

function guardLift(now: Lifted): LiftedPair {
  const { profile, rep, context } = now;
  const { score } = profile.complexity;
  const guard: Config["guard"] = { ...context.config.guard, [rep.level]: { max_complexity: score } };
  return {
    lift: {
      code: complexConsultativeOnJunior.code,
      what: `guard.${rep.level}.max_complexity`,
      from: String(guardOf(context.config, rep.level)),
      to: String(score),
    },
    result: { ...now, context: { ...context, config: { ...context.config, guard } } },
  };
}

function repLift(
  now: Lifted,
  { code }: PairRule,
  column: "regions" | "languages" | "skills",
  before: readonly string[],
  after: readonly string[],
): LiftedPair {
  const lift = { code, what: `${column} of ${now.rep.id}`, from: before.join(";"), to: after.join(";") };
  return { lift, result: withRep(now, { ...now.rep, [column]: after }) };
}

function clientLift(
  now: Lifted,
  { code }: PairRule,
  client: Client,
  column: string,
  from: string,
  to: string,
): LiftedPair {
  const lift = { code, what: `${column} of ${client.id}`, from, to };
  return { lift, result: { ...now, profile: { ...now.profile, client } } };
}

/** A rep who is excluded, leaves too early or starts too late. */
function presenceLift(now: Lifted): LiftedPair {
  const { rep, context } = now;
  const { code } = inactiveRep;
  const { firstDay, lastDay } = context.quarter;
  if (rep.excluded) {
    const lift = { code, what: "reps.exclude", from: `with ${rep.id}`, to: `without ${rep.id}` };
    return { lift, result: withRep(now, { ...rep, excluded: false }) };
  }
  if (rep.activeTo !== undefined && rep.activeTo < lastDay) {
    const to = `${formatDay(lastDay)} or later`;
    const lift = { code, what: `active_to of ${rep.id}`, from: formatDay(rep.activeTo), to };
    return { lift, result: withRep(now, { ...rep, activeTo: lastDay }) };
  }
  const starts = rep.activeFrom ?? rep.hireDay ?? firstDay;
  const what = `${rep.activeFrom === undefined ? "hire_date" : "active_from"} of ${rep.id}`;
  const lift = { code, what, from: formatDay(starts), to: `${formatDay(lastDay)} or earlier` };
  return { lift, result: withRep(now, { ...rep, activeFrom: lastDay }) };
}

/** The rules look reps up by id, too. */
function withRep(now: Lifted, rep: Rep): Lifted {
  return { ...now, rep, context: { ...now.context, reps: new Map(now.context.reps).set(rep.id, rep) } };
}
