import type { CanonicalOrder } from "./canonical-order.ts";
import { effectiveLimit } from "./hard-limit.ts";
import { penaltyAt } from "./penalty.ts";
import type { AllocationProblem, BalanceMeasure } from "./problem.ts";

/**
 * A convex piecewise linear function of the activity of each linking row, all rows in one set of arrays. Row `k` has the
 * pieces `pieceStart[k]` up to, not with, `pieceStart[k + 1]`; piece `i` holds up to the activity `pieceEnd[i]` (the last to
 * `Infinity`) and is `pieceSlope[i] * activity + pieceOffset[i]`. A hard limit has a last piece of slope `Infinity`.
 */
export interface RowPenalties {
  readonly rowCount: number;
  readonly pieceStart: Int32Array;
  readonly pieceEnd: Float64Array;
  readonly pieceSlope: Float64Array;
  readonly pieceOffset: Float64Array;
}

/** Penalty of row `row` at `activity`. */
export function rowPenalty(rows: RowPenalties, row: number, activity: number): number {
  let piece = rows.pieceStart[row] as number;
  while (activity > (rows.pieceEnd[piece] as number)) piece++;
  const slope = rows.pieceSlope[piece] as number;
  if (slope === Number.POSITIVE_INFINITY) return slope;
  return slope * activity + (rows.pieceOffset[piece] as number);
}

/** The rows of a problem in the given order: for each agent its measures and caps, then the budgets. */
export function buildRows(problem: AllocationProblem, order: CanonicalOrder): RowPenalties {
  const rows = new RowWriter();
  for (const agent of order.agents) {
    for (const measure of problem.measures) addMeasure(rows, measure, agent);
    for (const cap of problem.caps) addLimit(rows, cap.capacity[agent] as number, cap.overflowPrice);
  }
  for (const budget of problem.budgets) addLimit(rows, budget.limit, budget.overflowPrice);
  return rows.finish();
}

function addMeasure(rows: RowWriter, { weight, penalty, target, scale }: BalanceMeasure, agent: number): void {
  const centre = target[agent] as number;
  const unit = scale[agent] as number;
  penalty.slope.forEach((slope, index) => {
    const next = penalty.at[index];
    const end = next === undefined ? Number.POSITIVE_INFINITY : centre + unit * next;
    // A point that lies on this piece: its end, its beginning, or the origin when it is the only piece.
    const anchor = next ?? penalty.at[index - 1] ?? 0;
    const inclination = (weight * slope) / unit;
    rows.addPiece(end, inclination, weight * penaltyAt(penalty, anchor) - inclination * (centre + unit * anchor));
  });
  rows.endRow();
}

function addLimit(rows: RowWriter, limit: number, overflowPrice: number): void {
  if (limit === Number.POSITIVE_INFINITY || overflowPrice === 0) {
    rows.addPiece(Number.POSITIVE_INFINITY, 0, 0);
  } else {
    const allowed = effectiveLimit(limit, overflowPrice);
    rows.addPiece(allowed, 0, 0);
    rows.addPiece(
      Number.POSITIVE_INFINITY,
      overflowPrice,
      Number.isFinite(overflowPrice) ? -overflowPrice * allowed : 0,
    );
  }
  rows.endRow();
}

class RowWriter {
  readonly #start = [0];
  readonly #end: number[] = [];
  readonly #slope: number[] = [];
  readonly #offset: number[] = [];

  addPiece(end: number, slope: number, offset: number): void {
    this.#end.push(end);
    this.#slope.push(slope);
    this.#offset.push(offset);
  }

  endRow(): void {
    this.#start.push(this.#end.length);
  }

  finish(): RowPenalties {
    return {
      rowCount: this.#start.length - 1,
      pieceStart: Int32Array.from(this.#start),
      pieceEnd: Float64Array.from(this.#end),
      pieceSlope: Float64Array.from(this.#slope),
      pieceOffset: Float64Array.from(this.#offset),
    };
  }
}
