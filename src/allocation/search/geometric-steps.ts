/**
 * `count` + 1 numbers from `from` to `to` in equal ratios. The ratio is found by halving, with + - * / alone: engines may round
 * `Math.pow` differently.
 */
export function geometricSteps(from: number, to: number, count: number): Float64Array {
  const ratio = rootByBisection(to / from, Math.max(1, count));
  const steps = new Float64Array(count + 1);
  let value = from;
  for (let step = 0; step <= count; step++, value *= ratio) steps[step] = value;
  return steps;
}

/** The `degree`-th root of a positive number. */
function rootByBisection(value: number, degree: number): number {
  let low = Math.min(1, value);
  let high = Math.max(1, value);
  for (let round = 0; round < 100; round++) {
    const middle = (low + high) / 2;
    if (wholePower(middle, degree) < value) low = middle;
    else high = middle;
  }
  return high;
}

function wholePower(base: number, exponent: number): number {
  let result = 1;
  for (let square = base, rest = exponent; rest > 0; rest = Math.floor(rest / 2), square *= square) {
    if (rest % 2 === 1) result *= square;
  }
  return result;
}
