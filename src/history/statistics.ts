/** Numbers in a plain or a typed array. */
export type Numbers = Float64Array | readonly number[];

/** Sorted copies are made here, for one call after the other: a new array for each of millions of sums would cost more than the sums. */
let scratch = new Float64Array(256);

/** A copy in ascending order, good until the next call. Insertion sort where there are few, as there mostly are. */
function ascending(values: Numbers): Float64Array {
  const { length } = values;
  if (length > scratch.length) scratch = new Float64Array(2 * length);
  const sorted = scratch;
  if (length > FEW) return sortMany(values);
  for (let at = 0; at < length; at++) {
    const value = values[at] as number;
    let hole = at;
    for (; hole > 0 && (sorted[hole - 1] as number) > value; hole--) sorted[hole] = sorted[hole - 1] as number;
    sorted[hole] = value;
  }
  return sorted;
}

const FEW = 40;

function sortMany(values: Numbers): Float64Array {
  for (let at = 0; at < values.length; at++) scratch[at] = values[at] as number;
  scratch.subarray(0, values.length).sort();
  return scratch;
}

/**
 * Sums in ascending order of value: the result does not depend on the order in which equal data arrived, to the last bit.
 */
export function sum(values: Numbers): number {
  const sorted = ascending(values);
  let total = 0;
  for (let at = 0; at < values.length; at++) total += sorted[at] as number;
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
  const squares: number[] = [];
  for (let at = 0; at < values.length; at++) squares.push(((values[at] as number) - average) ** 2);
  return Math.sqrt(sum(squares) / (values.length - 1)) / average;
}

/** The middle value; the mean of the two middle ones for an even count. At least one value. */
export function median(values: Numbers): number {
  const sorted = ascending(values);
  const middle = values.length >> 1;
  const upper = sorted[middle] as number;
  return values.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}
