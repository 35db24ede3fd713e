/** Numbers in a plain or a typed array. */
export type Numbers = Float64Array | readonly number[];

/** A copy in ascending order. Insertion sort where there are few, as there mostly are; the platform's own sort else. */
export function ascending(values: Numbers): Float64Array {
  const sorted = Float64Array.from(values);
  if (sorted.length > 32) return sorted.sort();
  for (let at = 1; at < sorted.length; at++) {
    const value = sorted[at] as number;
    let hole = at;
    for (; hole > 0 && (sorted[hole - 1] as number) > value; hole--) sorted[hole] = sorted[hole - 1] as number;
    sorted[hole] = value;
  }
  return sorted;
}

/**
 * Sums in ascending order of value: the result does not depend on the order in which equal data arrived, to the last bit.
 */
export function sum(values: Numbers): number {
  const sorted = ascending(values);
  let total = 0;
  for (let at = 0; at < sorted.length; at++) total += sorted[at] as number;
  return total;
}

export function mean(values: Numbers): number {
  return sum(values) / values.length;
}

/** Coefficient of variation: sample standard deviation (n - 1) / mean; `undefined` under 2 values or for a mean of 0. */
export function coefficientOfVariation(values: Numbers): number | undefined {
  if (values.length < 2) return undefined;
  const average = mean(values);
  if (average === 0) return undefined;
  const squares = new Float64Array(values.length);
  for (let at = 0; at < squares.length; at++) squares[at] = ((values[at] as number) - average) ** 2;
  return Math.sqrt(sum(squares) / (values.length - 1)) / average;
}

/** The middle value; the mean of the two middle ones for an even count. At least one value. */
export function median(values: Numbers): number {
  const sorted = ascending(values);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}
