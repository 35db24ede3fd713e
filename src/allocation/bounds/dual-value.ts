import type { Model } from "../model.ts";
import { clipMultiplier, lowestPiece } from "./multipliers.ts";

/** A lower bound on every assignment's objective, and the choice of each unit that gives it. */
export interface DualValue {
  readonly bound: number;
  /** Cheapest pair of each unit at these multipliers, -1 for unplaced. */
  readonly choice: Int32Array;
}

/**
 * Lagrangian dual function (A. Geoffrion, 1974) with the sum of each linking row relaxed. With multiplier `m_k` of row `k`:
 *
 *     L(m) =   sum over units u of  min( unplacedCost_u, min over pairs p of u of  cost_p + sum_k m_k use_pk )
 *            + sum over rows k of   min over s of  P_k(s) - m_k s
 *
 * An assignment with activities `s_k = sum use` costs `sum cost + sum P_k(s_k)`, which is its own term in both minima, so
 * `L(m)` never exceeds it, whatever the multipliers. Where they come from (an LP solver, a subgradient method) does not matter:
 * they are first clipped to where the second minimum is finite, and the bound for rounding errors is taken off.
 */
export function dualValue(model: Model, multipliers: Float64Array): DualValue {
  const clipped = multipliers.map((value, row) => clipMultiplier(model, row, value));
  const rows = rowPart(model, clipped);
  const choice = new Int32Array(model.unitCount);
  let value = rows.value;
  let size = rows.size;
  for (let unit = 0; unit < model.unitCount; unit++) {
    const cheapest = cheapestPair(model, clipped, unit);
    choice[unit] = cheapest.pair;
    value += cheapest.cost;
    if (Number.isFinite(cheapest.cost)) size += cheapest.size;
  }
  if (!Number.isFinite(value)) return { bound: value, choice };
  return { bound: value - roundingAllowance(model, size), choice };
}

/** Cost of a pair at given multipliers: its own cost and the price of all that it adds to the rows. */
export function pricedCost(model: Model, multipliers: Float64Array, unit: number, pair: number): number {
  const base = (model.pairAgent[pair] as number) * model.rowKinds;
  const use = (model.usePerPair ? pair : unit) * model.rowKinds;
  let cost = model.pairCost[pair] as number;
  for (let kind = 0; kind < model.rowKinds; kind++) {
    cost += (multipliers[base + kind] as number) * (model.use[use + kind] as number);
  }
  return cost + (pair === model.homePair[unit] ? 0 : leavingCost(model, multipliers, unit));
}

/** What the budgets charge a unit that leaves its home. */
export function leavingCost(model: Model, multipliers: Float64Array, unit: number): number {
  if ((model.homePair[unit] as number) < 0) return 0;
  const base = model.agentCount * model.rowKinds;
  let cost = 0;
  for (let budget = 0; budget < model.budgetCount; budget++) {
    cost += (multipliers[base + budget] as number) * (model.budgetUse[unit * model.budgetCount + budget] as number);
  }
  return cost;
}

function cheapestPair(
  model: Model,
  multipliers: Float64Array,
  unit: number,
): { pair: number; cost: number; size: number } {
  let pair = -1;
  let cost = model.unplacedCost[unit] as number;
  for (let each = model.pairStart[unit] as number; each < (model.pairStart[unit + 1] as number); each++) {
    const priced = pricedCost(model, multipliers, unit, each);
    if (priced < cost) [pair, cost] = [each, priced];
  }
  return { pair, cost, size: pair < 0 ? cost : 2 * Math.abs(model.pairCost[pair] as number) + Math.abs(cost) };
}

function rowPart(model: Model, multipliers: Float64Array): { value: number; size: number } {
  let value = 0;
  let size = 0;
  for (let row = 0; row < model.rowCount; row++) {
    const multiplier = multipliers[row] as number;
    const piece = lowestPiece(model, row, multiplier);
    const end = model.pieceEnd[piece] as number;
    const offset = model.pieceOffset[piece] as number;
    value += offset;
    size += Math.abs(offset);
    // The only piece of a row without breakpoints: its slope is the multiplier, so the activity drops out.
    if (end === Number.POSITIVE_INFINITY) continue;
    const slope = ((model.pieceSlope[piece] as number) - multiplier) * end;
    value += slope;
    size += Math.abs(slope) + Math.abs(multiplier * end);
  }
  return { value, size };
}

/** More than what rounding can add up to in sums of this size and length. */
function roundingAllowance(model: Model, size: number): number {
  return size * Number.EPSILON * 2 * (16 + Math.sqrt(model.unitCount + model.rowCount));
}
