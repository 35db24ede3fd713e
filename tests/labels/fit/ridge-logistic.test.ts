import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitPoints, gradientAt, objectiveAt, type RidgeLogistic } from "../../../src/labels/fit/ridge-logistic.ts";

/** Two signals of three bands each; some clients lack the second. */
const observation = fc.record({
  bands: fc
    .tuple(fc.integer({ min: 0, max: 2 }), fc.option(fc.integer({ min: 3, max: 5 }), { nil: undefined }))
    .map(([one, two]) => (two === undefined ? [one] : [one, two])),
  sign: fc.constantFrom<1 | -1>(1, -1),
});
const problem = fc.record({
  observations: fc.array(observation, { minLength: 1, maxLength: 30 }),
  offset: fc.integer({ min: -10, max: 10 }),
  slope: fc.constantFrom(0.04, 0.1, 0.34),
  prior: fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 7, maxLength: 7 }),
  spread: fc.constantFrom(1, 4, 16),
});

describe("points drawn towards those there are", () => {
  it("are where the gradient is zero, and no step from there lowers the function", () => {
    fc.assert(
      fc.property(problem, fc.integer({ min: 0, max: 6 }), fc.constantFrom(-0.01, 0.01), (one, at, step) => {
        const points = fitPoints(one);
        for (const slope of gradientAt(one, points)) expect(Math.abs(slope)).toBeLessThan(1e-7);
        const beside = points.map((value, j) => (j === at ? value + step : value));
        expect(objectiveAt(one, beside)).toBeGreaterThan(objectiveAt(one, points));
      }),
      { numRuns: 60 },
    );
  });

  it("follow a gradient that is the function's own, by differences", () => {
    fc.assert(
      fc.property(problem, (one) => {
        const at = one.prior.map((value, j) => value + j - 3);
        gradientAt(one, at).forEach((slope, j) => {
          const moved = (by: number) =>
            objectiveAt(
              one,
              at.map((value, k) => (k === j ? value + by : value)),
            );
          expect((moved(1e-4) - moved(-1e-4)) / 2e-4).toBeCloseTo(slope, 4);
        });
      }),
      { numRuns: 20 },
    );
  });

  it("stay where no client is in the band, and move the less the fewer clients speak", () => {
    const of = (copies: number): RidgeLogistic => ({
      observations: Array.from({ length: copies }, () => ({ bands: [0], sign: -1 as const })),
      ...{ offset: 0, slope: 0.1, prior: [10, -7], spread: 4 },
    });
    const first = (copies: number) => fitPoints(of(copies))[0] as number;
    expect(fitPoints(of(5))[1]).toBe(-7);
    expect(first(1)).toBeGreaterThan(8);
    expect(first(10)).toBeLessThan(first(1));
    expect(first(100)).toBeLessThan(first(10));
  });
});
