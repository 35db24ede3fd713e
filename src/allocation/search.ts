import { relativeGap } from "./gap.ts";
import type { Model } from "./model.ts";
import type { SolveOptions } from "./problem.ts";
import { Random } from "./random.ts";
import type { Relaxation } from "./relax.ts";
import type { RunControl } from "./run-control.ts";
import { descend } from "./search/descent.ts";
import { emptyStart, greedyState, homeStart } from "./search/greedy.ts";
import { GroupExchange } from "./search/group-exchange.ts";
import { drawGroups, neighbourAgents } from "./search/groups.ts";
import { annealInStages } from "./search/improve.ts";
import { Lookalikes } from "./search/lookalikes.ts";
import { SearchState } from "./search-state.ts";
import { type Shortlist, shortlist } from "./shortlist.ts";
import { soften } from "./softened.ts";

/** What the search needs besides the model. */
export interface SearchContext {
  /** True objective of an assignment; `Infinity` when it breaks a hard rule. */
  readonly judge: (pairOf: Int32Array) => number;
  readonly options: SolveOptions;
  readonly control: RunControl;
}

/** The best assignment found, as pairs. */
export interface Plan {
  readonly pairOf: Int32Array;
  readonly objective: number;
  readonly iterations: number;
}

/** Moves for each unit, how many separate runs share them, and exchanges among a few agents, for each agent. */
const EFFORT = {
  quick: { moves: 400, runs: 1, exchanges: 4 },
  normal: { moves: 4000, runs: 2, exchanges: 12 },
  thorough: { moves: 16_000, runs: 4, exchanges: 40 },
} as const;

/** All moves together; the largest problems get fewer for each unit, and in a single run. */
const MOST_MOVES = { quick: 1e7, normal: 3e7, thorough: 3e8 } as const;

const PAIRS_FOR_ONE_RUN = 1000;

/** Exchanges of each size in all runs together. */
const MOST_EXCHANGES = { quick: 100, normal: 800, thorough: 8000 } as const;

/** Places for each unit that the search considers. */
const PLACES = 4;

/** Hard rules are enforced with prices; when the plan still breaks one, they go up so many times over, so often. */
const SEVERER = 30;
const ATTEMPTS = 3;

/**
 * Looks for a good assignment: from the relaxation, from the present owners and greedily from nothing; annealing and exchanges
 * improve the first, the others are brought down to the nearest valley. The best by the true objective wins.
 */
export async function findPlan(model: Model, relaxation: Relaxation, context: SearchContext): Promise<Plan> {
  let best: Plan | undefined;
  let iterations = 0;
  for (let attempt = 0, severity = 1; attempt < ATTEMPTS; attempt++, severity *= SEVERER) {
    const soft = soften(model, severity);
    for await (const { pairOf, moves } of plans(soft, relaxation, context)) {
      iterations += moves;
      const objective = context.judge(pairOf);
      if (best === undefined || objective < best.objective) best = { pairOf, objective, iterations };
      report(context, best, relaxation, iterations);
      if (relativeGap(best.objective, relaxation.bound) === 0) return { ...best, iterations };
    }
    if (best?.objective !== Number.POSITIVE_INFINITY || relaxation.bound === Number.POSITIVE_INFINITY) break;
  }
  return { ...(best as Plan), iterations };
}

function report({ control }: SearchContext, { objective }: Plan, { bound }: Relaxation, iterations: number): void {
  control.report({
    phase: "search",
    best: objective,
    bound,
    gap: (objective - bound) / Math.abs(objective),
    iterations,
  });
}

async function* plans(
  soft: Model,
  relaxation: Relaxation,
  { options, control }: SearchContext,
): AsyncGenerator<{ pairOf: Int32Array; moves: number }> {
  const list = shortlist(soft, relaxation.multipliers, PLACES);
  yield { pairOf: homeStart(soft), moves: 0 };
  for (const start of [homeStart(soft), emptyStart(soft)]) {
    const state = greedyState(soft, start);
    yield { pairOf: state.pairOf, moves: descend(state, list.candidates, 20 * soft.unitCount) };
    if (await control.shouldStop()) return;
  }
  yield* annealed(soft, relaxation, list, options, control);
}

async function* annealed(
  model: Model,
  { multipliers, start }: Relaxation,
  { candidates, stake }: Shortlist,
  options: SolveOptions,
  control: RunControl,
): AsyncGenerator<{ pairOf: Int32Array; moves: number }> {
  const effort = EFFORT[options.effort];
  const lookalikes = new Lookalikes(model);
  const neighbours = neighbourAgents(model, candidates);
  const total = Math.min(MOST_MOVES[options.effort], effort.moves * model.unitCount);
  // Small problems are finished by branch and bound; a second run would only cost time.
  const single = total < effort.moves * model.unitCount || model.pairAgent.length <= PAIRS_FOR_ONE_RUN;
  const runs = single ? 1 : effort.runs;
  for (let run = 0; run < runs; run++) {
    const random = new Random(options.seed + run * 0x100000000);
    const task = {
      model,
      multipliers,
      candidates,
      lookalikes,
      random,
      stake,
      iterations: Math.ceil(total / runs),
    };
    const { pairOf, iterations } = await annealInStages(task, start, control);
    const state = new SearchState(model, pairOf);
    const moves = iterations + descend(state, candidates, 50 * model.unitCount);
    const exchange = new GroupExchange(state, candidates, multipliers, { listed: 1000, compared: 3e4 });
    const exchanges = Math.min(MOST_EXCHANGES[options.effort], effort.exchanges * model.agentCount);
    for (const size of [2, 3]) {
      for (const group of drawGroups(neighbours, random, { size, count: Math.ceil(exchanges / runs) })) {
        if (await control.shouldStop()) break;
        exchange.improve(group);
      }
    }
    state.rescore();
    yield { pairOf: state.pairOf, moves };
    if (await control.shouldStop()) return;
  }
}
