import type { ModelData } from "highs";
import type { Model } from "../model.ts";
import { rowPenalty } from "../row-penalties.ts";
import type { Candidates } from "../search/candidates.ts";
import { kindOfRow, meanUseByKind } from "../softened.ts";

/**
 * The model, or a part of it, in the form HiGHS takes, and what its columns and rows stand for. Units with a single candidate
 * are fixed there and folded into the right-hand sides; rows that no other unit touches are left out.
 */
export interface LinearModel {
  readonly data: ModelData;
  /** Units that are free to choose, in order of their rows. */
  readonly freeUnits: Int32Array;
  /** The first column of each free unit; its columns follow its candidates. One longer than `freeUnits`. */
  readonly firstColumn: Int32Array;
  /** Place (pair, or -1 for unplaced) of each choice column. */
  readonly places: Int32Array;
  /** Row of HiGHS for each linking row, or -1. */
  readonly rowOf: Int32Array;
  /** What the coefficients of each linking row were divided by. */
  readonly rowScale: Float64Array;
}

/**
 * Builds the linear model over the given candidates. Each linking row reads `sum use x - sum up + sum down = anchor`: its
 * activity is split at the breakpoints of its penalty into columns that cost the slope of their piece; the anchor is the
 * breakpoint at which the slope turns positive. Convexity fills the pieces in the right order.
 */
export function buildLinearModel(model: Model, candidates: Candidates, integral: boolean): LinearModel {
  const rowScale = scales(model);
  const fixed = foldFixedUnits(model, candidates);
  const { freeUnits } = fixed;
  const rowOf = numberRows(model, candidates, freeUnits);
  const writer = new ColumnWriter();
  const firstColumn = new Int32Array(freeUnits.length + 1);
  const places: number[] = [];
  freeUnits.forEach((unit, index) => {
    for (let slot = candidates.start[unit] as number; slot < (candidates.start[unit + 1] as number); slot++) {
      const place = candidates.place[slot] as number;
      places.push(place);
      addChoice(writer, model, { unit, unitRow: index, place, rowOf, rowScale });
    }
    firstColumn[index + 1] = places.length;
  });
  let offset = fixed.cost;
  const rightHand: number[] = [];
  for (let row = 0; row < model.rowCount; row++) {
    const activity = fixed.activity[row] as number;
    if (rowOf[row] === -1) offset += rowPenalty(model, row, activity);
    else
      offset += addPieces(
        writer,
        model,
        row,
        { at: rowOf[row] as number, scale: rowScale[row] as number, activity },
        rightHand,
      );
  }
  const bounds = [...new Array<number>(freeUnits.length).fill(1), ...rightHand];
  const data = writer.finish(bounds, offset, integral ? places.length : 0);
  return { data, freeUnits, firstColumn, places: Int32Array.from(places), rowOf, rowScale };
}

/**
 * The columns' values for an assignment: a start for branch and bound. What a row has beside the chosen places is made up of its piece columns,
 * the cheapest first.
 */
export function columnValues({ data, freeUnits, firstColumn, places }: LinearModel, pairOf: Int32Array): Float64Array {
  const values = new Float64Array(data.numCols);
  const {
    starts,
    indices,
    values: entries,
  } = data.matrix as { starts: Int32Array; indices: Int32Array; values: Float64Array };
  const open = Float64Array.from(data.rowLower as Float64Array);
  const put = (column: number, value: number): void => {
    values[column] = value;
    for (let at = starts[column] as number; at < (starts[column + 1] as number); at++) {
      const row = indices[at] as number;
      open[row] = (open[row] as number) - value * (entries[at] as number);
    }
  };
  freeUnits.forEach((unit, index) => {
    for (let column = firstColumn[index] as number; column < (firstColumn[index + 1] as number); column++) {
      if (places[column] === pairOf[unit]) put(column, 1);
    }
  });
  // The pieces of a side stand in the order of their slopes, the flattest first.
  for (let column = places.length; column < data.numCols; column++) {
    const at = starts[column] as number;
    const wanted = (open[indices[at] as number] as number) * (entries[at] as number);
    if (wanted > 0) put(column, Math.min(wanted, (data.colUpper as Float64Array)[column] as number));
  }
  return values;
}

function scales(model: Model): Float64Array {
  const meanUse = meanUseByKind(model);
  return Float64Array.from({ length: model.rowCount }, (_, row) => meanUse[kindOfRow(model, row)] as number);
}

function foldFixedUnits(model: Model, { start, place }: Candidates) {
  const activity = new Float64Array(model.rowCount);
  const free: number[] = [];
  let cost = 0;
  for (let unit = 0; unit < model.unitCount; unit++) {
    if ((start[unit + 1] as number) - (start[unit] as number) > 1) {
      free.push(unit);
      continue;
    }
    const only = start[unit] === start[unit + 1] ? -1 : (place[start[unit] as number] as number);
    cost += (only < 0 ? model.unplacedCost[unit] : model.pairCost[only]) as number;
    eachEntry(model, unit, only, (row, use) => {
      activity[row] = (activity[row] as number) + use;
    });
  }
  return { activity, cost, freeUnits: Int32Array.from(free) };
}

/** Calls `visit` for each linking row that `unit` adds to on `place`. */
export function eachEntry(model: Model, unit: number, place: number, visit: (row: number, use: number) => void): void {
  if (place < 0) return;
  const base = (model.pairAgent[place] as number) * model.rowKinds;
  const slot = (model.usePerPair ? place : unit) * model.rowKinds;
  for (let kind = 0; kind < model.rowKinds; kind++) {
    const use = model.use[slot + kind] as number;
    if (use !== 0) visit(base + kind, use);
  }
  const home = model.homePair[unit] as number;
  if (home < 0 || home === place) return;
  for (let budget = 0; budget < model.budgetCount; budget++) {
    const use = model.budgetUse[unit * model.budgetCount + budget] as number;
    if (use !== 0) visit(model.agentCount * model.rowKinds + budget, use);
  }
}

/** Numbers, after the rows of the free units, the linking rows that these touch and that have more than one piece. */
function numberRows(model: Model, { start, place }: Candidates, freeUnits: Int32Array): Int32Array {
  const rowOf = new Int32Array(model.rowCount).fill(-1);
  for (const unit of freeUnits) {
    for (let slot = start[unit] as number; slot < (start[unit + 1] as number); slot++) {
      eachEntry(model, unit, place[slot] as number, (row) => {
        rowOf[row] = -2;
      });
    }
  }
  let next = freeUnits.length;
  return rowOf.map((mark) => (mark === -2 ? next++ : -1));
}

interface Choice {
  readonly unit: number;
  readonly unitRow: number;
  readonly place: number;
  readonly rowOf: Int32Array;
  readonly rowScale: Float64Array;
}

function addChoice(writer: ColumnWriter, model: Model, { unit, unitRow, place, rowOf, rowScale }: Choice): void {
  const cost = (place < 0 ? model.unplacedCost[unit] : model.pairCost[place]) as number;
  writer.beginColumn(cost, 1);
  writer.addEntry(unitRow, 1);
  eachEntry(model, unit, place, (row, use) => {
    writer.addEntry(rowOf[row] as number, use / (rowScale[row] as number));
  });
}

/** Adds the piece columns of a row and its right-hand side; returns the penalty at the anchor. */
function addPieces(
  writer: ColumnWriter,
  model: Model,
  row: number,
  { at, scale, activity }: { at: number; scale: number; activity: number },
  rightHand: number[],
): number {
  const first = model.pieceStart[row] as number;
  const last = (model.pieceStart[row + 1] as number) - 1;
  let anchor = first;
  while (anchor + 1 < last && (model.pieceSlope[anchor + 1] as number) <= 0) anchor++;
  const slopeAt = (piece: number): number => model.pieceSlope[piece] as number;
  const endOf = (piece: number): number => model.pieceEnd[piece] as number;
  // A row with one piece has no breakpoint; any activity can be its anchor.
  const origin = first === last ? 0 : endOf(anchor);
  for (let piece = anchor + 1; piece <= last; piece++) {
    if (slopeAt(piece) === Number.POSITIVE_INFINITY) break;
    writer.beginColumn(slopeAt(piece) * scale, (endOf(piece) - endOf(piece - 1)) / scale);
    writer.addEntry(at, -1);
  }
  for (let piece = anchor; piece >= first; piece--) {
    const width = piece === first ? Number.POSITIVE_INFINITY : endOf(piece) - endOf(piece - 1);
    writer.beginColumn(-slopeAt(piece) * scale, width / scale);
    writer.addEntry(at, 1);
  }
  if (first === last) {
    writer.beginColumn(slopeAt(first) * scale, Number.POSITIVE_INFINITY);
    writer.addEntry(at, -1);
  }
  rightHand.push((origin - activity) / scale);
  return rowPenalty(model, row, origin);
}

/** Collects columns in compressed sparse form; all lower bounds are 0, all rows are equations. */
class ColumnWriter {
  readonly #cost: number[] = [];
  readonly #upper: number[] = [];
  readonly #starts: number[] = [0];
  readonly #rows: number[] = [];
  readonly #values: number[] = [];

  beginColumn(cost: number, upper: number): void {
    this.#cost.push(cost);
    this.#upper.push(upper);
    this.#starts.push(this.#rows.length);
  }

  addEntry(row: number, value: number): void {
    this.#rows.push(row);
    this.#values.push(value);
    this.#starts[this.#starts.length - 1] = this.#rows.length;
  }

  finish(rightHand: readonly number[], offset: number, integralColumns: number): ModelData {
    const numCols = this.#cost.length;
    const bounds = Float64Array.from(rightHand);
    return {
      numCols,
      numRows: bounds.length,
      offset,
      colCost: Float64Array.from(this.#cost),
      colLower: new Float64Array(numCols),
      colUpper: Float64Array.from(this.#upper),
      rowLower: bounds,
      rowUpper: bounds,
      matrix: {
        format: "csc",
        numRows: bounds.length,
        numCols,
        starts: Int32Array.from(this.#starts),
        indices: Int32Array.from(this.#rows),
        values: Float64Array.from(this.#values),
      },
      ...(integralColumns > 0 && { integrality: new Int32Array(numCols).fill(1, 0, integralColumns) }),
    };
  }
}
