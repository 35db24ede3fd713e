import type { ConvexPenalty } from "./problem.ts";

/** Value of a convex piecewise linear penalty at `deviation`: the slopes integrated from 0, so exactly 0 at 0. */
export function penaltyAt(penalty: ConvexPenalty, deviation: number): number {
  return deviation >= 0 ? integrateUp(penalty, deviation) : integrateDown(penalty, deviation);
}

function integrateUp({ at, slope }: ConvexPenalty, deviation: number): number {
  let value = 0;
  let from = 0;
  for (let piece = 0; piece < slope.length && from < deviation; piece++) {
    const to = Math.min(at[piece] ?? Number.POSITIVE_INFINITY, deviation);
    if (to <= from) continue;
    value += (slope[piece] as number) * (to - from);
    from = to;
  }
  return value;
}

function integrateDown({ at, slope }: ConvexPenalty, deviation: number): number {
  let value = 0;
  let from = 0;
  for (let piece = slope.length - 1; piece >= 0 && from > deviation; piece--) {
    const to = Math.max(at[piece - 1] ?? Number.NEGATIVE_INFINITY, deviation);
    if (to >= from) continue;
    value -= (slope[piece] as number) * (from - to);
    from = to;
  }
  return value;
}
