/**
 * Sum of the first `count` values of `values`, smallest first, so that the result has the same bits whatever order the
 * values came in. Sorts that part of `values` in place.
 */
export function orderedSum(values: Float64Array, count: number = values.length): number {
  const part = values.subarray(0, count).sort();
  let sum = 0;
  for (let index = 0; index < count; index++) sum += part[index] as number;
  return sum;
}
