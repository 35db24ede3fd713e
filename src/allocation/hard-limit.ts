/** Sums of decimals miss their limit by rounding; a hard limit counts as kept within this share of it. */
const RELATIVE_TOLERANCE = 1e-9;

/**
 * What a limit really allows: a soft limit itself, a hard one with a rounding allowance of 1e-9 of its size. The bound, the
 * search and the judge all use this same number, so they agree on what is feasible.
 */
export function effectiveLimit(limit: number, overflowPrice: number): number {
  if (overflowPrice !== Number.POSITIVE_INFINITY || !Number.isFinite(limit)) return limit;
  return limit + RELATIVE_TOLERANCE * Math.max(1, Math.abs(limit));
}

/** Points for `use` against a limit: the overflow times its price; `Infinity` above a hard limit. */
export function overflowPoints(use: number, limit: number, overflowPrice: number): number {
  const over = use - effectiveLimit(limit, overflowPrice);
  return over > 0 && overflowPrice > 0 ? over * overflowPrice : 0;
}
