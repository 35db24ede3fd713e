import type { Model } from "../model.ts";
import type { RunControl } from "../run-control.ts";
import { kindOfRow, meanUseByKind } from "../softened.ts";
import { clipMultiplier, lowestPiece, neutralMultipliers } from "./multipliers.ts";
import { Pricing, placesKept } from "./pricing.ts";

/** The best multipliers found; the bound itself is `dualValue` of them. */
export interface AscentResult {
  readonly multipliers: Float64Array;
  readonly iterations: number;
}

/** All places of a unit are looked at once in so many steps; in between only those that were cheapest. */
const FULL_LOOK = 10;

/** Steps between two looks at the abort signal. */
const PORTION = 10;

/** The first and the last step, in mean pair costs. */
const FIRST_STEP = 5;
const LAST_STEP = 4e-4;

/**
 * From so many pairs for each unit on, many agents that cost about the same make units flock from one to the next, and the value falls far. Then
 * the ascent goes back to the best multipliers with half the step, which may grow again from one full look to the next.
 */
const FLOCKING = 40;
const FAR = 0.5;
const RECOVERY = 1.2;

/** Places within so many steps of the cheapest share a unit: the subgradient is that of a smoothed dual, sharper with every step. */
const BAND = 2;

/** The multipliers of this last part of the steps are averaged; where units tie, their mean is better than any of them. */
const AVERAGED = 0.2;

/** Looks at pairs that a step takes, on average. */
export function looksOfStep(model: Model): number {
  return model.pairAgent.length / FULL_LOOK + placesKept(model) * model.unitCount;
}

/**
 * Subgradient ascent of the Lagrangian dual with a step per row that adapts to the row's own subgradients (D. Kingma and
 * J. Ba, 2015): rows of hours, of revenue and of the whole plan differ by orders of magnitude, and a common step length would
 * suit none. The step falls geometrically over a fixed number of iterations.
 */
export async function ascendDual(model: Model, iterations: number, control: RunControl): Promise<AscentResult> {
  const ascent = new Ascent(model, iterations);
  let done = 0;
  while (done < iterations && !(await control.shouldStop())) {
    for (const stop = Math.min(iterations, done + PORTION); done < stop; done++) ascent.step(done);
  }
  ascent.finish();
  return { multipliers: ascent.best, iterations: done };
}

class Ascent {
  readonly best: Float64Array;
  #bestValue = Number.NEGATIVE_INFINITY;
  readonly #model: Model;
  readonly #pricing: Pricing;
  /** What a typical unit uses of each row; multipliers times this are points per unit. */
  readonly #scale: Float64Array;
  readonly #multipliers: Float64Array;
  readonly #gradient: Float64Array;
  readonly #mean: Float64Array;
  readonly #square: Float64Array;
  readonly #decay: number;
  readonly #sum: Float64Array;
  readonly #sumFrom: number;
  #summed = 0;
  #stepLength: number;
  /** Longest step while units flock. */
  #longest = Number.POSITIVE_INFINITY;
  readonly #isCrowded: boolean;
  #meanWeight = 1;
  #squareWeight = 1;

  constructor(model: Model, iterations: number) {
    this.#model = model;
    this.#pricing = new Pricing(model);
    const mean = meanUseByKind(model);
    this.#scale = Float64Array.from({ length: model.rowCount }, (_, row) => mean[kindOfRow(model, row)] as number);
    this.#multipliers = neutralMultipliers(model);
    this.best = this.#multipliers.slice();
    this.#gradient = new Float64Array(model.rowCount);
    this.#mean = new Float64Array(model.rowCount);
    this.#square = new Float64Array(model.rowCount);
    this.#stepLength = FIRST_STEP * firstStep(model, this.#scale);
    this.#isCrowded = model.pairAgent.length > FLOCKING * model.unitCount;
    this.#sum = new Float64Array(model.rowCount);
    this.#sumFrom = iterations * (1 - AVERAGED);
    this.#decay = decayTo(LAST_STEP / FIRST_STEP, iterations);
  }

  step(iteration: number): void {
    const full = iteration % FULL_LOOK === 0;
    const value = this.#evaluate(full);
    if (full) this.#remember(value);
    if (full && this.#isCrowded && this.#flock(value)) return;
    this.#meanWeight *= MEAN;
    this.#squareWeight *= SQUARE;
    for (let row = 0; row < this.#gradient.length; row++) this.#moveRow(row);
    this.#stepLength *= this.#decay;
    if (iteration < this.#sumFrom) return;
    for (let row = 0; row < this.#sum.length; row++) {
      this.#sum[row] = (this.#sum[row] as number) + (this.#multipliers[row] as number);
    }
    this.#summed++;
  }

  /** Whether the units flock; then the ascent stands at the best multipliers again. */
  #flock(value: number): boolean {
    if (this.#bestValue - value <= FAR * Math.abs(this.#bestValue)) {
      this.#longest *= RECOVERY;
      return false;
    }
    this.#longest = Math.min(this.#longest, this.#stepLength) / 2;
    this.#multipliers.set(this.best);
    this.#mean.fill(0);
    this.#meanWeight = 1;
    return true;
  }

  /** Looks at the last multipliers and at the mean of the last part. */
  finish(): void {
    this.#remember(this.#evaluate(true));
    if (this.#summed === 0) return;
    this.#multipliers.set(this.#sum.map((sum) => sum / this.#summed));
    this.#remember(this.#evaluate(true));
  }

  #remember(value: number): void {
    if (value <= this.#bestValue) return;
    this.#bestValue = value;
    this.best.set(this.#multipliers);
  }

  #moveRow(row: number): void {
    const scale = this.#scale[row] as number;
    const scaled = (this.#gradient[row] as number) / scale;
    this.#mean[row] = MEAN * (this.#mean[row] as number) + (1 - MEAN) * scaled;
    this.#square[row] = SQUARE * (this.#square[row] as number) + (1 - SQUARE) * scaled * scaled;
    const mean = (this.#mean[row] as number) / (1 - this.#meanWeight);
    const spread = Math.sqrt((this.#square[row] as number) / (1 - this.#squareWeight));
    if (spread === 0) return;
    const moved =
      (this.#multipliers[row] as number) + (Math.min(this.#stepLength, this.#longest) * mean) / (spread * scale);
    this.#multipliers[row] = clipMultiplier(this.#model, row, moved);
  }

  /** Value of the Lagrangian; leaves a subgradient behind. */
  #evaluate(full: boolean): number {
    const model = this.#model;
    const band = BAND * Math.min(this.#stepLength, this.#longest);
    let value = this.#pricing.price(this.#multipliers, this.#gradient, full, band);
    for (let row = 0; row < model.rowCount; row++) {
      const multiplier = this.#multipliers[row] as number;
      const piece = lowestPiece(model, row, multiplier);
      const end = model.pieceEnd[piece] as number;
      value += model.pieceOffset[piece] as number;
      if (end !== Number.POSITIVE_INFINITY) value += ((model.pieceSlope[piece] as number) - multiplier) * end;
      this.#gradient[row] = this.#towards(row, piece, multiplier);
    }
    return value;
  }

  /** Activity less the best activity; nothing where the multiplier is at its bound and the activity beyond the last kink. */
  #towards(row: number, piece: number, multiplier: number): number {
    const { pieceStart, pieceEnd, pieceSlope } = this.#model;
    const end = pieceEnd[piece] as number;
    if (end === Number.POSITIVE_INFINITY) return 0;
    const excess = (this.#gradient[row] as number) - end;
    const first = pieceStart[row] as number;
    const last = (pieceStart[row + 1] as number) - 1;
    if (excess > 0 && piece + 1 === last && multiplier >= (pieceSlope[last] as number)) return 0;
    if (excess < 0 && piece === first && multiplier <= (pieceSlope[first] as number)) return 0;
    return excess;
  }
}

/** Shares of the past in the running means of the subgradient and of its square. */
const MEAN = 0.9;
const SQUARE = 0.97;

/** Points per typical unit: what its pairs cost on average, or, where they are free, what it weighs in a row at least. */
function firstStep(model: Model, scale: Float64Array): number {
  const costs = meanOfPositive(model.pairCost);
  if (costs > 0) return costs;
  const gentlest = scale.map((use, row) => {
    const slopes = model.pieceSlope.subarray(model.pieceStart[row], model.pieceStart[row + 1]);
    return use * slopes.reduce((least, slope) => (slope === 0 ? least : Math.min(least, Math.abs(slope))), Infinity);
  });
  return meanOfPositive(gentlest.filter(Number.isFinite)) || 1;
}

function meanOfPositive(values: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (value <= 0) continue;
    sum += value;
    count++;
  }
  return count > 0 ? sum / count : 0;
}

/** The factor that `steps` times over makes `share`, found by halving. */
function decayTo(share: number, steps: number): number {
  let low = 0;
  let high = 1;
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2;
    let power = 1;
    for (let step = 0; step < steps && power >= share; step++) power *= middle;
    if (power < share) low = middle;
    else high = middle;
  }
  return high;
}
