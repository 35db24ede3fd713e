import { lowestPiece } from "../bounds/multipliers.ts";
import type { Model } from "../model.ts";
import { rowPenalty } from "../row-penalties.ts";
import { kindOfRow, meanUseByKind } from "../softened.ts";

/**
 * An excess model with its slacks flattened: no slope is steeper than `points` per typical unit. A row keeps its best activity, but its
 * walls become passable, so a search is not stuck between them. Raising `points` step by step leads back to the true model.
 */
export function gradeSlopes(model: Model, points: number): Model {
  const pieceSlope = model.pieceSlope.slice();
  const pieceOffset = model.pieceOffset.slice();
  const mean = meanUseByKind(model);
  for (let row = 0; row < model.rowCount; row++) {
    const first = model.pieceStart[row] as number;
    const last = (model.pieceStart[row + 1] as number) - 1;
    if (first === last) continue;
    const reach = points / (mean[kindOfRow(model, row)] as number);
    for (let piece = first; piece <= last; piece++) {
      pieceSlope[piece] = Math.min(reach, Math.max(-reach, pieceSlope[piece] as number));
    }
    reconnect(model, row, lowestPiece(model, row, 0), { pieceSlope, pieceOffset });
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
