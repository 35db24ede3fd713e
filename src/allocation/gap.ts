/** Differences below this share of the objective, or of one point where the objective is smaller, are rounding. */
const ROUNDING = 1e-9;

/** `(objective - bound) / |objective|`; 0 when they are equal up to rounding, `Infinity` when only the objective is. */
export function relativeGap(objective: number, bound: number): number {
  if (objective === bound) return 0;
  if (!Number.isFinite(objective) || !Number.isFinite(bound)) return Number.POSITIVE_INFINITY;
  if (objective - bound <= ROUNDING * Math.max(1, Math.abs(objective))) return 0;
  return (objective - bound) / Math.abs(objective);
}
