import type { Scorecard } from "../config/scorecard.ts";
import type { Reason, ScoredName, ScoreResult } from "../domain/label.ts";

export type ScoredValues = Readonly<Partial<Record<ScoredName, number>>>;

/**
 * Adds up the points of the bands that the values fall into. A value that is absent gives no points and no reason.
 * `score` is left to the caller: the label and the complexity read the points differently.
 */
export function addPoints(scorecard: Scorecard, values: ScoredValues): Omit<ScoreResult, "score"> {
  const reasons: Reason[] = [];
  let possiblePoints = 0;
  for (const { signal, bands } of scorecard) {
    const value = values[signal];
    if (value === undefined) continue;
    possiblePoints += Math.max(0, ...bands.map((band) => band.points));
    const index = bands.findLastIndex((band) => value >= (band.at_least ?? Number.NEGATIVE_INFINITY));
    const band = bands[index];
    if (!band || band.points === 0) continue;
    const below = bands[index + 1]?.at_least;
    reasons.push({
      signal,
      value,
      points: band.points,
      ...(band.at_least === undefined ? {} : { atLeast: band.at_least }),
      ...(below === undefined ? {} : { below }),
    });
  }
  reasons.sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  return { points: reasons.reduce((total, reason) => total + reason.points, 0), possiblePoints, reasons };
}
