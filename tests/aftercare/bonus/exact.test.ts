import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { halfEven, partsOf } from "../../../src/aftercare/bonus/exact.ts";

describe("exact amounts", () => {
  it.each([
    [5n, 2n, 2n],
    [7n, 2n, 4n],
    [-5n, 2n, -2n],
    [-7n, 2n, -4n],
    [251n, 100n, 3n],
    [0n, 7n, 0n],
  ])("rounds %s / %s to %s: halves to the even one", (numerator, denominator, rounded) => {
    expect(halfEven(numerator, denominator)).toBe(rounded);
  });

  it("parts add up to the total, each within a cent of its exact value, the larger never below the smaller", () => {
    const cents = fc.array(fc.integer({ min: -1e12, max: 1e12 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(cents, fc.integer({ min: 0, max: 1_000_000 }), (bases, rate) => {
        const exact = bases.map((base) => BigInt(base) * BigInt(rate));
        const total = halfEven(
          exact.reduce((sum, one) => sum + one, 0n),
          1_000_000n,
        );
        const parts = partsOf(total, exact, 1_000_000n);
        const sum = parts.reduce((all, part) => all + BigInt(part), 0n);
        return (
          sum === total &&
          parts.every((part, at) => {
            const off = BigInt(part) * 1_000_000n - (exact[at] as bigint);
            return off > -1_000_000n && off <= 1_000_000n;
          })
        );
      }),
    );
  });
});
