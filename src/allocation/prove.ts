import { components } from "./components.ts";
import { excessModel } from "./excess-model.ts";
import { relativeGap } from "./gap.ts";
import { buildLinearModel, columnValues, eachEntry, type LinearModel } from "./highs/linear-model.ts";
import type { HighsSession } from "./highs/session.ts";
import type { Model } from "./model.ts";
import type { Relaxation } from "./relax.ts";
import { rowPenalty } from "./row-penalties.ts";
import type { RunControl } from "./run-control.ts";
import { allCandidates, placeCost, selectCandidates } from "./search/candidates.ts";

/** What proving needs besides the model. */
export interface ProofContext {
  /** True objective of an assignment; `Infinity` when it breaks a hard rule. */
  readonly judge: (pairOf: Int32Array) => number;
  readonly session: HighsSession;
  readonly control: RunControl;
  readonly effort: "quick" | "normal" | "thorough";
}

/** An assignment at least as good as the one given, and a bound. */
export interface Proof {
  readonly pairOf: Int32Array;
  readonly bound: number;
}

/**
 * Up to so many places beyond one for each unit, so many nodes of the tree; with more places no branch and bound is begun. The cuts at the
 * root alone raise the bound of a large one.
 */
const NODES = {
  quick: [[250, 200]],
  normal: [
    [250, 2000],
    [450, 200],
    [700, 1],
  ],
  thorough: [
    [450, 30_000],
    [1500, 1000],
    [5000, 1],
  ],
} as const;

/** Excess below this, in points or as a share of the cost, is rounding. */
const ROUNDING = 1e-10;

/** In a large part, an excess below this share of the plan's cost is not worth a branch and bound, unless thorough work is asked for. */
const WORTHWHILE = { quick: 1e-4, normal: 2e-5, thorough: 0 } as const;
const LARGE = 250;

/**
 * Branch and bound on top of a relaxation whose multipliers prove `L(m)`. All is counted in excess over `L(m)` (see `excess-model.ts`), so
 * a lower bound on the excess of every assignment, added to `L(m)`, is a bound.
 *
 * - By parts: with the budgets priced in, what remains falls into connected parts. The sum of what is proved of each part is a bound, for
 *   the budgets' own slacks are never negative.
 * - Then as a whole, budgets and all, where that is small enough.
 *
 * In a part that has an excess of `e`, only places with a reduced cost up to `e` can belong to a better assignment; the others are left out
 * (reduced cost fixing, G. Dantzig, R. Fulkerson & S. Johnson, 1954).
 */
export async function prove(
  model: Model,
  relaxation: Relaxation,
  pairOf: Int32Array,
  context: ProofContext,
): Promise<Proof> {
  if (!Number.isFinite(relaxation.bound)) return { pairOf, bound: relaxation.bound };
  const excess = excessModel(model, relaxation.multipliers);
  const start = Number.isFinite(modelCost(excess, pairOf)) ? pairOf : await anyFeasible(model, pairOf, context);
  if (!Number.isFinite(modelCost(excess, start))) return { pairOf, bound: relaxation.bound };
  let known = { pairOf: start, bound: relaxation.bound, objective: context.judge(start) };
  // What agents cost whom no unit can go to is the same in every assignment.
  const untouched = untouchedCost(excess);
  const parts = components(model);
  if (parts.length > 1 && !isClosed(known)) {
    const priced = withoutBudgets(excess);
    let proved = untouched;
    for (const units of parts) {
      const part = await provePart(priced, units, known, context);
      proved += part.proved;
      const objective = context.judge(part.pairOf);
      if (objective < known.objective) known = { ...known, pairOf: part.pairOf, objective };
    }
    known = { ...known, bound: relaxation.bound + proved };
  }
  if (parts.length <= 1 || model.budgetCount > 0) {
    if (isClosed(known)) return known;
    const units = Int32Array.from({ length: model.unitCount }, (_, unit) => unit);
    const whole = await provePart(excess, units, known, context);
    const bound = Math.max(known.bound, relaxation.bound + untouched + whole.proved);
    const better = context.judge(whole.pairOf) < known.objective;
    known = { ...known, bound, ...(better && { pairOf: whole.pairOf }) };
  }
  return known;
}

/** Pairs up to which HiGHS looks for an assignment that keeps all hard rules, where the search has found none. */
const PAIRS_FOR_FEASIBILITY = 1000;

async function anyFeasible(
  model: Model,
  pairOf: Int32Array,
  { session, control, judge }: ProofContext,
): Promise<Int32Array> {
  if (model.pairAgent.length > PAIRS_FOR_FEASIBILITY || (await control.shouldStop())) return pairOf;
  const linear = buildLinearModel(model, allCandidates(model), true);
  const settings = { mip_feasibility_tolerance: 1e-9, mip_max_nodes: 2000, ...control.highsTimeLimit() };
  const { values } = await session.solve(linear.data, settings);
  const found = values.length > 0 ? readChoices(linear, values, pairOf) : pairOf;
  // Units that are not free have but one place.
  return Number.isFinite(judge(found)) ? found : pairOf;
}

function isClosed({ bound, objective }: { bound: number; objective: number }): boolean {
  return relativeGap(objective, bound) === 0;
}

function withoutBudgets(model: Model): Model {
  const rowCount = model.agentCount * model.rowKinds;
  return { ...model, rowCount, budgetCount: 0, budgetUse: new Float64Array() };
}

/** Cost of an assignment in the model. */
export function modelCost(model: Model, pairOf: Int32Array): number {
  const units = Int32Array.from({ length: model.unitCount }, (_, unit) => unit);
  return partCost(model, units, pairOf) + untouchedCost(model);
}

/** Rows that no pair of any unit touches. */
function untouchedCost(model: Model): number {
  const touched = new Uint8Array(model.agentCount);
  for (const agent of model.pairAgent) touched[agent] = 1;
  let cost = 0;
  for (let agent = 0; agent < model.agentCount; agent++) {
    if (touched[agent] === 0) cost += agentCost(model, agent, new Float64Array(model.rowCount));
  }
  return cost;
}

function agentCost(model: Model, agent: number, activity: Float64Array): number {
  let cost = 0;
  for (let row = agent * model.rowKinds; row < (agent + 1) * model.rowKinds; row++) {
    cost += rowPenalty(model, row, activity[row] as number);
  }
  return cost;
}

/** Costs of the units, of the rows of the agents that could take them, and of the budgets. */
function partCost(model: Model, units: Int32Array, pairOf: Int32Array): number {
  const activity = new Float64Array(model.rowCount);
  const agents = new Set<number>();
  let cost = 0;
  for (const unit of units) {
    const place = pairOf[unit] as number;
    cost += placeCost(model, unit, place);
    eachEntry(model, unit, place, (row, use) => {
      activity[row] = (activity[row] as number) + use;
    });
    for (let pair = model.pairStart[unit] as number; pair < (model.pairStart[unit + 1] as number); pair++) {
      agents.add(model.pairAgent[pair] as number);
    }
  }
  for (const agent of agents) cost += agentCost(model, agent, activity);
  for (let row = model.agentCount * model.rowKinds; row < model.rowCount; row++) {
    cost += rowPenalty(model, row, activity[row] as number);
  }
  return cost;
}

/** What every distribution of these units costs at least, in excess, and the best one found; the other units stay. */
async function provePart(
  model: Model,
  units: Int32Array,
  { pairOf, objective }: { readonly pairOf: Int32Array; readonly objective: number },
  { session, control, effort }: ProofContext,
): Promise<{ pairOf: Int32Array; proved: number }> {
  const cost = partCost(model, units, pairOf);
  const nothing = { pairOf, proved: 0 };
  if (cost <= ROUNDING || !session.usable || (await control.shouldStop())) return nothing;
  const isFree = new Uint8Array(model.unitCount);
  for (const unit of units) isFree[unit] = 1;
  const limit = cost * (1 + 1e-9);
  const candidates = selectCandidates(
    model,
    (unit, place) => place === pairOf[unit] || (isFree[unit] === 1 && placeCost(model, unit, place) <= limit),
  );
  const places = candidates.place.length - model.unitCount;
  const nodes = NODES[effort].find(([most]) => places <= most)?.[1];
  if (nodes === undefined || (places > LARGE && cost <= WORTHWHILE[effort] * Math.abs(objective))) return nothing;
  const linear = buildLinearModel(model, candidates, true);
  // Every unit has one place left: nothing is better.
  if (linear.freeUnits.length === 0) return { pairOf, proved: cost * (1 - ROUNDING) };
  const settings = {
    mip_rel_gap: 0,
    mip_abs_gap: 1e-9,
    mip_feasibility_tolerance: 1e-9,
    mip_max_nodes: nodes,
    mip_allow_restart: false,
    ...control.highsTimeLimit(),
  };
  const outcome = await session.solve(linear.data, settings, columnValues(linear, pairOf));
  // The present distribution is feasible here, so "infeasible" would be a failure too.
  if (outcome.status !== "optimal" && outcome.status !== "limit") return nothing;
  const found = outcome.values.length > 0 ? readChoices(linear, outcome.values, pairOf) : pairOf;
  const better = partCost(model, units, found) < cost ? found : pairOf;
  // HiGHS counts the units that stay as well. It works with tolerances: what it calls optimal is counted by our own arithmetic.
  const others = modelCost(model, pairOf) - cost;
  const proved = outcome.status === "optimal" ? partCost(model, units, better) : outcome.dualBound - others;
  const rounding = ROUNDING * (Math.abs(others) + cost);
  return { pairOf: better, proved: Number.isNaN(proved) ? 0 : Math.max(0, Math.min(cost, proved) - rounding) };
}

function readChoices(linear: LinearModel, values: Float64Array, pairOf: Int32Array): Int32Array {
  const chosen = pairOf.slice();
  linear.freeUnits.forEach((unit, index) => {
    const end = linear.firstColumn[index + 1] as number;
    for (let column = linear.firstColumn[index] as number; column < end; column++) {
      if ((values[column] as number) > 0.5) chosen[unit] = linear.places[column] as number;
    }
  });
  return chosen;
}
