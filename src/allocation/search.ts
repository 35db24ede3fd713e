import { excessModel } from "./excess-model.ts";
import { relativeGap } from "./gap.ts";
import type { Model } from "./model.ts";
import type { SolveOptions } from "./problem.ts";
import { Random } from "./random.ts";
import type { Relaxation } from "./relax.ts";
import type { RunControl } from "./run-control.ts";
import { CyclicTransfer } from "./search/cyclic-transfer.ts";
import { descend } from "./search/descent.ts";
import { emptyStart, greedyState, homeStart } from "./search/greedy.ts";
import { annealInStages } from "./search/improve.ts";
import { improveByKicks } from "./search/kicks.ts";
import { SearchState } from "./search-state.ts";
import { cheapestPairs, shortlist } from "./shortlist.ts";
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

/** Moves of annealing and looks of the transfers: for each unit, and the least and the most of a run. */
const EFFORT = {
  quick: { moves: { each: 300, least: 2e4, most: 1e7 }, looks: { each: 1500, least: 2e4, most: 1e7 } },
  normal: { moves: { each: 1500, least: 1e5, most: 8e7 }, looks: { each: 5000, least: 1e5, most: 8e7 } },
  thorough: { moves: { each: 10_000, least: 5e6, most: 1e9 }, looks: { each: 100_000, least: 2e7, most: 2e9 } },
} as const;

/** Places for each unit that annealing considers, and that transfers do. */
const PLACES = 4;
const WIDTH = 5;

/** Units in one transfer, and looks from one unit. */
const TRANSFER = { length: 4, looks: 500 };

/** Looks between two looks at the abort signal. */
const PORTION = 200_000;

/** Hard rules are enforced with prices; when the plan still breaks one, they go up so many times over, so often. */
const SEVERER = 30;
const ATTEMPTS = 3;

/**
 * Looks for a good assignment: from the relaxation, from the present owners and greedily from nothing; annealing and cyclic transfers
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
    if (await context.control.shouldStop()) break;
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
  const model = excessModel(soft, relaxation.multipliers);
  const list = shortlist(model, PLACES);
  yield { pairOf: homeStart(soft), moves: 0 };
  for (const start of [homeStart(model), emptyStart(model)]) {
    const state = greedyState(model, start);
    yield { pairOf: state.pairOf, moves: descend(state, list.candidates, 20 * model.unitCount) };
    if (await control.shouldStop()) return;
  }
  const effort = EFFORT[options.effort];
  const amount = ({ each, least, most }: { each: number; least: number; most: number }) =>
    Math.min(most, Math.max(least, each * model.unitCount));
  const random = new Random(options.seed);
  const task = { model, ...list, random, moves: amount(effort.moves) };
  const annealed = await annealInStages(task, relaxation.start, control);
  yield annealed;
  if (await control.shouldStop()) return;
  yield transferred(model, annealed.pairOf, { random, looks: amount(effort.looks), control });
}

async function transferred(
  model: Model,
  start: Int32Array,
  task: { random: Random; looks: number; control: RunControl },
): Promise<{ pairOf: Int32Array; moves: number }> {
  const state = new SearchState(model, start);
  const places = cheapestPairs(model, WIDTH);
  const transfer = new CyclicTransfer(state, places, TRANSFER, task.random);
  for (let unit = model.unitCount - 1; unit >= 0; unit--) transfer.push(unit);
  while (transfer.isWaiting && transfer.looks < task.looks && !(await task.control.shouldStop())) {
    transfer.descend(Math.min(task.looks, transfer.looks + PORTION));
  }
  await improveByKicks(state, transfer, places, task);
  return { pairOf: state.pairOf, moves: transfer.looks };
}
