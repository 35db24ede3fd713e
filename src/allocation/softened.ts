import type { Model } from "./model.ts";

/** A hard rule costs this many times what any other choice for a typical unit could save. */
const HARD_FACTOR = 20;

/**
 * The same model with finite numbers only, for the search: hard limits and units that must be placed get prices so high
 * that breaking one rarely pays. `severity` multiplies them; the judge still counts what is broken as `Infinity`.
 */
export function soften(model: Model, severity = 1): Model {
  const typical = typicalStake(model);
  const price = severity * HARD_FACTOR * typical;
  return {
    ...model,
    ...softenPieces(model, price),
    unplacedCost: model.unplacedCost.map((cost) => (cost === Number.POSITIVE_INFINITY ? 4 * price : cost)),
  };
}

function softenPieces(model: Model, price: number): Pick<Model, "pieceSlope" | "pieceOffset"> {
  const pieceSlope = model.pieceSlope.slice();
  const pieceOffset = model.pieceOffset.slice();
  const meanUse = meanUseByKind(model);
  for (let row = 0; row < model.rowCount; row++) {
    const last = (model.pieceStart[row + 1] as number) - 1;
    if (pieceSlope[last] !== Number.POSITIVE_INFINITY) continue;
    pieceSlope[last] = price / (meanUse[kindOfRow(model, row)] as number);
    pieceOffset[last] = -(pieceSlope[last] as number) * (model.pieceEnd[last - 1] as number);
  }
  return { pieceSlope, pieceOffset };
}

/** Kind of a row: `0 .. rowKinds - 1` for an agent's row, from `rowKinds` on for the budgets. */
export function kindOfRow(model: Model, row: number): number {
  const agentRows = model.agentCount * model.rowKinds;
  return row < agentRows ? row % model.rowKinds : model.rowKinds + row - agentRows;
}

/** Mean of what is used of each kind of row, over the units (pairs) that use any; 1 where none does. */
export function meanUseByKind(model: Model): Float64Array {
  const kinds = model.rowKinds + model.budgetCount;
  const sum = new Float64Array(kinds);
  const count = new Float64Array(kinds);
  const add = (kind: number, use: number): void => {
    if (use <= 0) return;
    sum[kind] = (sum[kind] as number) + use;
    count[kind] = (count[kind] as number) + 1;
  };
  model.use.forEach((use, index) => {
    add(index % model.rowKinds, use);
  });
  model.budgetUse.forEach((use, index) => {
    add(model.rowKinds + (index % model.budgetCount), use);
  });
  return sum.map((value, kind) => (value > 0 ? value / (count[kind] as number) : 1));
}

/** Points that hang on one typical unit: its dearest pair, its price when unplaced, and what its load can cost in a row. */
function typicalStake(model: Model): number {
  let dearest = 0;
  for (const cost of model.pairCost) dearest = Math.max(dearest, cost);
  for (const cost of model.unplacedCost) if (Number.isFinite(cost)) dearest = Math.max(dearest, cost);
  const steepest = new Float64Array(model.rowKinds + model.budgetCount);
  for (let row = 0; row < model.rowCount; row++) {
    const kind = kindOfRow(model, row);
    for (let piece = model.pieceStart[row] as number; piece < (model.pieceStart[row + 1] as number); piece++) {
      const slope = Math.abs(model.pieceSlope[piece] as number);
      if (Number.isFinite(slope)) steepest[kind] = Math.max(steepest[kind] as number, slope);
    }
  }
  const use = meanUseByKind(model);
  const stake = steepest.reduce((sum, slope, kind) => sum + slope * (use[kind] as number), dearest);
  return stake > 0 ? stake : 1;
}
