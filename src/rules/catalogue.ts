import type { Finding } from "../domain/finding.ts";
import type { ClientProfile } from "../domain/profile.ts";
import { clientMovedWithoutNeed } from "./client-moved-without-need.ts";
import { clientNeverWithRep } from "./client-never-with-rep.ts";
import { complexConsultativeOnJunior } from "./complex-consultative-on-junior.ts";
import { familySplit } from "./family-split.ts";
import { holdoverBroken } from "./holdover-broken.ts";
import { expiredHoldover, holdoverExpired } from "./holdover-expired.ts";
import { imbalanceStays } from "./imbalance-stays.ts";
import { inactiveRep } from "./inactive-rep.ts";
import { keptRowNotKept } from "./kept-row-not-kept.ts";
import { lockedToNobody, lockWithoutOwner } from "./lock-without-owner.ts";
import { lockedClientMoved } from "./locked-client-moved.ts";
import { mentorHoursUsedUp } from "./mentor-hours-used-up.ts";
import { mentorNotThere } from "./mentor-not-there.ts";
import { missingSkill } from "./missing-skill.ts";
import { moveBudgetClients, moveBudgetRevenue } from "./move-budget-exceeded.ts";
import { consultativeOutOfBalance, hoursOutOfBalance, revenueOutOfBalance } from "./out-of-balance.ts";
import { outsideIndustry } from "./outside-industry.ts";
import { outsideTheRelease } from "./outside-the-release.ts";
import { overCapacity } from "./over-capacity.ts";
import { needlessOverrides, overrideNeedless } from "./override-needless.ts";
import { reachingDown } from "./reaching-down.ts";
import type {
  BalanceRule,
  Breach,
  BudgetRule,
  CapRule,
  CostRule,
  Pair,
  PairRule,
  RuleCard,
  RuleContext,
} from "./rule.ts";
import { seniorBuriedInRoutine } from "./senior-buried-in-routine.ts";
import { tooManyClients } from "./too-many-clients.ts";
import { tooManyConsultativeOnLevel } from "./too-many-consultative-on-level.ts";
import { wrongLanguage } from "./wrong-language.ts";
import { wrongRegion } from "./wrong-region.ts";
import { wrongRole } from "./wrong-role.ts";

/** In the order in which a forbidden pair is explained: the plainest reason first. */
export const pairRules: readonly PairRule[] = [
  wrongRole,
  inactiveRep,
  clientNeverWithRep,
  lockedClientMoved,
  holdoverBroken,
  complexConsultativeOnJunior,
  wrongRegion,
  wrongLanguage,
  missingSkill,
];
export const capRules: readonly CapRule[] = [
  overCapacity,
  tooManyClients,
  tooManyConsultativeOnLevel,
  mentorHoursUsedUp,
];
export const budgetRules: readonly BudgetRule[] = [moveBudgetRevenue, moveBudgetClients];
export const balanceRules: readonly BalanceRule[] = [hoursOutOfBalance, revenueOutOfBalance, consultativeOutOfBalance];
export const costRules: readonly CostRule[] = [clientMovedWithoutNeed, reachingDown, outsideIndustry];

/** Every rule's card. The two budgets share one. */
export const rules: readonly RuleCard[] = [
  ...pairRules,
  ...capRules,
  moveBudgetRevenue,
  ...balanceRules,
  ...costRules,
  imbalanceStays,
  familySplit,
  holdoverExpired,
  lockWithoutOwner,
  overrideNeedless,
  keptRowNotKept,
  outsideTheRelease,
  mentorNotThere,
  seniorBuriedInRoutine,
];

/** The first must rule that forbids the pair, or `undefined` when the rep may take the client. */
export function firstBreach(
  pair: Pair,
  context: RuleContext,
): { readonly rule: PairRule; readonly breach: Breach } | undefined {
  for (const rule of pairRules) {
    const breach = rule.forbids(pair, context);
    if (breach) return { rule, breach };
  }
  return undefined;
}

/** Decisions of people on one client that do nothing: a lock to nobody, a holdover that ended, an override without effect. */
export function idleDecisions(profile: ClientProfile, context: RuleContext): Finding[] {
  const { client } = profile;
  return [
    ...[lockedToNobody(client, context), expiredHoldover(client, context)].filter((finding) => finding !== undefined),
    ...needlessOverrides(profile, context, pairRules),
  ];
}
