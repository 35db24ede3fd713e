/** One point of a curve that falls. */
export interface CurvePoint {
  readonly x: number;
  readonly y: number;
}

/** Closer to the straight line than this, the curve has no knee. */
const LEAST_BEND = 0.05;

/**
 * Where more of `x` begins to save less of `y`: the point farthest below the straight line from the first to the last, both axes scaled to 0..1
 * (Satopää, Albrecht, Irwin & Raghavan 2011, "Kneedle").
 * @param points ascending in `x`.
 * @returns the position; `undefined` where the curve does not fall, or falls in a straight line.
 */
export function kneeOf(points: readonly CurvePoint[]): number | undefined {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || first.y <= last.y || first.x === last.x) return undefined;
  let [best, bend] = [-1, LEAST_BEND];
  points.forEach(({ x, y }, at) => {
    const below = 1 - (x - first.x) / (last.x - first.x) - (y - last.y) / (first.y - last.y);
    if (below > bend) [best, bend] = [at, below];
  });
  return best < 0 ? undefined : best;
}
