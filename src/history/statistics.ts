/**
 * Sums in ascending order of value: the result does not depend on the order in which equal data arrived, to the last bit.
 */
export function sum(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b).reduce((total, value) => total + value, 0);
}

export function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

/** Coefficient of variation: sample standard deviation (n - 1) / mean; `undefined` under 2 values or for a mean of 0. */
export function coefficientOfVariation(values: readonly number[]): number | undefined {
  if (values.length < 2) return undefined;
  const average = mean(values);
  if (average === 0) return undefined;
  const variance = sum(values.map((value) => (value - average) ** 2)) / (values.length - 1);
  return Math.sqrt(variance) / average;
}

/** The middle value; the mean of the two middle ones for an even count. At least one value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}
