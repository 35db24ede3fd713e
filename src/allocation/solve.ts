import { dualValue } from "./bounds/dual-value.ts";
import { neutralMultipliers } from "./bounds/multipliers.ts";
import { canonicalOrder } from "./canonical-order.ts";
import { evaluate } from "./evaluate.ts";
import { relativeGap } from "./gap.ts";
import { buildModel, type Model, toAssignment } from "./model.ts";
import { scarcityPrices } from "./prices.ts";
import type { Allocation, AllocationProblem, SolveOptions } from "./problem.ts";
import { Random } from "./random.ts";
import { RunControl } from "./run-control.ts";
import { allCandidates } from "./search/candidates.ts";
import { descend } from "./search/descent.ts";
import { emptyStart, greedyState, homeStart } from "./search/greedy.ts";
import { anneal, warmTemperature } from "./search/improve.ts";
import type { SearchState } from "./search-state.ts";
import { soften } from "./softened.ts";
import { validateOptions, validateProblem } from "./validate.ts";

/** Moves tried for each unit. */
const MOVES = { quick: 300, normal: 1500, thorough: 6000 } as const;

/**
 * Solves an allocation problem: a good assignment, a bound that no assignment beats, and the prices of what is scarce. The
 * same problem, options and seed give the same result, whatever the order of units and agents, unless a time limit or the
 * abort signal cuts the work short. Throws a RangeError when the problem breaks its contract; infeasibility is no error.
 */
export async function solveAllocation(problem: AllocationProblem, options: SolveOptions): Promise<Allocation> {
  validateProblem(problem);
  validateOptions(options);
  const control = new RunControl(options);
  const model = buildModel(problem, canonicalOrder(problem));
  const multipliers = neutralMultipliers(model);
  const { bound } = dualValue(model, multipliers);
  const { state, iterations } = await search(soften(model), options, control);
  return finish(problem, model, state, { bound, multipliers, iterations, control });
}

async function search(
  model: Model,
  options: SolveOptions,
  control: RunControl,
): Promise<{ state: SearchState; iterations: number }> {
  const random = new Random(options.seed);
  const candidates = allCandidates(model);
  const starts = [greedyState(model, homeStart(model)), greedyState(model, emptyStart(model))];
  let iterations = 0;
  for (const state of starts) iterations += descend(state, candidates, 200 * model.unitCount);
  const state = starts.reduce((best, start) => (start.cost < best.cost ? start : best));
  const from = warmTemperature(state, candidates, random);
  const cooling = { from, to: from / 1000, iterations: MOVES[options.effort] * model.unitCount };
  iterations += await anneal(state, candidates, random, cooling, control);
  iterations += descend(state, candidates, 200 * model.unitCount);
  return { state, iterations };
}

interface Outcome {
  readonly bound: number;
  readonly multipliers: Float64Array;
  readonly iterations: number;
  readonly control: RunControl;
}

function finish(problem: AllocationProblem, model: Model, state: SearchState, outcome: Outcome): Allocation {
  const assignment = toAssignment(model, state.pairOf);
  const { objective, terms } = evaluate(problem, assignment);
  const bound = Math.min(outcome.bound, objective);
  const gap = relativeGap(objective, bound);
  return {
    assignment,
    objective,
    terms,
    bound,
    gap,
    status: objective === Number.POSITIVE_INFINITY ? "infeasible" : gap === 0 ? "optimal" : "feasible",
    interrupted: outcome.control.interrupted,
    statistics: {
      boundMethod: "neutral prices",
      iterations: outcome.iterations,
      notes: outcome.control.outOfTime ? ["the time limit ended the search"] : [],
    },
    prices: scarcityPrices(problem, model, outcome.multipliers),
  };
}
