import { lowestPiece } from "../bounds/multipliers.ts";
import type { Model } from "../model.ts";
import { rowPenalty } from "../row-penalties.ts";
import { kindOfRow, meanUseByKind } from "../softened.ts";

/**
 * The model with its penalties flattened: no slope is further than `points` per typical unit from the row's multiplier. The
 * penalty keeps its best activity at that multiplier, but its walls become passable, so a search is not stuck between them.
 * Raising `points` step by step leads back to the true model.
 */
export function gradeSlopes(model: Model, multipliers: Float64Array, points: number): Model {
  const pieceSlope = model.pieceSlope.slice();
  const pieceOffset = model.pieceOffset.slice();
  const mean = meanUseByKind(model);
  for (let row = 0; row < model.rowCount; row++) {
    const first = model.pieceStart[row] as number;
    const last = (model.pieceStart[row + 1] as number) - 1;
    if (first === last) continue;
    const centre = multipliers[row] as number;
    const reach = points / (mean[kindOfRow(model, row)] as number);
    for (let piece = first; piece <= last; piece++) {
      pieceSlope[piece] = Math.min(centre + reach, Math.max(centre - reach, pieceSlope[piece] as number));
    }
    reconnect(model, row, lowestPiece(model, row, centre), { pieceSlope, pieceOffset });
  }
  return { ...model, pieceSlope, pieceOffset };
}

/** Sets the offsets of a row's pieces so that they meet, and so that the value at the end of `anchor` stays what it was. */
function reconnect(
  model: Model,
  row: number,
  anchor: number,
  { pieceSlope, pieceOffset }: Pick<Model, "pieceSlope" | "pieceOffset">,
): void {
  const end = (piece: number): number => model.pieceEnd[piece] as number;
  const slope = (piece: number): number => pieceSlope[piece] as number;
  const valueAt = (piece: number, at: number): number => slope(piece) * at + (pieceOffset[piece] as number);
  pieceOffset[anchor] = rowPenalty(model, row, end(anchor)) - slope(anchor) * end(anchor);
  const last = (model.pieceStart[row + 1] as number) - 1;
  for (let piece = anchor + 1; piece <= last; piece++) {
    pieceOffset[piece] = valueAt(piece - 1, end(piece - 1)) - slope(piece) * end(piece - 1);
  }
  for (let piece = anchor - 1; piece >= (model.pieceStart[row] as number); piece--) {
    pieceOffset[piece] = valueAt(piece + 1, end(piece)) - slope(piece) * end(piece);
  }
}
