import { dealFolds } from "./folds.ts";
import { fitPoints, logistic, logLoss, marginOf, type Observation, type RidgeLogistic } from "./ridge-logistic.ts";

/** An observation with the id that deals it to folds. */
export interface Example extends Observation {
  readonly id: string;
}

/** What a fit starts from, whatever its examples. */
export interface FitSettings {
  readonly offset: number;
  readonly prior: readonly number[];
  /** Deals examples to folds. */
  readonly seed: number;
}

/** How far points may go from those there are: standard deviations in points; 0 keeps them. */
export const spreads = [0, 1, 2, 4, 8, 16] as const;

const INNER_FOLDS = 5;
/** Differences in mean loss below this are none. */
const SAME_LOSS = 1e-9;

/** Points fitted to the examples, with the spread that cross-validation within them chose. */
export interface ChosenFit {
  readonly points: readonly number[];
  readonly spread: number;
  readonly slope: number;
}

/** Chooses the spread by cross-validated loss, the least of equals, and fits all the examples with it. Points are not rounded. */
export function chooseAndFit(examples: readonly Example[], settings: FitSettings): ChosenFit {
  const spread = chooseSpread(examples, settings);
  const slope = slopeOf(examples, settings);
  return { points: pointsWith(examples, slope, spread, settings), spread, slope };
}

function chooseSpread(examples: readonly Example[], settings: FitSettings): number {
  const folds = foldsOf(examples, INNER_FOLDS, `${settings.seed}|inner`);
  const losses = spreads.map(() => 0);
  for (let fold = 0; fold < INNER_FOLDS; fold++) {
    const training = examples.filter((_, at) => folds[at] !== fold);
    const held = examples.filter((_, at) => folds[at] === fold);
    const slope = slopeOf(training, settings);
    spreads.forEach((spread, at) => {
      const points = pointsWith(training, slope, spread, settings);
      for (const { bands, sign } of held) {
        const loss = logLoss(sign * slope * marginOf(bands, settings.offset, points));
        losses[at] = (losses[at] as number) + loss / examples.length;
      }
    });
  }
  let best = 0;
  losses.forEach((loss, at) => {
    if (loss < (losses[best] as number) - SAME_LOSS) best = at;
  });
  return spreads[best] as number;
}

export function foldsOf(examples: readonly Example[], folds: number, seed: string): number[] {
  return dealFolds(
    examples.map(({ id, sign }) => ({ id, kind: String(sign) })),
    folds,
    seed,
  );
}

function pointsWith(examples: readonly Example[], slope: number, spread: number, { offset, prior }: FitSettings) {
  if (spread === 0) return prior;
  const problem: RidgeLogistic = { observations: examples, offset, slope, prior, spread };
  return fitPoints(problem);
}

/**
 * Points that double the odds, at least and at most: a card that no example contradicts would else be worth infinite odds, and whole points
 * of a flat one would be too coarse.
 */
const FEWEST_TO_DOUBLE = 4;
const MOST_TO_DOUBLE = 20;

/**
 * Log-odds that a point of the present card is worth: the slope at which its points are most likely (Platt 1999, without an intercept), within
 * ln 2 / 20 and ln 2 / 4. The likelihood is concave in the slope, so halving the range where its derivative changes sign finds it.
 */
export function slopeOf(examples: readonly Example[], { offset, prior }: FitSettings): number {
  const margins = examples.map(({ bands, sign }) => sign * marginOf(bands, offset, prior));
  const derivative = (slope: number) => margins.reduce((sum, margin) => sum + margin * logistic(-slope * margin), 0);
  let low = Math.LN2 / MOST_TO_DOUBLE;
  let high = Math.LN2 / FEWEST_TO_DOUBLE;
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2;
    if (derivative(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
