import type { RowPenalties } from "../row-penalties.ts";

/**
 * The nearest multiplier to `value` for which the Lagrangian of a row is finite: between the first and the last slope of its
 * penalty. So the price of an overflow bounds the multiplier of a cap from above.
 */
export function clipMultiplier(rows: RowPenalties, row: number, value: number): number {
  const lowest = rows.pieceSlope[rows.pieceStart[row] as number] as number;
  const highest = rows.pieceSlope[(rows.pieceStart[row + 1] as number) - 1] as number;
  return value < lowest ? lowest : Math.min(value, highest);
}

/** Multipliers of 0, or the nearest to it that each row allows. */
export function neutralMultipliers(rows: RowPenalties): Float64Array {
  return Float64Array.from({ length: rows.rowCount }, (_, row) => clipMultiplier(rows, row, 0));
}

/**
 * Piece after which `penalty(s) - multiplier * s` stops falling; its end is an activity that minimises it. For a multiplier
 * within the slopes it is never the last piece, unless the row has but one (then every activity is as good).
 */
export function lowestPiece(rows: RowPenalties, row: number, multiplier: number): number {
  const last = (rows.pieceStart[row + 1] as number) - 1;
  let piece = rows.pieceStart[row] as number;
  while (piece + 1 < last && (rows.pieceSlope[piece + 1] as number) < multiplier) piece++;
  return piece;
}
