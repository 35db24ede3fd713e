/** What is known of one client: the bands that count, and on which side of the border a person puts it. */
export interface Observation {
  /** Numbers of the parameters that add up to its points. */
  readonly bands: readonly number[];
  /** 1 transactional, -1 consultative. */
  readonly sign: 1 | -1;
}

/**
 * A logistic regression of the points of bands, drawn towards the points there are:
 *
 *     minimise over theta   sum_i ln(1 + exp(-sign_i x slope x (offset + sum of theta over the bands of i)))
 *                           + sum_j (theta_j - prior_j)^2 / (2 spread^2)
 *
 * Its minimum is the most likely theta when each point is normally distributed about the prior with standard deviation `spread`: ridge
 * logistic regression (le Cessie & van Houwelingen 1992) with the ridge at the prior instead of at 0.
 */
export interface RidgeLogistic {
  readonly observations: readonly Observation[];
  /** Points of a client without any band: the neutral score less the threshold. */
  readonly offset: number;
  /** Log-odds that a point is worth. */
  readonly slope: number;
  readonly prior: readonly number[];
  /** In points; above 0. */
  readonly spread: number;
}

const MOST_STEPS = 50;
/** Steps below this many points move no rounded point. */
const STILL = 1e-9;

/**
 * The points at the minimum, by Newton's method (iteratively reweighted least squares) with halved steps. The function is strictly convex, so
 * there is one minimum, and parameters that no observation has stay at their prior.
 */
export function fitPoints(problem: RidgeLogistic): number[] {
  let theta = [...problem.prior];
  let value = objectiveAt(problem, theta);
  for (let step = 0; step < MOST_STEPS; step++) {
    const direction = solvePositive(hessianAt(problem, theta), gradientAt(problem, theta));
    let length = 1;
    let next = moved(theta, direction, length);
    let nextValue = objectiveAt(problem, next);
    while (nextValue > value && length > 1e-6) {
      length /= 2;
      next = moved(theta, direction, length);
      nextValue = objectiveAt(problem, next);
    }
    if (nextValue > value) break;
    theta = next;
    value = nextValue;
    if (length * Math.max(...direction.map(Math.abs)) < STILL) break;
  }
  return theta;
}

/** The function that is minimised. */
export function objectiveAt({ observations, offset, slope, prior, spread }: RidgeLogistic, theta: readonly number[]) {
  let sum = 0;
  for (const { bands, sign } of observations) sum += logLoss(sign * slope * marginOf(bands, offset, theta));
  let pull = 0;
  for (let j = 0; j < prior.length; j++) pull += ((theta[j] as number) - (prior[j] as number)) ** 2;
  return sum + pull / (2 * spread * spread);
}

/** Its gradient; zero at the minimum. */
export function gradientAt({ observations, offset, slope, prior, spread }: RidgeLogistic, theta: readonly number[]) {
  const gradient = prior.map((points, j) => ((theta[j] as number) - points) / (spread * spread));
  for (const { bands, sign } of observations) {
    const pull = -sign * slope * logistic(-sign * slope * marginOf(bands, offset, theta));
    for (const band of bands) gradient[band] = (gradient[band] as number) + pull;
  }
  return gradient;
}

function hessianAt({ observations, offset, slope, prior, spread }: RidgeLogistic, theta: readonly number[]) {
  const hessian = prior.map((_, j) => prior.map((__, k) => (j === k ? 1 / (spread * spread) : 0)));
  for (const { bands } of observations) {
    const share = logistic(slope * marginOf(bands, offset, theta));
    const weight = slope * slope * share * (1 - share);
    for (const j of bands) {
      const row = hessian[j] as number[];
      for (const k of bands) row[k] = (row[k] as number) + weight;
    }
  }
  return hessian;
}

/** Points above the border. */
export function marginOf(bands: readonly number[], offset: number, theta: readonly number[]): number {
  let margin = offset;
  for (const band of bands) margin += theta[band] as number;
  return margin;
}

/** ln(1 + exp(-x)) without overflow. */
export function logLoss(x: number): number {
  return x > 0 ? Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)) - x;
}

export function logistic(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
}

function moved(theta: readonly number[], direction: readonly number[], length: number): number[] {
  return theta.map((value, j) => value - length * (direction[j] as number));
}

/** Solves a system with a symmetric positive definite matrix, which is written over (Cholesky). */
function solvePositive(matrix: number[][], right: readonly number[]): number[] {
  const size = right.length;
  for (let row = 0; row < size; row++) {
    const own = matrix[row] as number[];
    for (let column = 0; column <= row; column++) {
      const other = matrix[column] as number[];
      let sum = own[column] as number;
      for (let k = 0; k < column; k++) sum -= (own[k] as number) * (other[k] as number);
      own[column] = column === row ? Math.sqrt(sum) : sum / (other[column] as number);
    }
  }
  const solution = [...right];
  for (let row = 0; row < size; row++) {
    const own = matrix[row] as number[];
    for (let k = 0; k < row; k++)
      solution[row] = (solution[row] as number) - (own[k] as number) * (solution[k] as number);
    solution[row] = (solution[row] as number) / (own[row] as number);
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let k = row + 1; k < size; k++) {
      solution[row] = (solution[row] as number) - ((matrix[k] as number[])[row] as number) * (solution[k] as number);
    }
    solution[row] = (solution[row] as number) / ((matrix[row] as number[])[row] as number);
  }
  return solution;
}
