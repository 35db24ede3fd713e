import type { Cents } from "../../domain/money.ts";

/** Rates count in millionths: 0.002 is 2000. */
export const MILLION = 1_000_000n;

/** A rate of the config as whole millionths. */
export function millionths(rate: number): bigint {
  return BigInt(Math.round(rate * 1e6));
}

/** `numerator / denominator` to the nearest whole, halves to the even one, as banks do: over many sums neither side gains. */
export function halfEven(numerator: bigint, denominator: bigint): bigint {
  const sign = numerator < 0n ? -1n : 1n;
  const size = numerator * sign;
  const whole = size / denominator;
  const twice = (size % denominator) * 2n;
  const up = twice > denominator || (twice === denominator && whole % 2n === 1n);
  return sign * (up ? whole + 1n : whole);
}

/**
 * Rounds parts so that they add up to the rounded total: each is rounded down, and the cents that are left go to the largest remainders (Hamilton
 * 1791), the earlier part first where they are equal. Parts and total in cents, parts as numerators over `denominator`.
 */
export function partsOf(total: bigint, numerators: readonly bigint[], denominator: bigint): Cents[] {
  const parts = numerators.map((numerator, at) => {
    const down = floorDiv(numerator, denominator);
    return { at, down, remainder: numerator - down * denominator };
  });
  let left = total - parts.reduce((sum, { down }) => sum + down, 0n);
  const cents = parts.map(({ down }) => down);
  const byRemainder = [...parts].sort((a, b) => compare(b.remainder, a.remainder) || a.at - b.at);
  for (const { at } of byRemainder) {
    if (left <= 0n) break;
    cents[at] = (cents[at] as bigint) + 1n;
    left--;
  }
  return cents.map((value) => Number(value) as Cents);
}

function floorDiv(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  return numerator < 0n && quotient * denominator !== numerator ? quotient - 1n : quotient;
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
