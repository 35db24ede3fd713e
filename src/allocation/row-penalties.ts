import type { CanonicalOrder } from "./canonical-order.ts";
import { effectiveLimit } from "./hard-limit.ts";
import { penaltyAt } from "./penalty.ts";
import type { AllocationProblem, BalanceMeasure } from "./problem.ts";
import { alignToSteps, commonStep, type Piece } from "./steps.ts";

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

/**
 * The rows of a problem in the given order: for each agent its measures and caps, then the budgets. Where all that a row adds
 * up are multiples of one step (whole clients, tenths of hours), its penalty is tightened to that step, see `alignToSteps`.
 */
export function buildRows(problem: AllocationProblem, order: CanonicalOrder): RowPenalties {
  const steps = {
    measures: problem.measures.map((measure) => commonStep(measure.load)),
    caps: problem.caps.map((cap) => commonStep(cap.use)),
    budgets: problem.budgets.map((budget) => commonStep(budget.use)),
  };
  const rows = new RowWriter();
  for (const agent of order.agents) {
    problem.measures.forEach((measure, index) => {
      rows.add(alignToSteps(measurePieces(measure, agent), steps.measures[index] as number));
    });
    problem.caps.forEach((cap, index) => {
      const pieces = limitPieces(cap.capacity[agent] as number, cap.overflowPrice);
      rows.add(alignToSteps(pieces, steps.caps[index] as number));
    });
  }
  problem.budgets.forEach((budget, index) => {
    rows.add(alignToSteps(limitPieces(budget.limit, budget.overflowPrice), steps.budgets[index] as number));
  });
  return rows.finish();
}

function measurePieces({ weight, penalty, target, scale }: BalanceMeasure, agent: number): Piece[] {
  const centre = target[agent] as number;
  const unit = scale[agent] as number;
  return penalty.slope.map((steepness, index) => {
    const next = penalty.at[index];
    // A point that lies on this piece: its end, its beginning, or the origin when it is the only piece.
    const anchor = next ?? penalty.at[index - 1] ?? 0;
    const slope = (weight * steepness) / unit;
    return {
      end: next === undefined ? Number.POSITIVE_INFINITY : centre + unit * next,
      slope,
      offset: weight * penaltyAt(penalty, anchor) - slope * (centre + unit * anchor),
    };
  });
}

function limitPieces(limit: number, overflowPrice: number): Piece[] {
  if (limit === Number.POSITIVE_INFINITY || overflowPrice === 0) {
    return [{ end: Number.POSITIVE_INFINITY, slope: 0, offset: 0 }];
  }
  const end = effectiveLimit(limit, overflowPrice);
  const offset = Number.isFinite(overflowPrice) ? -overflowPrice * end : 0;
  return [
    { end, slope: 0, offset: 0 },
    { end: Number.POSITIVE_INFINITY, slope: overflowPrice, offset },
  ];
}

class RowWriter {
  readonly #start = [0];
  readonly #pieces: Piece[] = [];

  add(pieces: readonly Piece[]): void {
    this.#pieces.push(...pieces);
    this.#start.push(this.#pieces.length);
  }

  finish(): RowPenalties {
    return {
      rowCount: this.#start.length - 1,
      pieceStart: Int32Array.from(this.#start),
      pieceEnd: Float64Array.from(this.#pieces, ({ end }) => end),
      pieceSlope: Float64Array.from(this.#pieces, ({ slope }) => slope),
      pieceOffset: Float64Array.from(this.#pieces, ({ offset }) => offset),
    };
  }
}
