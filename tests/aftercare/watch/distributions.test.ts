import { describe, expect, it } from "vitest";
import {
  betaBinomialTail,
  betaPrimeTail,
  gammaPoissonTail,
  incompleteBeta,
  logGamma,
  studentTail,
} from "../../../src/aftercare/watch/distributions.ts";

describe("the tails that clients are compared with", () => {
  it("are those of the tables", () => {
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
    expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 10);
    // Student's t: the 0.975 quantile of 10 degrees is 2.228139, the 0.999 quantile of 5 is 5.893430.
    expect(studentTail(2.228139, 10)).toBeCloseTo(0.025, 7);
    expect(studentTail(5.89343, 5)).toBeCloseTo(0.001, 7);
    expect(studentTail(-2.228139, 10)).toBeCloseTo(0.975, 7);
  });

  it("agree with sums of their terms", () => {
    // P(X >= 3) of a binomial is an incomplete beta function.
    const binomial = [3, 4, 5].reduce((sum, k) => sum + choose(5, k) * 0.3 ** k * 0.7 ** (5 - k), 0);
    expect(incompleteBeta(0.3, 3, 3)).toBeCloseTo(binomial, 12);
    // Negative binomial with r = 2 successes of chance p = rate / (rate + exposure).
    const [r, odds] = [2, 3];
    const p = odds / (1 + odds);
    const below = [0, 1, 2, 3].reduce((sum, k) => sum + choose(k + r - 1, k) * p ** r * (1 - p) ** k, 0);
    expect(gammaPoissonTail(4, r, odds)).toBeCloseTo(1 - below, 12);
    // Uniform share: every count of 6 trials has chance 1/7.
    expect(betaBinomialTail(5, 6, 1, 1)).toBeCloseTo(2 / 7, 12);
    // Beta prime with shapes 1 and b is Pareto II: P(X > x) = (1 + x)^-b.
    expect(betaPrimeTail(0.5, 1, 3)).toBeCloseTo(1.5 ** -3, 12);
  });

  it("stay chances at the ends", () => {
    expect([
      incompleteBeta(0, 2, 3),
      incompleteBeta(1, 2, 3),
      gammaPoissonTail(0, 1, 1),
      betaBinomialTail(0, 5, 1, 1),
    ]).toEqual([0, 1, 1, 1]);
  });
});

function choose(n: number, k: number): number {
  return Math.exp(logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1));
}
