import { leavingCost, pricedCost } from "./bounds/dual-value.ts";
import { clipMultiplier, lowestPiece } from "./bounds/multipliers.ts";
import { components } from "./components.ts";
import { buildLinearModel, eachEntry, type LinearModel } from "./highs/linear-model.ts";
import type { HighsSession } from "./highs/session.ts";
import type { Model } from "./model.ts";
import type { Relaxation } from "./relax.ts";
import { rowPenalty } from "./row-penalties.ts";
import type { RunControl } from "./run-control.ts";
import { type Candidates, selectCandidates } from "./search/candidates.ts";

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

/** Largest part (in columns that can still matter) given to HiGHS, nodes of its tree, and how many parts at most. */
const EFFORT = {
  quick: { columns: 200, nodes: 500, parts: 20 },
  normal: { columns: 400, nodes: 3000, parts: 20 },
  thorough: { columns: 1500, nodes: 30_000, parts: 60 },
} as const;

/** Excess below this share of the cost is rounding. */
const ROUNDING = 1e-10;

/**
 * Solves small connected parts of the problem to optimality by branch and bound. The budgets, which tie the parts together, are
 * priced with their multipliers `m`: what remains falls into parts, and
 *
 *     sum over parts of the part's optimum + sum over budgets b of min over s of  P_b(s) - m_b s
 *
 * is a Lagrangian bound, at least as high as that of the relaxation. In each part only places whose reduced cost is below what
 * the part costs in excess of its own bound can belong to a better assignment; the others are left out.
 */
export async function proveByParts(
  model: Model,
  relaxation: Relaxation,
  pairOf: Int32Array,
  context: ProofContext,
): Promise<Proof> {
  const { judge, session, control } = context;
  const multipliers = relaxation.multipliers.map((value, row) => clipMultiplier(model, row, value));
  const priced = priceBudgets(model, multipliers);
  const effort = EFFORT[context.effort];
  const start = modelCost(priced, pairOf);
  if (!Number.isFinite(start) || !Number.isFinite(relaxation.bound)) return { pairOf, bound: relaxation.bound };
  let best = { pairOf, objective: judge(pairOf) };
  let bound = start + budgetPart(model, multipliers);
  let calls = 0;
  for (const units of components(priced)) {
    const excess = excessOf(priced, multipliers, units, pairOf);
    if (excess <= ROUNDING * (1 + Math.abs(start))) continue;
    const candidates = calls < effort.parts ? candidatesOf(priced, multipliers, { units, pairOf, excess }) : undefined;
    if (!candidates || candidates.place.length > effort.columns + priced.unitCount || (await control.shouldStop())) {
      bound -= excess;
      continue;
    }
    calls++;
    const solved = await solvePart(priced, candidates, pairOf, session, {
      mip_max_nodes: effort.nodes,
      ...control.highsTimeLimit(),
    });
    bound -= Math.min(excess, Math.max(0, start - solved.bound));
    const merged = best.pairOf.slice();
    for (const unit of units) merged[unit] = solved.pairOf[unit] as number;
    const objective = judge(merged);
    if (objective < best.objective) best = { pairOf: merged, objective };
  }
  // Units without pairs have no choice; rows that nobody touches are in the starting cost.
  return { pairOf: best.pairOf, bound: bound - ROUNDING * Math.abs(bound) };
}

/** The model without budgets: what leaves its home pays the budgets' multipliers. */
export function priceBudgets(model: Model, multipliers: Float64Array): Model {
  if (model.budgetCount === 0) return model;
  const pairCost = model.pairCost.slice();
  for (let unit = 0; unit < model.unitCount; unit++) {
    const leaving = leavingCost(model, multipliers, unit);
    for (let pair = model.pairStart[unit] as number; pair < (model.pairStart[unit + 1] as number); pair++) {
      if (pair !== model.homePair[unit]) pairCost[pair] = (pairCost[pair] as number) + leaving;
    }
  }
  const rowCount = model.agentCount * model.rowKinds;
  return { ...model, pairCost, rowCount, budgetCount: 0, budgetUse: new Float64Array() };
}

function budgetPart(model: Model, multipliers: Float64Array): number {
  let sum = 0;
  for (let row = model.agentCount * model.rowKinds; row < model.rowCount; row++)
    sum += leastOf(model, multipliers, row);
  return sum;
}

/** Least value of `penalty(s) - multiplier * s` of a row. */
function leastOf(model: Model, multipliers: Float64Array, row: number): number {
  const end = model.pieceEnd[lowestPiece(model, row, multipliers[row] as number)] as number;
  if (end === Number.POSITIVE_INFINITY) return rowPenalty(model, row, 0);
  return rowPenalty(model, row, end) - (multipliers[row] as number) * end;
}

function activities(model: Model, pairOf: Int32Array): Float64Array {
  const activity = new Float64Array(model.rowCount);
  pairOf.forEach((pair, unit) => {
    eachEntry(model, unit, pair, (row, use) => {
      activity[row] = (activity[row] as number) + use;
    });
  });
  return activity;
}

/** Objective of an assignment in the model. */
export function modelCost(model: Model, pairOf: Int32Array): number {
  let cost = 0;
  pairOf.forEach((pair, unit) => {
    cost += (pair < 0 ? model.unplacedCost[unit] : model.pairCost[pair]) as number;
  });
  activities(model, pairOf).forEach((activity, row) => {
    cost += rowPenalty(model, row, activity);
  });
  return cost;
}

/** Reduced cost of a place but for a constant of the unit. */
export function placeCost(model: Model, multipliers: Float64Array, unit: number, place: number): number {
  return place < 0 ? (model.unplacedCost[unit] as number) : pricedCost(model, multipliers, unit, place);
}

/** Least of `placeCost` over the places of a unit. */
export function cheapest(model: Model, multipliers: Float64Array, unit: number): number {
  let least = model.unplacedCost[unit] as number;
  for (let pair = model.pairStart[unit] as number; pair < (model.pairStart[unit + 1] as number); pair++) {
    least = Math.min(least, pricedCost(model, multipliers, unit, pair));
  }
  return least;
}

/** What the part costs above its own Lagrangian bound: reduced costs of its units and slacks of its agents' rows. */
function excessOf(model: Model, multipliers: Float64Array, units: Int32Array, pairOf: Int32Array): number {
  const activity = activities(model, pairOf);
  const agents = new Set<number>();
  let excess = 0;
  for (const unit of units) {
    excess += placeCost(model, multipliers, unit, pairOf[unit] as number) - cheapest(model, multipliers, unit);
    for (let pair = model.pairStart[unit] as number; pair < (model.pairStart[unit + 1] as number); pair++) {
      agents.add(model.pairAgent[pair] as number);
    }
  }
  for (const agent of agents) {
    for (let row = agent * model.rowKinds; row < (agent + 1) * model.rowKinds; row++) {
      const value =
        rowPenalty(model, row, activity[row] as number) - (multipliers[row] as number) * (activity[row] as number);
      excess += value - leastOf(model, multipliers, row);
    }
  }
  return excess;
}

interface Part {
  readonly units: Int32Array;
  readonly pairOf: Int32Array;
  readonly excess: number;
}

/** The part's places that a better assignment could use; everybody else stays. */
function candidatesOf(model: Model, multipliers: Float64Array, { units, pairOf, excess }: Part): Candidates {
  const least = new Map<number, number>();
  for (const unit of units) least.set(unit, cheapest(model, multipliers, unit));
  const limit = excess * (1 + 1e-9);
  return selectCandidates(model, (unit, place) => {
    if (place === pairOf[unit]) return true;
    const base = least.get(unit);
    if (base === undefined || (place < 0 && model.unplacedCost[unit] === Number.POSITIVE_INFINITY)) return false;
    return placeCost(model, multipliers, unit, place) - base <= limit;
  });
}

/** The best assignment of the free units and a bound on its cost in `model`, both by branch and bound. */
export async function solvePart(
  model: Model,
  candidates: Candidates,
  pairOf: Int32Array,
  session: HighsSession,
  settings: Record<string, number>,
): Promise<{ pairOf: Int32Array; bound: number }> {
  const linear = buildLinearModel(model, candidates, true);
  const outcome = await session.solve(linear.data, {
    mip_rel_gap: 0,
    mip_abs_gap: 1e-9,
    mip_feasibility_tolerance: 1e-9,
    ...settings,
  });
  const found = outcome.values.length > 0 ? readChoices(linear, outcome.values, pairOf) : pairOf;
  if (outcome.status === "limit")
    return { pairOf: found, bound: Number.isNaN(outcome.dualBound) ? -Infinity : outcome.dualBound };
  // The present assignment is feasible here, so "infeasible" would be a failure too.
  if (outcome.status !== "optimal") return { pairOf, bound: Number.NEGATIVE_INFINITY };
  // Told to stop within a gap, HiGHS calls that optimal too: then only its bound counts.
  if ((settings.mip_rel_gap ?? 0) > 0) return { pairOf: found, bound: outcome.dualBound };
  // HiGHS works with tolerances; its optimal assignment counted by our own arithmetic is the sharper figure.
  return { pairOf: found, bound: modelCost(model, found) };
}

function readChoices(linear: LinearModel, values: Float64Array, pairOf: Int32Array): Int32Array {
  const chosen = pairOf.slice();
  linear.freeUnits.forEach((unit, index) => {
    for (
      let column = linear.firstColumn[index] as number;
      column < (linear.firstColumn[index + 1] as number);
      column++
    ) {
      if ((values[column] as number) > 0.5) chosen[unit] = linear.places[column] as number;
    }
  });
  return chosen;
}
