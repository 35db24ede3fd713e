import { pricedCost } from "./bounds/dual-value.ts";
import { clipMultiplier, lowestPiece } from "./bounds/multipliers.ts";
import type { Model } from "./model.ts";
import { rowPenalty } from "./row-penalties.ts";

/**
 * The same model counted from a Lagrangian bound up. With multipliers `m` an assignment costs `L(m)` plus the reduced costs of
 * its places plus the slacks `P_k(s) - m_k s - min over t of (P_k(t) - m_k t)` of its rows, none of which is negative. Here the pair costs
 * and unplaced costs are those reduced costs, the penalties those slacks, so what an assignment costs is its excess over `L(m)`: the same
 * order of assignments, and each part shows what is lost where.
 */
export function excessModel(model: Model, multipliers: Float64Array): Model {
  const clipped = multipliers.map((value, row) => clipMultiplier(model, row, value));
  return { ...model, ...reducedCosts(model, clipped), ...slackPieces(model, clipped) };
}

/** Cost of each place at the multipliers above the cheapest of its unit. */
export function reducedCosts(model: Model, multipliers: Float64Array): Pick<Model, "pairCost" | "unplacedCost"> {
  const pairCost = new Float64Array(model.pairCost.length);
  const unplacedCost = model.unplacedCost.slice();
  for (let unit = 0; unit < model.unitCount; unit++) {
    const [from, to] = [model.pairStart[unit] as number, model.pairStart[unit + 1] as number];
    let least = unplacedCost[unit] as number;
    for (let pair = from; pair < to; pair++) {
      const cost = pricedCost(model, multipliers, unit, pair);
      pairCost[pair] = cost;
      if (cost < least) least = cost;
    }
    // A unit that nobody may take and that must be placed: nothing to compare.
    if (!Number.isFinite(least)) continue;
    for (let pair = from; pair < to; pair++) pairCost[pair] = (pairCost[pair] as number) - least;
    unplacedCost[unit] = (unplacedCost[unit] as number) - least;
  }
  return { pairCost, unplacedCost };
}

function slackPieces(model: Model, multipliers: Float64Array): Pick<Model, "pieceSlope" | "pieceOffset"> {
  const pieceSlope = model.pieceSlope.slice();
  const pieceOffset = model.pieceOffset.slice();
  for (let row = 0; row < model.rowCount; row++) {
    const multiplier = multipliers[row] as number;
    const least = leastOfRow(model, row, multiplier);
    for (let piece = model.pieceStart[row] as number; piece < (model.pieceStart[row + 1] as number); piece++) {
      pieceSlope[piece] = (pieceSlope[piece] as number) - multiplier;
      pieceOffset[piece] = (pieceOffset[piece] as number) - least;
    }
  }
  return { pieceSlope, pieceOffset };
}

/** Least value of `penalty(s) - multiplier * s` of a row; the multiplier lies within the row's slopes. */
export function leastOfRow(model: Model, row: number, multiplier: number): number {
  const end = model.pieceEnd[lowestPiece(model, row, multiplier)] as number;
  // The only piece of a row without breakpoints has the multiplier as its slope.
  if (end === Number.POSITIVE_INFINITY) return rowPenalty(model, row, 0);
  return rowPenalty(model, row, end) - multiplier * end;
}
