import type { AllocationProblem, BalanceMeasure, Cap, ConvexPenalty, MoveBudget, SolveOptions } from "./problem.ts";

/** Throws a RangeError that says what is wrong and where, when the problem breaks the contract of `AllocationProblem`. */
export function validateProblem(problem: AllocationProblem): void {
  wholeNumber(problem.unitCount, "unitCount");
  wholeNumber(problem.agentCount, "agentCount");
  validatePairs(problem);
  eachOf(problem.unplacedCost, problem.unitCount, "unplacedCost", costOrInfinity);
  for (const [index, measure] of problem.measures.entries()) validateMeasure(problem, measure, `measures[${index}]`);
  for (const [index, cap] of problem.caps.entries()) validateCap(problem, cap, `caps[${index}]`);
  for (const [index, budget] of problem.budgets.entries()) validateBudget(problem, budget, `budgets[${index}]`);
  eachOf(problem.home, problem.unitCount, "home", (home) =>
    Number.isInteger(home) && home >= -1 && home < problem.agentCount ? "" : "is not -1 or an agent",
  );
  if (problem.unitTieKey) eachOf(problem.unitTieKey, problem.unitCount, "unitTieKey", anyNumber);
  if (problem.agentTieKey) eachOf(problem.agentTieKey, problem.agentCount, "agentTieKey", anyNumber);
}

/** Throws a RangeError when an option is out of its range. */
export function validateOptions(options: SolveOptions): void {
  if (!Number.isFinite(options.seed)) throw new RangeError(`seed is ${options.seed}, not a finite number`);
  if (!["quick", "normal", "thorough"].includes(options.effort)) {
    throw new RangeError(`effort is "${options.effort}", not quick, normal or thorough`);
  }
  const limit = options.timeLimitSeconds;
  if (limit !== undefined && !(limit >= 0)) throw new RangeError(`timeLimitSeconds is ${limit}, not a number >= 0`);
}

/** A check says what is wrong with a value, or nothing. */
type Check = (value: number) => string;

const anyNumber: Check = (value) => (Number.isNaN(value) ? "is not a number" : "");
const finite: Check = (value) => (Number.isFinite(value) ? "" : "is not a finite number");
const amount: Check = (value) => (Number.isFinite(value) && value >= 0 ? "" : "is not a finite number >= 0");
const positive: Check = (value) => (Number.isFinite(value) && value > 0 ? "" : "is not a finite number > 0");
const costOrInfinity: Check = (value) => (value >= 0 ? "" : "is not a number >= 0 or Infinity");
const limitOrInfinity: Check = (value) =>
  Number.isNaN(value) || value === Number.NEGATIVE_INFINITY ? "is not a number or Infinity" : "";

function eachOf(values: ArrayLike<number>, length: number, name: string, check: Check): void {
  if (values.length !== length) throw new RangeError(`${name} has ${values.length} entries, not ${length}`);
  for (let index = 0; index < length; index++) one(values[index] as number, `${name}[${index}]`, check);
}

function one(value: number, name: string, check: Check): void {
  const complaint = check(value);
  if (complaint !== "") throw new RangeError(`${name} is ${value}: it ${complaint}`);
}

function wholeNumber(value: number, name: string): void {
  one(value, name, (count) => (Number.isInteger(count) && count >= 0 ? "" : "is not a whole number >= 0"));
}

function validatePairs({ unitCount, agentCount, pairStart, pairAgent, pairCost }: AllocationProblem): void {
  if (pairStart.length !== unitCount + 1) {
    throw new RangeError(`pairStart has ${pairStart.length} entries, not ${unitCount + 1}`);
  }
  if (pairStart[0] !== 0) throw new RangeError(`pairStart[0] is ${pairStart[0]}, not 0`);
  for (let unit = 0; unit < unitCount; unit++) validateRow(unit, pairStart, pairAgent, agentCount);
  const pairCount = pairStart[unitCount] as number;
  if (pairAgent.length !== pairCount)
    throw new RangeError(`pairAgent has ${pairAgent.length} entries, not ${pairCount}`);
  eachOf(pairCost, pairCount, "pairCost", amount);
}

function validateRow(unit: number, pairStart: Int32Array, pairAgent: Int32Array, agentCount: number): void {
  const from = pairStart[unit] as number;
  const to = pairStart[unit + 1] as number;
  if (to < from) throw new RangeError(`pairStart[${unit + 1}] is ${to}, less than the entry before it, ${from}`);
  for (let pair = from; pair < to; pair++) {
    const agent = pairAgent[pair];
    if (agent === undefined || agent < 0 || agent >= agentCount) {
      throw new RangeError(`pairAgent[${pair}] of unit ${unit} is ${agent}, not an agent below ${agentCount}`);
    }
    if (pair > from && agent <= (pairAgent[pair - 1] as number)) {
      throw new RangeError(`the agents of unit ${unit} do not ascend: ${pairAgent[pair - 1]}, then ${agent}`);
    }
  }
}

function validateMeasure(problem: AllocationProblem, measure: BalanceMeasure, name: string): void {
  eachOf(measure.load, problem.unitCount, `${name}.load`, amount);
  eachOf(measure.target, problem.agentCount, `${name}.target`, finite);
  eachOf(measure.scale, problem.agentCount, `${name}.scale`, positive);
  one(measure.weight, `${name}.weight`, amount);
  validatePenalty(measure.penalty, `${name}.penalty`);
}

function validatePenalty({ at, slope }: ConvexPenalty, name: string): void {
  eachOf(at, at.length, `${name}.at`, finite);
  eachOf(slope, at.length + 1, `${name}.slope`, finite);
  for (let index = 1; index < at.length; index++) {
    if ((at[index] as number) <= (at[index - 1] as number))
      throw new RangeError(`${name}.at does not ascend at ${index}`);
  }
  for (let index = 1; index < slope.length; index++) {
    if ((slope[index] as number) < (slope[index - 1] as number)) {
      throw new RangeError(`${name}.slope descends at ${index}: the penalty must be convex`);
    }
  }
}

function validateCap(problem: AllocationProblem, cap: Cap, name: string): void {
  const length = cap.usePerPair ? problem.pairAgent.length : problem.unitCount;
  eachOf(cap.use, length, `${name}.use`, amount);
  eachOf(cap.capacity, problem.agentCount, `${name}.capacity`, limitOrInfinity);
  one(cap.overflowPrice, `${name}.overflowPrice`, costOrInfinity);
}

function validateBudget(problem: AllocationProblem, budget: MoveBudget, name: string): void {
  eachOf(budget.use, problem.unitCount, `${name}.use`, amount);
  one(budget.limit, `${name}.limit`, limitOrInfinity);
  one(budget.overflowPrice, `${name}.overflowPrice`, costOrInfinity);
}
