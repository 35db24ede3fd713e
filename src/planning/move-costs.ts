import { penaltyAt } from "../allocation/penalty.ts";
import type { CapRule, CostRule, RuleContext } from "../rules/rule.ts";
import { capUses, type Holders, loadsOf } from "./overruns.ts";
import { affinityThousandths, capUse, costThousandths, type SeatModel } from "./seat-model.ts";
import type { Unit } from "./units.ts";

/** Each rep's sums under a plan, in the terms of the numeric model: what a change of it is priced by. */
export interface ModelState {
  /** Position of who has each unit; -1 where nobody has it, or where it is scattered. */
  readonly assignment: Int32Array;
  /** By measure (cap), then rep. */
  readonly loads: readonly Float64Array[];
  readonly uses: readonly Float64Array[];
  /** By budget. */
  readonly spent: readonly number[];
  /** Units that stand as no plan would place them, with several reps or with one who may not have them: what lies with whom. */
  readonly scattered: ReadonlyMap<number, readonly Portion[]>;
}

/** What a rep has of a unit, in the terms of the model. */
export interface Portion {
  readonly agent: number;
  /** By measure. */
  readonly loads: readonly number[];
  /** By cap. */
  readonly uses: readonly number[];
  readonly pairCosts: Readonly<Record<PairTerm, number>>;
}

type PairTerm = CostRule["term"] | "affinity";

/** A unit goes to a rep; without `to` to nobody. */
export interface UnitMove {
  readonly unit: number;
  readonly to?: Portion;
}

/** What one term of the model costs more after some moves; negative where it costs less. */
export type TermCost = { readonly points: number } & (
  | { readonly term: "balance"; readonly measure: number }
  | { readonly term: "cap"; readonly rule: CapRule; readonly index: number }
  | { readonly term: PairTerm | "unplaced" }
  | { readonly term: "budget"; readonly index: number }
);

/** Sums of hours miss a limit by rounding. */
const ROUNDING = 1e-6;

/** The sums under an assignment of the model. */
export function stateOf({ problem }: SeatModel, assignment: Int32Array): ModelState {
  const perAgent = (use: (unit: number, pair: number) => number) => {
    const sums = new Float64Array(problem.agentCount);
    assignment.forEach((agent, unit) => {
      if (agent >= 0) sums[agent] = (sums[agent] as number) + use(unit, pairOf(problem, unit, agent));
    });
    return sums;
  };
  return {
    assignment,
    loads: problem.measures.map(({ load }) => perAgent((unit) => load[unit] as number)),
    uses: problem.caps.map(({ use, usePerPair }) => perAgent((unit, pair) => use[usePerPair ? pair : unit] as number)),
    spent: problem.budgets.map(({ use }) =>
      use.reduce((sum, own, unit) => sum + (isAway(problem, assignment, unit) ? own : 0), 0),
    ),
    scattered: new Map(),
  };
}

/** The sums under anybody's assignment, whether or not a plan could make it. */
export function stateOfHolders(model: SeatModel, holders: Holders, context: RuleContext): ModelState {
  const { problem, reps, units } = model;
  const positions = new Map(reps.map((rep, at) => [rep.id, at]));
  const scattered = new Map<number, readonly Portion[]>();
  const assignment = Int32Array.from(units, (unit, at) => {
    const byAgent = new Map<number, Unit["members"][number][]>();
    for (const member of unit.members) {
      const holder = holders.get(member.client.id);
      const agent = holder === undefined ? undefined : positions.get(holder);
      if (agent !== undefined) byAgent.set(agent, [...(byAgent.get(agent) ?? []), member]);
    }
    const [first] = byAgent.keys();
    if (first === undefined) return -1;
    const whole = byAgent.get(first)?.length === unit.members.length;
    if (whole && pairOf(problem, at, first) >= 0) return first;
    scattered.set(
      at,
      [...byAgent].map(([agent, members]) => portionOf(model, members, agent, context)),
    );
    return -1;
  });
  const spends = (unit: number) =>
    isAway(problem, assignment, unit) ||
    ((problem.home[unit] as number) >= 0 &&
      (scattered.get(unit)?.some(({ agent }) => agent !== problem.home[unit]) ?? false));
  return {
    assignment,
    loads: loadsOf(model, holders),
    uses: model.caps.map((rule) => {
      const used = capUses(model, rule, holders);
      return Float64Array.from(reps, ({ id }) => used.get(id) ?? 0);
    }),
    spent: problem.budgets.map(({ use }) => use.reduce((sum, own, unit) => sum + (spends(unit) ? own : 0), 0)),
    scattered,
  };
}

/** Whether a unit is away from a home that the plan could have left it with. */
function isAway(problem: SeatModel["problem"], assignment: Int32Array, unit: number): boolean {
  const home = problem.home[unit] as number;
  return (
    home >= 0 && (assignment[unit] as number) >= 0 && assignment[unit] !== home && pairOf(problem, unit, home) >= 0
  );
}

/** Units that a plan moves away from who has them. */
export function movedUnits({ problem }: SeatModel, assignment: Int32Array): number[] {
  return Array.from(assignment.keys()).filter((unit) => isAway(problem, assignment, unit));
}

/** A unit whole with one of its candidates, by the problem's own numbers. */
export function placedWith({ problem, pairTerms }: SeatModel, unit: number, agent: number): Portion {
  const pair = pairOf(problem, unit, agent);
  const cost = (term: PairTerm) => pairTerms[term][pair] as number;
  return {
    agent,
    loads: problem.measures.map(({ load }) => load[unit] as number),
    uses: problem.caps.map(({ use, usePerPair }) => use[usePerPair ? pair : unit] as number),
    pairCosts: { continuity: cost("continuity"), fit: cost("fit"), affinity: cost("affinity") },
  };
}

/** Members of a unit with any rep, also one who may not have them: what the rules would ask for it. */
export function portionOf(model: SeatModel, members: Unit["members"], agent: number, context: RuleContext): Portion {
  const { seat, balance, caps, costs, books, before } = model;
  const rep = model.reps[agent] as SeatModel["reps"][number];
  const pairCosts = { continuity: 0, fit: 0, affinity: affinityThousandths({ members }, rep, context, before) / 1000 };
  for (const rule of costs) {
    const thousandths = members.map((profile) => costThousandths(rule, { profile, rep, seat }, books, context));
    pairCosts[rule.term] += total(thousandths) / 1000;
  }
  return {
    agent,
    loads: balance.map((rule) => total(members.map((profile) => rule.load(profile, seat)))),
    uses: caps.map((rule) => total(members.map((profile) => capUse(rule, profile, rep.id, { seat, before, context })))),
    pairCosts,
  };
}

/** What some moves change, term by term; the points add up to the objective's difference. */
export function costOfMoves(model: SeatModel, state: ModelState, moves: readonly UnitMove[]): TermCost[] {
  const { problem, caps } = model;
  const ends = moves.map(({ unit, to }) => ({ unit, to, from: whereIs(model, state, unit) }));
  const changeOf = (amount: (portion: Portion) => number) => {
    const change = new Map<number, number>();
    for (const { from, to } of ends) {
      if (to) change.set(to.agent, (change.get(to.agent) ?? 0) + amount(to));
      for (const portion of from) change.set(portion.agent, (change.get(portion.agent) ?? 0) - amount(portion));
    }
    return [...change];
  };
  const balance = problem.measures.map(({ target, scale, weight, penalty }, measure): TermCost => {
    const points = (agent: number, sum: number) =>
      weight * penaltyAt(penalty, (sum - (target[agent] as number)) / (scale[agent] as number));
    const now = state.loads[measure] as Float64Array;
    const more = changeOf(({ loads }) => loads[measure] as number).map(
      ([agent, by]) => points(agent, (now[agent] as number) + by) - points(agent, now[agent] as number),
    );
    return { term: "balance", measure, points: total(more) };
  });
  const limits = problem.caps.map(({ capacity, overflowPrice }, index): TermCost => {
    const now = state.uses[index] as Float64Array;
    const over = (agent: number, by: number) => {
      const more = (now[agent] as number) + by - (capacity[agent] as number);
      return more > ROUNDING ? more : 0;
    };
    // Nothing can make a passed hard limit worth passing further, and leaving one is no bargain.
    const isHard = overflowPrice === Number.POSITIVE_INFINITY;
    const more = changeOf(({ uses }) => uses[index] as number).map(([agent, by]) => {
      if (isHard) return by > 0 && over(agent, by) > 0 ? overflowPrice : 0;
      return (over(agent, by) - over(agent, 0)) * overflowPrice;
    });
    return { term: "cap", rule: caps[index] as CapRule, index, points: total(more) };
  });
  const pairs = (["continuity", "fit", "affinity"] as const).map((term): TermCost => {
    const cost = (portion: Portion | undefined) => portion?.pairCosts[term] ?? 0;
    return { term, points: total(ends.map(({ from, to }) => cost(to) - total(from.map(cost)))) };
  });
  const budgets = problem.budgets.map(({ use, limit, overflowPrice }, index): TermCost => {
    const points = (sum: number) => Math.max(0, sum - limit) * overflowPrice;
    const home = (unit: number) => problem.home[unit] as number;
    const spends = (unit: number, portions: readonly (Portion | undefined)[]) =>
      home(unit) >= 0 && portions.some((portion) => portion !== undefined && portion.agent !== home(unit)) ? 1 : 0;
    const change = ends.map(({ unit, from, to }) => (spends(unit, [to]) - spends(unit, from)) * (use[unit] as number));
    const spent = state.spent[index] as number;
    return { term: "budget", index, points: points(spent + total(change)) - points(spent) };
  });
  const unplaced: TermCost = {
    term: "unplaced",
    points: total(
      ends.map(
        ({ unit, from, to }) => ((to ? 0 : 1) - (from.length > 0 ? 0 : 1)) * (problem.unplacedCost[unit] as number),
      ),
    ),
  };
  return [...balance, ...limits, ...pairs, ...budgets, unplaced];
}

/** Where a unit is under a state. */
export function whereIs(model: SeatModel, { assignment, scattered }: ModelState, unit: number): readonly Portion[] {
  const agent = assignment[unit] as number;
  return agent >= 0 ? [placedWith(model, unit, agent)] : (scattered.get(unit) ?? []);
}

export function total(points: readonly number[]): number {
  return points.reduce((sum, own) => sum + own, 0);
}

/** The pair of a unit with an agent; the agents of a unit ascend. */
export function pairOf({ pairStart, pairAgent }: SeatModel["problem"], unit: number, agent: number): number {
  const from = pairStart[unit] as number;
  const at = pairAgent.subarray(from, pairStart[unit + 1] as number).indexOf(agent);
  return at < 0 ? -1 : from + at;
}
