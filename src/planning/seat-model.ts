import type { AllocationProblem, BalanceMeasure, Cap, ConvexPenalty, MoveBudget } from "../allocation/index.ts";
import type { ClientId, RepId } from "../domain/ids.ts";
import type { ClientProfile } from "../domain/profile.ts";
import type { Rep, Seat } from "../domain/rep.ts";
import { balanceRules, budgetRules, capRules, costRules } from "../rules/catalogue.ts";
import { overCapacity } from "../rules/over-capacity.ts";
import { knownOwnerId, presentOwnerId } from "../rules/owner.ts";
import type { AverageBooks, BalanceRule, BudgetRule, CapRule, CostRule, Pair, RuleContext } from "../rules/rule.ts";
import { type Given, isOutside, nothingGiven } from "./given.ts";
import { groupReps } from "./groups.ts";
import { releaseAllowance } from "./hard-caps.ts";
import { type KeptUnits, keepUnits, type NotKept } from "./kept-units.ts";
import { releasedUnits } from "./released-units.ts";
import { clientTieKey, repTieKey } from "./tie-key.ts";
import { formUnits, type Unit } from "./units.ts";

/** One point is one per cent of deviation of one rep in one measure of weight 1, inside the tolerance. */
const POINTS = 100;
/** Beyond the tolerance a deviation weighs ten times, beyond twice the tolerance a hundred times as much. */
const BEYOND = 10;
const FAR_BEYOND = 100;
/**
 * Points for passing a limit by one average book. The sum of the far balance slopes of giver and taker stays under it, so that no
 * balance buys a passed limit.
 */
const LIMIT_POINTS = 400_000;
/** Leaving a client unplaced costs this much more than passing every limit for it would. */
const UNPLACED_FACTOR = 2;

/** The numeric model of one seat, and the way back from its numbers to clients and reps. */
export interface SeatModel {
  readonly seat: Seat;
  readonly reps: readonly Rep[];
  readonly units: readonly Unit[];
  /** Position of each client's unit. */
  readonly unitOf: ReadonlyMap<ClientId, number>;
  /** Hours each rep has for this seat: the capacity, less what the seller seat has taken of a rep with both roles. */
  readonly hours: Float64Array;
  readonly before: SeatBefore;
  readonly context: RuleContext;
  /** Group of each rep, see `groupReps`. */
  readonly groups: Int32Array;
  readonly books: AverageBooks;
  readonly problem: AllocationProblem;
  readonly balance: readonly BalanceRule[];
  readonly caps: readonly CapRule[];
  readonly budgets: readonly BudgetRule[];
  /** What prices the pairs. */
  readonly costs: readonly CostRule[];
  /** What each budget allows chosen moves; the problem's limit has room for what hard caps must release beside it. */
  readonly budgetLimits: readonly number[];
  /** Rows of the kept file that could not be kept. */
  readonly notKept: readonly NotKept[];
  /** What each pair costs by term; the pairs in the problem's order. */
  readonly pairTerms: Readonly<Record<CostRule["term"] | "affinity", Float64Array>>;
}

/** What the seat before has taken already. */
export interface SeatBefore {
  /** What a rep with both roles has used of each cap in the seller seat. */
  readonly used: (rule: CapRule, rep: Rep) => number;
  /** Who holds the seller seat of a client. */
  readonly sellerOf: (client: ClientId) => RepId | undefined;
  /** Extra cost of a pair, as a share of an average book; see `desk-affinity.ts`. */
  readonly affinity: (unit: Pick<Unit, "members">, rep: Rep) => number;
}

const nothingBefore: SeatBefore = { used: () => 0, sellerOf: () => undefined, affinity: () => 0 };

/**
 * States one seat as an allocation problem: must rules decide the pairs, limits become caps and budgets, aims become balance measures
 * and pair costs. Order of what counts: unplaced, limits, tolerance, continuity and fit, finer balance.
 */
export function buildSeatModel(
  profiles: readonly ClientProfile[],
  seat: Seat,
  reps: readonly Rep[],
  context: RuleContext,
  before: SeatBefore = nothingBefore,
  given: Given = nothingGiven,
): SeatModel {
  const able = formUnits(profiles, seat, reps, context);
  // Who is even with whom does not depend on what was decided beforehand.
  const groups = groupReps(able, reps.length);
  const { units, notKept } = decidedUnits(able, profiles, seat, reps, context, before, given);
  const hours = Float64Array.from(reps, (rep) =>
    Math.max(0, exactSum([context.capacityHours.get(rep.id) ?? 0, -before.used(overCapacity, rep)])),
  );
  const agentTieKey = Float64Array.from(reps, (rep) => repTieKey(rep, context));
  const books = averageBooks(units, seat, reps, hours);
  const pairs = buildPairs(units, seat, reps, books, agentTieKey, context, before);
  const balance = balanceRules.filter((rule) => rule.seats.includes(seat));
  const caps = capRules.filter((rule) => rule.seats.includes(seat) && (rule.isOn?.(context.config) ?? true));
  const budgets = seat === "seller" ? budgetRules : [];
  const capNumbers = caps.map((rule) => {
    const cap = buildCap(rule, units, pairs, seat, reps, context, before);
    return given.released && rule.hard ? withRoomForThoseWhoStay(cap, units, pairs, seat, given) : cap;
  });
  const capped = { caps: capNumbers, home: pairs.home, unitCount: units.length };
  const budgetNumbers = budgets.map((rule) => buildBudget(rule, units, pairs.home, reps, seat, context));
  const problem: AllocationProblem = {
    unitCount: units.length,
    agentCount: reps.length,
    pairStart: pairs.start,
    pairAgent: pairs.agent,
    pairCost: pairs.cost,
    unplacedCost: Float64Array.from(units, (unit) => unplacedCost(unit, seat, books)),
    measures: balance.map((rule) => buildMeasure(rule, units, seat, hours, groups, context)),
    caps: capNumbers,
    budgets: budgetNumbers.map((budget) => ({
      ...budget,
      limit: Math.max(0, budget.limit + releaseAllowance(capped, budget.use) - decidedUse(budget.use, pairs)),
    })),
    home: pairs.home,
    unitTieKey: Float64Array.from(units, (unit) => clientTieKey(unit.members[0] as ClientProfile, context)),
    agentTieKey,
  };
  const unitOf = new Map(units.flatMap((unit, at) => unit.members.map(({ client }) => [client.id, at] as const)));
  const budgetLimits = budgetNumbers.map(({ limit }) => limit);
  return {
    ...{ seat, reps, units, unitOf, hours, before, context, groups, books, problem, balance, caps, budgets },
    budgetLimits,
    notKept,
    costs: costRulesOf(seat),
    pairTerms: pairs.terms,
  };
}

/** The units as far as people have decided on them beforehand. */
function decidedUnits(
  able: readonly Unit[],
  profiles: readonly ClientProfile[],
  seat: Seat,
  reps: readonly Rep[],
  context: RuleContext,
  before: SeatBefore,
  given: Given,
): KeptUnits {
  const units = given.released ? releasedUnits(profiles, seat, reps, context, given) : able;
  const useOf = (rule: CapRule, unit: Unit, rep: Rep) =>
    exactSum(unit.members.map((profile) => capUse(rule, profile, rep.id, { seat, before, context })));
  const capLeft = (rule: CapRule, rep: Rep) =>
    (rule.capacity(rep, context) ?? Number.POSITIVE_INFINITY) - before.used(rule, rep);
  return keepUnits(units, profiles, seat, reps, context, given, useOf, capLeft);
}

/** What moves that were decided beforehand use of a budget: their home is none of their pairs, so the solver does not count them. */
function decidedUse(use: Float64Array, { start, agent, home }: Pairs): number {
  return exactSum(
    [...use].filter((_, unit) => {
      const candidates = agent.subarray(start[unit] as number, start[unit + 1] as number);
      return (home[unit] as number) >= 0 && candidates.length > 0 && !candidates.includes(home[unit] as number);
    }),
  );
}

/** A release leaves other books as they are, also where they are over a hard cap already. */
function withRoomForThoseWhoStay(
  cap: Cap,
  units: readonly Unit[],
  { start, agent }: Pairs,
  seat: Seat,
  given: Given,
): Cap {
  const staying = new Float64Array(cap.capacity.length);
  units.forEach((unit, at) => {
    if (!unit.members.every(({ client }) => isOutside(client, seat, given))) return;
    const pair = start[at] as number;
    const position = agent[pair] as number;
    staying[position] = exactSum([staying[position] as number, cap.use[cap.usePerPair ? pair : at] as number]);
  });
  return { ...cap, capacity: cap.capacity.map((most, position) => Math.max(most, staying[position] as number)) };
}

/**
 * Sums values that are whole multiples of 1/100 (hours) or 1 (cents, counts) exactly: in any order, to the last bit, so that neither the
 * order of rows nor the names of ids can move an objective.
 */
function exactSum(values: readonly number[]): number {
  return values.reduce((total, value) => total + Math.round(value * 100), 0) / 100;
}

/** Means over the reps who have hours in the seat; at least one rep is assumed, so that the shares stay finite. */
function averageBooks(units: readonly Unit[], seat: Seat, reps: readonly Rep[], hours: Float64Array): AverageBooks {
  const working = reps.filter(
    (rep, at) => (rep.role === seat || rep.role === "both") && (hours[at] as number) > 0,
  ).length;
  const members = units.flatMap((unit) => unit.members);
  const mean = (value: (profile: ClientProfile) => number) => exactSum(members.map(value)) / Math.max(1, working);
  return {
    clients: Math.max(
      1,
      mean(() => 1),
    ),
    hours: mean((profile) => profile.coverage.hours[seat] ?? 0),
    revenue: mean((profile) => Math.max(0, profile.signals.revenue12m)),
  };
}

function shareOfBook(value: number, book: number): number {
  return book > 0 ? value / book : 0;
}

interface Pairs {
  readonly start: Int32Array;
  readonly agent: Int32Array;
  readonly cost: Float64Array;
  readonly home: Int32Array;
  readonly terms: SeatModel["pairTerms"];
}

function buildPairs(
  units: readonly Unit[],
  seat: Seat,
  reps: readonly Rep[],
  books: AverageBooks,
  keys: Float64Array,
  context: RuleContext,
  before: SeatBefore,
): Pairs {
  const start = new Int32Array(units.length + 1);
  units.forEach((unit, at) => {
    start[at + 1] = (start[at] as number) + unit.candidates.length;
  });
  const count = start[units.length] as number;
  const terms = {
    continuity: new Float64Array(count),
    fit: new Float64Array(count),
    affinity: new Float64Array(count),
  };
  const rules = costRulesOf(seat);
  units.forEach((unit, at) => {
    unit.candidates.forEach((position, index) => {
      const pair = (start[at] as number) + index;
      const rep = reps[position] as Rep;
      for (const rule of rules) {
        for (const profile of unit.members) {
          terms[rule.term][pair] =
            (terms[rule.term][pair] as number) + costThousandths(rule, { profile, rep, seat }, books, context);
        }
      }
      terms.affinity[pair] = affinityThousandths(unit, rep, context, before);
    });
  });
  const positions = new Map(reps.map((rep, position) => [rep.id, position]));
  const inPoints = (thousandths: Float64Array) => thousandths.map((one) => one / 1000);
  return {
    start,
    agent: Int32Array.from(units.flatMap((unit) => unit.candidates)),
    cost: inPoints(
      terms.continuity.map((cost, pair) => cost + (terms.fit[pair] as number) + (terms.affinity[pair] as number)),
    ),
    home: Int32Array.from(units, (unit) => homeOf(unit, seat, positions, keys)),
    terms: { continuity: inPoints(terms.continuity), fit: inPoints(terms.fit), affinity: inPoints(terms.affinity) },
  };
}

function costRulesOf(seat: Seat): readonly CostRule[] {
  return costRules.filter((rule) => rule.seats.includes(seat));
}

/** What a cost rule asks for a pair, in thousandths of a point. */
export function costThousandths(rule: CostRule, pair: Pair, books: AverageBooks, context: RuleContext): number {
  return thousandths(rule.weight(context.config) * rule.cost(pair, books, context));
}

/** What it costs that the rep is not the desk specialist of the seller's other clients, in thousandths of a point. */
export function affinityThousandths(
  unit: Pick<Unit, "members">,
  rep: Rep,
  { config }: RuleContext,
  before: SeatBefore,
): number {
  return thousandths(config.aims.desk_affinity * before.affinity(unit, rep));
}

/** A share of an average book in thousandths of a point, whole, so that costs add up exactly in any order. */
function thousandths(share: number): number {
  return Math.round(share * POINTS * 1000);
}

/**
 * The candidate who has most of the unit now, by revenue, then by clients; -1 when no member's owner may take the unit. The tie
 * key decides between equals.
 */
function homeOf(unit: Unit, seat: Seat, positions: ReadonlyMap<RepId, number>, keys: Float64Array): number {
  const owned = new Map<number, ClientProfile[]>();
  for (const profile of unit.members) {
    const position = positions.get(presentOwnerId(profile.client, seat) ?? ("" as RepId));
    if (position === undefined) continue;
    const known = owned.get(position);
    if (known) known.push(profile);
    else if ((unit.able ?? unit.candidates).includes(position)) owned.set(position, [profile]);
  }
  const owners = [...owned].map(([position, members]) => ({
    position,
    revenue: exactSum(members.map((profile) => profile.signals.revenue12m)),
    count: members.length,
    key: keys[position] as number,
  }));
  owners.sort((a, b) => b.revenue - a.revenue || b.count - a.count || a.key - b.key);
  return owners[0]?.position ?? -1;
}

function unplacedCost(unit: Unit, seat: Seat, books: AverageBooks): number {
  const hours = exactSum(unit.members.map((profile) => profile.coverage.hours[seat] ?? 0));
  const revenue = exactSum(unit.members.map((profile) => Math.max(0, profile.signals.revenue12m)));
  const shares =
    shareOfBook(hours, books.hours) + shareOfBook(revenue, books.revenue) + (3 * unit.members.length) / books.clients;
  return Math.ceil(UNPLACED_FACTOR * LIMIT_POINTS * (shares + unit.members.length));
}

/** Convex: gentle inside the tolerance, ten times steeper beyond, a hundred times beyond twice the tolerance, on both sides. */
export function balancePenalty(tolerance: number): ConvexPenalty {
  return {
    at: [-2 * tolerance, -tolerance, 0, tolerance, 2 * tolerance],
    slope: [-FAR_BEYOND, -BEYOND, -1, 1, BEYOND, FAR_BEYOND],
  };
}

function buildMeasure(
  rule: BalanceRule,
  units: readonly Unit[],
  seat: Seat,
  hours: Float64Array,
  groups: Int32Array,
  context: RuleContext,
): BalanceMeasure {
  const load = Float64Array.from(units, (unit) => exactSum(unit.members.map((profile) => rule.load(profile, seat))));
  const { target, scale } = targetsOf(units, load, hours, groups);
  return {
    name: rule.measure,
    load,
    target,
    scale,
    weight: rule.weight(context.config) * POINTS,
    penalty: balancePenalty(context.config.balance.tolerance),
  };
}

/** Each rep's share, by capacity, of what its group can place; a rep without capacity is measured by the group's mean target. */
function targetsOf(
  units: readonly Unit[],
  load: Float64Array,
  hours: Float64Array,
  groups: Int32Array,
): { target: Float64Array; scale: Float64Array } {
  const groupCount = groups.reduce((most, group) => Math.max(most, group + 1), 0);
  const total = new Float64Array(groupCount);
  const capacity = new Float64Array(groupCount);
  const size = new Float64Array(groupCount);
  units.forEach((unit, at) => {
    const group = groups[unit.candidates[0] ?? -1];
    if (group !== undefined) total[group] = exactSum([total[group] as number, load[at] as number]);
  });
  hours.forEach((own, position) => {
    const group = groups[position] as number;
    capacity[group] = exactSum([capacity[group] as number, own]);
    size[group] = (size[group] as number) + 1;
  });
  const target = hours.map((own, position) => {
    const group = groups[position] as number;
    const all = capacity[group] as number;
    const share = all > 0 ? own / all : 1 / (size[group] as number);
    return share * (total[group] as number);
  });
  const scale = target.map((own, position) => {
    const group = groups[position] as number;
    return own > 0 ? own : (total[group] as number) / (size[group] as number) || 1;
  });
  return { target, scale };
}

function buildCap(
  rule: CapRule,
  units: readonly Unit[],
  pairs: Pairs,
  seat: Seat,
  reps: readonly Rep[],
  context: RuleContext,
  before: SeatBefore,
): Cap {
  const use = Float64Array.from(units, (unit) =>
    exactSum(unit.members.map((profile) => rule.use(profile, seat, context))),
  );
  const book = exactSum([...use]) / Math.max(1, reps.length);
  const capacity = Float64Array.from(reps, (rep) => {
    const own = rule.capacity(rep, context);
    return own === undefined ? Number.POSITIVE_INFINITY : Math.max(0, own - before.used(rule, rep));
  });
  const overflowPrice = rule.hard ? Number.POSITIVE_INFINITY : book > 0 ? LIMIT_POINTS / book : LIMIT_POINTS;
  const cap = { name: rule.name, capacity, overflowPrice };
  // Only where it matters: use per pair makes every row of the problem one per pair.
  const perPair =
    rule.countsClientOnce && reps.some((rep, at) => rep.role === "both" && capacity[at] !== Number.POSITIVE_INFINITY);
  return perPair
    ? { ...cap, use: useOfPairs(rule, units, pairs, seat, reps, context, before), usePerPair: true }
    : { ...cap, use, usePerPair: false };
}

function useOfPairs(
  rule: CapRule,
  units: readonly Unit[],
  { start, agent }: Pairs,
  seat: Seat,
  reps: readonly Rep[],
  context: RuleContext,
  before: SeatBefore,
): Float64Array {
  const use = new Float64Array(agent.length);
  units.forEach((unit, at) => {
    for (let pair = start[at] as number; pair < (start[at + 1] as number); pair++) {
      const { id } = reps[agent[pair] as number] as Rep;
      use[pair] = exactSum(unit.members.map((profile) => capUse(rule, profile, id, { seat, before, context })));
    }
  });
  return use;
}

/** What a client uses of a cap of the rep who holds it in the seat. */
export function capUse(
  rule: CapRule,
  profile: ClientProfile,
  holder: RepId,
  { seat, before, context }: Pick<SeatModel, "seat" | "before" | "context">,
): number {
  const counted = rule.countsClientOnce && before.sellerOf(profile.client.id) === holder;
  return counted ? 0 : rule.use(profile, seat, context);
}

/** Only what could have stayed at home spends budget: forced moves are free. */
function buildBudget(
  rule: BudgetRule,
  units: readonly Unit[],
  home: Int32Array,
  reps: readonly Rep[],
  seat: Seat,
  context: RuleContext,
): MoveBudget {
  const total = exactSum(units.flatMap((unit) => unit.members).map(rule.use));
  const use = Float64Array.from(units, (unit, at) => {
    const homeId = reps[home[at] as number]?.id;
    const atHome = unit.members.filter(
      (profile) => homeId !== undefined && knownOwnerId(profile.client, seat, context) === homeId,
    );
    return exactSum(atHome.map(rule.use));
  });
  const book = total / Math.max(1, reps.length);
  return {
    name: `${rule.name}-${rule.measure}`,
    use,
    limit: rule.limit(total, context),
    overflowPrice: LIMIT_POINTS / Math.max(1, book),
  };
}
