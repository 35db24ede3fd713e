import type { Scorecard } from "../config/scorecard.ts";
import type { Reason, ScoredName, ScoreResult } from "../domain/label.ts";

export type ScoredValues = Readonly<Partial<Record<ScoredName, number>>>;

type Bands = Scorecard[number]["bands"];

/** The most that a value can give, by its bands: the same for each of many clients. */
const mostPoints = new WeakMap<Bands, number>();

/** The most points that the bands of a signal can give; at least 0. */
export function mostPointsOf(bands: Bands): number {
  let most = mostPoints.get(bands);
  if (most === undefined) {
    most = Math.max(0, ...bands.map((band) => band.points));
    mostPoints.set(bands, most);
  }
  return most;
}

/**
 * Adds up the points of the bands that the values fall into; `more` has values beside the signals. A value that is absent gives no points
 * and no reason. `score` is left to the caller: the label and the complexity read the points differently.
 */
export function addPoints(
  scorecard: Scorecard,
  values: ScoredValues,
  more: ScoredValues = {},
): Omit<ScoreResult, "score"> {
  const reasons: Reason[] = [];
  let possiblePoints = 0;
  let points = 0;
  for (const { signal, bands } of scorecard) {
    const value = more[signal] ?? values[signal];
    if (value === undefined) continue;
    possiblePoints += mostPointsOf(bands);
    const index = bandOf(bands, value);
    const band = bands[index];
    if (!band || band.points === 0) continue;
    points += band.points;
    reasons.push(reasonOf(signal, value, band, bands[index + 1]));
  }
  reasons.sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  return { points, possiblePoints, reasons };
}

/** One line of a scorecard for one client, also where it gives no points. */
export type ScoreLine = Reason | { readonly signal: ScoredName; readonly value?: undefined; readonly points: 0 };

/** Every line of the scorecard, in its order; a value that is absent has none. */
export function scoreLines(scorecard: Scorecard, values: ScoredValues, more: ScoredValues = {}): ScoreLine[] {
  return scorecard.map(({ signal, bands }) => {
    const value = more[signal] ?? values[signal];
    if (value === undefined) return { signal, points: 0 };
    const index = bandOf(bands, value);
    return reasonOf(signal, value, bands[index] ?? { points: 0 }, bands[index + 1]);
  });
}

/** Number of the highest band that the value reaches; -1 below all. */
export function bandOf(bands: Bands, value: number): number {
  let at = bands.length - 1;
  while (at >= 0 && value < (bands[at]?.at_least ?? Number.NEGATIVE_INFINITY)) at--;
  return at;
}

function reasonOf(
  signal: ScoredName,
  value: number,
  { points, at_least: atLeast }: Bands[number],
  next: Bands[number] | undefined,
): Reason {
  const below = next?.at_least;
  if (below === undefined)
    return atLeast === undefined ? { signal, value, points } : { signal, value, points, atLeast };
  return atLeast === undefined ? { signal, value, points, below } : { signal, value, points, atLeast, below };
}
