import { penaltyAt } from "../allocation/penalty.ts";
import type { CapRule, CostRule } from "../rules/rule.ts";
import type { SeatModel } from "./seat-model.ts";

/** Each rep's sums under a plan, in the terms of the numeric model: what a change of it is priced by. */
export interface ModelState {
  readonly assignment: Int32Array;
  /** By measure (cap), then rep. */
  readonly loads: readonly Float64Array[];
  readonly uses: readonly Float64Array[];
  /** By budget. */
  readonly spent: readonly number[];
}

/** What one term of the model would cost more if some units went back home. */
export type Saving = { readonly points: number } & (
  | { readonly term: "balance"; readonly measure: number }
  | { readonly term: "cap"; readonly rule: CapRule; readonly index: number }
  | { readonly term: CostRule["term"] | "affinity" | "budget" }
);

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

/** What the plan saves, term by term, against the same plan with `units` back home; the points add up to the objective's difference. */
export function savingsOf(
  { problem, caps, pairTerms }: SeatModel,
  state: ModelState,
  units: readonly number[],
): Saving[] {
  const moves = units.map((unit) => {
    const [from, to] = [problem.home[unit] as number, state.assignment[unit] as number];
    return { unit, from, to, fromPair: pairOf(problem, unit, from), toPair: pairOf(problem, unit, to) };
  });
  const changeOf = (use: (unit: number, pair: number) => number) => {
    const change = new Map<number, number>();
    for (const { unit, from, to, fromPair, toPair } of moves) {
      change.set(from, (change.get(from) ?? 0) + use(unit, fromPair));
      change.set(to, (change.get(to) ?? 0) - use(unit, toPair));
    }
    return [...change];
  };
  const balance = problem.measures.map(({ load, target, scale, weight, penalty }, measure): Saving => {
    const points = (agent: number, sum: number) =>
      weight * penaltyAt(penalty, (sum - (target[agent] as number)) / (scale[agent] as number));
    const now = state.loads[measure] as Float64Array;
    const change = changeOf((unit) => load[unit] as number);
    const saved = change.map(
      ([agent, by]) => points(agent, (now[agent] as number) + by) - points(agent, now[agent] as number),
    );
    return { term: "balance", measure, points: total(saved) };
  });
  const limits = problem.caps.map(({ use, usePerPair, capacity, overflowPrice }, index): Saving => {
    const points = (agent: number, sum: number) => {
      const over = sum - (capacity[agent] as number);
      return over > ROUNDING ? over * overflowPrice : 0;
    };
    const now = state.uses[index] as Float64Array;
    const change = changeOf((unit, pair) => use[usePerPair ? pair : unit] as number);
    const saved = change.map(
      ([agent, by]) => points(agent, (now[agent] as number) + by) - points(agent, now[agent] as number),
    );
    return { term: "cap", rule: caps[index] as CapRule, index, points: total(saved) };
  });
  const pairs = (["continuity", "fit", "affinity"] as const).map((term): Saving => {
    const cost = (pair: number) => pairTerms[term][pair] as number;
    return { term, points: total(moves.map(({ fromPair, toPair }) => cost(fromPair) - cost(toPair))) };
  });
  const budgets = problem.budgets.map(({ use, limit, overflowPrice }, index): Saving => {
    const points = (sum: number) => Math.max(0, sum - limit) * overflowPrice;
    const spent = state.spent[index] as number;
    return {
      term: "budget",
      points: points(spent - total(moves.map(({ unit }) => use[unit] as number))) - points(spent),
    };
  });
  return [...balance, ...limits, ...pairs, ...budgets];
}

/** Sums of hours miss a limit by rounding. */
const ROUNDING = 1e-6;

export function total(points: readonly number[]): number {
  return points.reduce((sum, own) => sum + own, 0);
}

/** The pair of a unit with an agent; the agents of a unit ascend. */
export function pairOf({ pairStart, pairAgent }: SeatModel["problem"], unit: number, agent: number): number {
  const from = pairStart[unit] as number;
  const at = pairAgent.subarray(from, pairStart[unit + 1] as number).indexOf(agent);
  return at < 0 ? -1 : from + at;
}
