// Tails of the distributions that the watch compares clients with. Formulas: Press et al., Numerical Recipes (3rd ed.), 6.1 and 6.4.

const LANCZOS = [
  57.15623566586292, -59.59796035547549, 14.136097974741746, -0.4919138160976202, 3.399464998481189e-5,
  4.652362892704858e-5, -9.837447530487956e-5, 0.0001580887032249125, -0.00021026444172410488, 0.00021743961811521265,
  -0.0001643181065367639, 8.441822398385275e-5, -2.6190838401581408e-5, 3.6899182659531625e-6,
];

/** Natural logarithm of the gamma function, x > 0 (Lanczos). */
export function logGamma(x: number): number {
  const shifted = x + 5.2421875;
  let series = 0.9999999999999971;
  LANCZOS.forEach((term, at) => {
    series += term / (x + 1 + at);
  });
  return (x + 0.5) * Math.log(shifted) - shifted + Math.log((2.5066282746310007 * series) / x);
}

/** Regularised incomplete beta function I_x(a, b), 0 to 1 (continued fraction by Lentz). */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

const TINY = 1e-300;
const MOST_STEPS = 10_000;

function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= MOST_STEPS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return fraction;
}

function away(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}

/** P(T > t) of Student's t. */
export function studentTail(t: number, degrees: number): number {
  const half = incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2;
  return t > 0 ? half : 1 - half;
}

/** P(X > x) of the beta prime distribution with shapes a and b. */
export function betaPrimeTail(x: number, a: number, b: number): number {
  return incompleteBeta(1 / (1 + x), b, a);
}

/** P(X >= count) of the negative binomial: gamma-Poisson with that shape, `odds` = rate of the gamma / exposure. */
export function gammaPoissonTail(count: number, shape: number, odds: number): number {
  return count <= 0 ? 1 : incompleteBeta(1 / (1 + odds), count, shape);
}

/** P(X >= count) of the beta-binomial: `count` of `trials`, with shapes a and b of the beta. */
export function betaBinomialTail(count: number, trials: number, a: number, b: number): number {
  let tail = 0;
  for (let at = count; at <= trials; at++) {
    tail += Math.exp(
      logGamma(trials + 1) -
        logGamma(at + 1) -
        logGamma(trials - at + 1) +
        (logGamma(at + a) + logGamma(trials - at + b) - logGamma(trials + a + b)) -
        (logGamma(a) + logGamma(b) - logGamma(a + b)),
    );
  }
  return count <= 0 ? 1 : Math.min(1, tail);
}
