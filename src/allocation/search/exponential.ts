/**
 * Quantiles of the exponential distribution with mean 1, for the acceptance rule of annealing: accepting a loss `d` when
 * `d <= T * E` with exponential `E` is Metropolis' rule `exp(-d / T)`. Worked out with + - * / alone, because engines may
 * round `Math.log` differently.
 */
const SIZE = 4096;
const LN2 = Math.LN2;

export const EXPONENTIAL = Float64Array.from({ length: SIZE }, (_, index) => -naturalLog((index + 0.5) / SIZE));

/** ln(x) for 0 < x <= 1: halvings, then the series of artanh. */
function naturalLog(x: number): number {
  let mantissa = x;
  let halvings = 0;
  while (mantissa < 0.75) {
    mantissa *= 2;
    halvings++;
  }
  return series(mantissa) - halvings * LN2;
}

function series(x: number): number {
  const ratio = (x - 1) / (x + 1);
  let power = ratio;
  let sum = 0;
  for (let odd = 1; odd < 40; odd += 2) {
    sum += power / odd;
    power *= ratio * ratio;
  }
  return 2 * sum;
}
