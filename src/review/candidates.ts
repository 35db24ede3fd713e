import type { RepId } from "../domain/ids.ts";
import type { ClientProfile } from "../domain/profile.ts";
import type { Rep } from "../domain/rep.ts";
import { costOfMoves, type Portion, portionOf, type TermCost, total, whereIs } from "../planning/move-costs.ts";
import { costThousandths } from "../planning/seat-model.ts";
import type { HeldSeat } from "../planning/seat-plan.ts";
import { knownOwnerId } from "../rules/owner.ts";
import type { BalanceRule, BudgetRule, RuleContext } from "../rules/rule.ts";
import { type Exclusion, exclusionOf } from "./exclusion.ts";
import { type PassedLimit, passedLimits } from "./passed-limits.ts";

/** A term of the plan's points, by the names of docs/model.md; limits by the name of their rule. */
export type CostName =
  | "unplaced"
  | "over-capacity"
  | "too-many-clients"
  | "too-many-consultative-on-level"
  | "move-budget-revenue"
  | "move-budget-clients"
  | "balance_hours"
  | "balance_revenue"
  | "balance_consultative"
  | "continuity"
  | "reaching_down"
  | "industry_fit"
  | "affinity";

export interface Cost {
  readonly name: CostName;
  readonly points: number;
}

/** A rep's load of one measure, as a share of what it should be, before and after a candidate has the client. */
export interface ShareChange {
  readonly measure: BalanceRule["measure"];
  readonly before: number;
  readonly after: number;
}

/** One rep of the seat, and what it would mean if this rep had the client (with the family that is placed as a whole). */
export interface Candidate {
  readonly rep: Rep;
  /** Has the client under the plan. */
  readonly isHolder: boolean;
  /** Has the client now. */
  readonly isOwner: boolean;
  /** The rule that keeps the rep from having it; absent for one who may. */
  readonly exclusion?: Exclusion;
  /**
   * By how many points the whole plan would be worse (better where negative), all else as it is; of an excluded rep as if its exclusion did
   * not hold. 0 for the holder.
   */
  readonly points: number;
  /** The same without what passed limits cost. */
  readonly pointsWithinLimits: number;
  readonly passed: readonly PassedLimit[];
  /** What the points are made of, those that are not 0, the largest first. */
  readonly costs: readonly Cost[];
  /** Of the candidate, and of who would give the client: measures whose share changes; a rep without a target has none. */
  readonly shares: readonly ShareChange[];
  readonly giverShares: readonly ShareChange[];
  /** Share of the rep's hours that are taken, in this seat; absent without hours. */
  readonly hoursUsed?: { readonly before: number; readonly after: number };
}

/** Less than this is no difference between two plans. */
export const NO_POINTS = 0.0005;

/**
 * Every rep of the seat for one client: those who may have it in the order of what that would cost the plan, then those who may not, in the
 * order of the rules. The model's own terms, with the client's unit moved and all else as it is.
 * @param only this rep alone.
 */
export function candidatesFor(profile: ClientProfile, held: HeldSeat, context: RuleContext, only?: Rep): Candidate[] {
  const unit = held.model.unitOf.get(profile.client.id);
  if (unit === undefined) return [];
  const { model } = held;
  const candidates = model.reps.flatMap((rep, agent) =>
    (rep.role === model.seat || rep.role === "both") && (only === undefined || rep === only)
      ? [candidateOf(profile, unit, agent, held, context)]
      : [],
  );
  const byId = (a: Candidate, b: Candidate) => (a.rep.id < b.rep.id ? -1 : 1);
  const may = candidates
    .filter(({ exclusion }) => exclusion === undefined)
    .sort((a, b) => a.points - b.points || Number(b.isHolder) - Number(a.isHolder) || byId(a, b));
  const mayNot = candidates
    .filter(({ exclusion }) => exclusion !== undefined)
    .sort((a, b) => Number(b.isHolder) - Number(a.isHolder) || rank(a) - rank(b) || byId(a, b));
  return [...may, ...mayNot];
}

function rank({ exclusion }: Candidate): number {
  return exclusion?.rank ?? -1;
}

function candidateOf(
  profile: ClientProfile,
  unit: number,
  agent: number,
  held: HeldSeat,
  context: RuleContext,
): Candidate {
  const { model, state, holders } = held;
  const rep = model.reps[agent] as Rep;
  const members = model.units[unit]?.members ?? [];
  const from = whereIs(model, state, unit);
  const to = portionOf(model, members, agent, context);
  // Who has the whole unit already moves nothing: no rounding may make a cost of that.
  const stays = from.length === 1 && from[0]?.agent === agent && holdsAll(members, rep.id, held);
  const terms = stays ? [] : costOfMoves(model, state, [{ unit, to }]);
  const full = terms.find(({ points }) => points === Number.POSITIVE_INFINITY);
  const exclusion = exclusionOf(profile, unit, rep, held, context, full?.term === "cap" ? full.rule : undefined);
  const costs = [
    ...terms
      .filter(({ term, points }) => Number.isFinite(points) && term !== "continuity" && term !== "fit")
      .map((term) => ({ name: nameOf(term, held), points: term.points })),
    ...(stays ? [] : pairCosts(members, from, agent, held, context)),
  ];
  const hours = model.balance.findIndex(({ measure }) => measure === "hours");
  const capacity = model.hours[agent] as number;
  const [now, then] = [
    state.loads[hours]?.[agent] ?? 0,
    (state.loads[hours]?.[agent] ?? 0) + gained(from, to, agent, hours),
  ];
  return {
    rep,
    isHolder: holders.get(profile.client.id) === rep.id,
    isOwner: knownOwnerId(profile.client, model.seat, context) === rep.id,
    ...(exclusion && { exclusion }),
    points: rounded(total(costs.map(({ points }) => points))),
    pointsWithinLimits: rounded(total(costs.filter(({ name }) => !isLimit(name)).map(({ points }) => points))),
    passed: passedLimits(terms, unit, to, held, context),
    costs: costs
      .filter(({ points }) => Math.abs(points) >= NO_POINTS)
      .map(({ name, points }) => ({ name, points: rounded(points) }))
      .sort((a, b) => Math.abs(b.points) - Math.abs(a.points)),
    shares: stays ? [] : sharesOf(agent, (measure) => gained(from, to, agent, measure), held),
    giverShares: from
      .filter((portion) => portion.agent !== agent)
      .flatMap((portion) => sharesOf(portion.agent, (measure) => -(portion.loads[measure] ?? 0), held)),
    ...(capacity > 0 && { hoursUsed: { before: now / capacity, after: then / capacity } }),
  };
}

function holdsAll(members: readonly ClientProfile[], id: RepId, { holders }: HeldSeat): boolean {
  return members.every(({ client }) => holders.get(client.id) === id);
}

/** What the rep's load of a measure grows by. */
function gained(from: readonly Portion[], to: Portion, agent: number, measure: number): number {
  const own = from.filter((portion) => portion.agent === agent).map(({ loads }) => loads[measure] ?? 0);
  return (to.loads[measure] ?? 0) - total(own);
}

function sharesOf(agent: number, gain: (measure: number) => number, { model, state }: HeldSeat): ShareChange[] {
  return model.balance.flatMap(({ measure }, index): ShareChange[] => {
    const target = model.problem.measures[index]?.target[agent] ?? 0;
    const now = state.loads[index]?.[agent] ?? 0;
    const by = gain(index);
    return target > 0 && by !== 0 ? [{ measure, before: now / target, after: (now + by) / target }] : [];
  });
}

function nameOf(term: TermCost, { model: { balance, budgets } }: HeldSeat): CostName {
  switch (term.term) {
    case "balance":
      return `balance_${(balance[term.measure] as BalanceRule).measure}`;
    case "cap":
      return term.rule.name as CostName;
    case "budget":
      return `move-budget-${(budgets[term.index] as BudgetRule).measure}`;
    case "unplaced":
    case "affinity":
      return term.term;
    default:
      throw new Error(`${term.term} is told by rule`);
  }
}

/** Continuity and fit, by the rule that asks for them. */
function pairCosts(
  members: readonly ClientProfile[],
  from: readonly Portion[],
  agent: number,
  { model, holders }: HeldSeat,
  context: RuleContext,
): Cost[] {
  const names: Readonly<Record<string, CostName>> = {
    "client-moved-without-need": "continuity",
    "reaching-down": "reaching_down",
    "outside-industry": "industry_fit",
  };
  const givers = new Map(from.map((portion) => [model.reps[portion.agent]?.id, model.reps[portion.agent] as Rep]));
  return model.costs.map((rule) => {
    const cost = (profile: ClientProfile, rep: Rep | undefined) =>
      rep ? costThousandths(rule, { profile, rep, seat: model.seat }, model.books, context) : 0;
    const thousandths = members.map(
      (profile) =>
        cost(profile, model.reps[agent]) - cost(profile, givers.get(holders.get(profile.client.id) ?? ("" as RepId))),
    );
    return { name: names[rule.name] as CostName, points: total(thousandths) / 1000 };
  });
}

const limitNames: ReadonlySet<CostName> = new Set([
  "over-capacity",
  "too-many-clients",
  "too-many-consultative-on-level",
  "move-budget-revenue",
  "move-budget-clients",
]);

function isLimit(name: CostName): boolean {
  return limitNames.has(name);
}

/** To thousandths of a point, as the proof's terms. */
function rounded(points: number): number {
  return Math.round(points * 1000) / 1000 || 0;
}
