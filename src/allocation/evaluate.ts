import { overflowPoints } from "./hard-limit.ts";
import { orderedSum } from "./ordered-sum.ts";
import { penaltyAt } from "./penalty.ts";
import type { AllocationProblem, BalanceMeasure, Cap, MoveBudget, ObjectiveTerms } from "./problem.ts";

/** What an assignment costs, in points, and of what that consists. */
export interface Evaluation {
  readonly objective: number;
  readonly terms: ObjectiveTerms;
}

/**
 * The judge: the objective of `assignment` (agent of each unit, -1 for unplaced) by the formula of `AllocationProblem`. Every
 * sum runs from the smallest value up, so the order of units and agents does not change a bit of the result. `Infinity` when
 * the assignment breaks a hard limit (beyond a rounding allowance of 1e-9 of it) or leaves a unit out that must be placed.
 * Throws a RangeError when a unit is given to an agent that is not among its pairs.
 */
export function evaluate(problem: AllocationProblem, assignment: Int32Array): Evaluation {
  const pairs = chosenPairs(problem, assignment);
  const books = groupByAgent(problem, assignment);
  const terms: ObjectiveTerms = {
    pairs: pairPoints(problem, pairs),
    unplaced: unplacedPoints(problem, pairs),
    balance: problem.measures.map((measure) => balancePoints(measure, books)),
    caps: problem.caps.map((cap) => capPoints(cap, books, pairs)),
    budgets: problem.budgets.map((budget) => budgetPoints(budget, problem, assignment)),
  };
  return { objective: total(terms), terms };
}

/** Adds the parts of an objective in a fixed order. */
export function total(terms: ObjectiveTerms): number {
  let sum = terms.pairs + terms.unplaced;
  for (const part of [...terms.balance, ...terms.caps, ...terms.budgets]) sum += part;
  return sum;
}

/** Pair of unit `unit` with `agent`, or -1: the agents of a unit ascend, so it halves the row. */
export function findPair(
  problem: Pick<AllocationProblem, "pairStart" | "pairAgent">,
  unit: number,
  agent: number,
): number {
  let low = problem.pairStart[unit] as number;
  let high = (problem.pairStart[unit + 1] as number) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = problem.pairAgent[middle] as number;
    if (found === agent) return middle;
    if (found < agent) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function chosenPairs(problem: AllocationProblem, assignment: Int32Array): Int32Array {
  if (assignment.length !== problem.unitCount) {
    throw new RangeError(`the assignment has ${assignment.length} entries for ${problem.unitCount} units`);
  }
  return Int32Array.from(assignment, (agent, unit) => {
    const pair = agent === -1 ? -1 : findPair(problem, unit, agent);
    if (agent !== -1 && pair === -1) throw new RangeError(`unit ${unit} may not go to agent ${agent}: no such pair`);
    return pair;
  });
}

/** Units by agent in compressed rows: the book of agent `a` is `units[start[a]]` up to, not with, `units[start[a + 1]]`. */
interface Books {
  readonly start: Int32Array;
  readonly units: Int32Array;
}

function groupByAgent(problem: AllocationProblem, assignment: Int32Array): Books {
  const start = new Int32Array(problem.agentCount + 1);
  for (const agent of assignment) if (agent >= 0) start[agent + 1] = (start[agent + 1] as number) + 1;
  for (let agent = 0; agent < problem.agentCount; agent++) {
    start[agent + 1] = (start[agent + 1] as number) + (start[agent] as number);
  }
  const units = new Int32Array(start[problem.agentCount] as number);
  const next = start.slice();
  assignment.forEach((agent, unit) => {
    if (agent < 0) return;
    units[next[agent] as number] = unit;
    next[agent] = (next[agent] as number) + 1;
  });
  return { start, units };
}

function pairPoints(problem: AllocationProblem, pairs: Int32Array): number {
  return orderedSum(Float64Array.from(pairs, (pair) => (pair < 0 ? 0 : (problem.pairCost[pair] as number))));
}

function unplacedPoints(problem: AllocationProblem, pairs: Int32Array): number {
  return orderedSum(Float64Array.from(pairs, (pair, unit) => (pair < 0 ? (problem.unplacedCost[unit] as number) : 0)));
}

/** Sum over agents of `price(agent, what the agent's units add up to)`. */
function sumOverBooks(
  books: Books,
  valueOfUnit: (unit: number) => number,
  price: (agent: number, sum: number) => number,
): number {
  const agentCount = books.start.length - 1;
  const scratch = new Float64Array(books.units.length);
  const points = new Float64Array(agentCount);
  for (let agent = 0; agent < agentCount; agent++) {
    const from = books.start[agent] as number;
    const count = (books.start[agent + 1] as number) - from;
    for (let index = 0; index < count; index++) scratch[index] = valueOfUnit(books.units[from + index] as number);
    points[agent] = price(agent, orderedSum(scratch, count));
  }
  return orderedSum(points);
}

function balancePoints(measure: BalanceMeasure, books: Books): number {
  const { load, target, scale, weight, penalty } = measure;
  if (weight === 0) return 0;
  return sumOverBooks(
    books,
    (unit) => load[unit] as number,
    (agent, sum) => weight * penaltyAt(penalty, (sum - (target[agent] as number)) / (scale[agent] as number)),
  );
}

function capPoints(cap: Cap, books: Books, pairs: Int32Array): number {
  const { use, usePerPair, capacity, overflowPrice } = cap;
  return sumOverBooks(
    books,
    (unit) => use[usePerPair ? (pairs[unit] as number) : unit] as number,
    (agent, sum) => overflowPoints(sum, capacity[agent] as number, overflowPrice),
  );
}

function budgetPoints(budget: MoveBudget, problem: AllocationProblem, assignment: Int32Array): number {
  const spent = Float64Array.from(assignment, (agent, unit) => {
    const home = effectiveHome(problem, unit);
    return agent >= 0 && home >= 0 && agent !== home ? (budget.use[unit] as number) : 0;
  });
  return overflowPoints(orderedSum(spent), budget.limit, budget.overflowPrice);
}

/** The unit's home if that is one of its pairs, else -1. */
export function effectiveHome(problem: AllocationProblem, unit: number): number {
  const home = problem.home[unit] as number;
  return home >= 0 && findPair(problem, unit, home) >= 0 ? home : -1;
}
