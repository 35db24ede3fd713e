/** One piece of a piecewise linear function: `slope * x + offset` up to `end`. */
export interface Piece {
  readonly end: number;
  readonly slope: number;
  readonly offset: number;
}

/** Beyond so many steps the kinks of a penalty are moved too little to be worth more pieces. */
const MOST_STEPS = 1e5;

/** Sums of steps miss their multiple by rounding; this share of a step counts as none. */
const ROUNDING = 1e-6;

/**
 * The largest step of which all values are whole multiples: 1 for counts, 0.5 for half hours; 0 where there is none, or none
 * coarser than a thousandth or a 100,000th of the largest value.
 */
export function commonStep(values: Float64Array): number {
  for (const parts of [1, 10, 100, 1000]) {
    const divisor = wholeDivisor(values, parts);
    if (divisor > 0) return divisor / parts;
    if (divisor < 0) return 0;
  }
  return 0;
}

/** Greatest common divisor of the values times `parts`; 0 when one of them is not whole, -1 when they are too large for it. */
function wholeDivisor(values: Float64Array, parts: number): number {
  let divisor = 0;
  let largest = 0;
  for (const value of values) {
    const scaled = value * parts;
    const whole = Math.round(scaled);
    if (Math.abs(scaled - whole) > 1e-9 * Math.max(1, whole)) return 0;
    if (whole > 1e12) return -1;
    largest = Math.max(largest, whole);
    divisor = greatestCommonDivisor(divisor, whole);
  }
  return divisor > 0 && largest / divisor <= MOST_STEPS ? divisor : -1;
}

function greatestCommonDivisor(left: number, right: number): number {
  let [a, b] = [left, right];
  while (b > 0) [a, b] = [b, a % b];
  return a;
}

/**
 * A convex piecewise linear function that equals `pieces` at all multiples of `step` and is as high as possible in between:
 * each kink that no sum can hit is cut off by a chord between its neighbouring multiples. No assignment changes its cost, but
 * the relaxation can no longer stop at such a kink, so bounds rise. With a step of 0 it is `pieces` itself.
 */
export function alignToSteps(pieces: readonly Piece[], step: number): readonly Piece[] {
  if (step === 0 || pieces.length === 1) return pieces;
  const last = pieces[pieces.length - 1] as Piece;
  if (last.slope === Number.POSITIVE_INFINITY) return alignHardLimit(pieces, step);
  const corners = [...new Set(pieces.slice(0, -1).flatMap(({ end }) => neighbours(end, step)))].sort((a, b) => a - b);
  const aligned: Piece[] = corners.map((end, index) => chord(pieces, corners[index - 1], end));
  return [...aligned, last];
}

/** The multiples of `step` on both sides of `value`, or `value` itself where it is (nearly) one. */
function neighbours(value: number, step: number): number[] {
  const nearest = Math.round(value / step);
  if (Math.abs(value / step - nearest) <= ROUNDING) return [value];
  return [Math.floor(value / step) * step, Math.ceil(value / step) * step];
}

/** The piece of the function that reaches from one corner to the next; the first comes from minus infinity. */
function chord(pieces: readonly Piece[], from: number | undefined, to: number): Piece {
  if (from === undefined) return { ...(pieces[0] as Piece), end: to };
  const at = pieces.find(({ end }) => to <= end) as Piece;
  if (valueOn(at, from) >= valueAt(pieces, from)) return { ...at, end: to };
  const slope = (valueAt(pieces, to) - valueAt(pieces, from)) / (to - from);
  return { end: to, slope, offset: valueAt(pieces, to) - slope * to };
}

function valueAt(pieces: readonly Piece[], x: number): number {
  return valueOn(pieces.find(({ end }) => x <= end) as Piece, x);
}

function valueOn({ slope, offset }: Piece, x: number): number {
  return slope * x + offset;
}

/** A hard limit goes down to the last multiple that keeps it, with the allowance for rounding that it has itself. */
function alignHardLimit(pieces: readonly Piece[], step: number): readonly Piece[] {
  return pieces.map((piece, index) => {
    if (index !== pieces.length - 2) return piece;
    const steps = Math.floor(piece.end / step + ROUNDING);
    return { ...piece, end: Math.min(piece.end, steps * step + 1e-9 * Math.max(1, Math.abs(steps * step))) };
  });
}
