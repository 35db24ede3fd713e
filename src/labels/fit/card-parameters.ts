import type { Scorecard } from "../../config/scorecard.ts";
import type { ScoredName } from "../../domain/label.ts";
import { bandOf, type ScoredValues } from "../scorecard.ts";

/** One band of a scorecard as a number to fit. */
export interface BandParameter {
  readonly signal: ScoredName;
  /** Edges of the band; absent at its open end. */
  readonly atLeast?: number;
  readonly below?: number;
  readonly points: number;
}

/** Every band of the card, line by line. */
export function parametersOf(scorecard: Scorecard): BandParameter[] {
  return scorecard.flatMap(({ signal, bands }) =>
    bands.map(({ at_least: atLeast, points }, at) => {
      const below = bands[at + 1]?.at_least;
      return {
        ...{ signal, points },
        ...(atLeast === undefined ? {} : { atLeast }),
        ...(below === undefined ? {} : { below }),
      };
    }),
  );
}

/** Numbers of the bands that the values fall into, among `parametersOf`; a signal that is absent has none, as it gives no points. */
export function bandsOf(scorecard: Scorecard, values: ScoredValues): number[] {
  const found: number[] = [];
  let first = 0;
  for (const { signal, bands } of scorecard) {
    const value = values[signal];
    const band = value === undefined ? -1 : bandOf(bands, value);
    if (band >= 0) found.push(first + band);
    first += bands.length;
  }
  return found;
}

/** The card with other points, in the order of `parametersOf`. */
export function withPoints(scorecard: Scorecard, points: readonly number[]): Scorecard {
  let at = 0;
  return scorecard.map((line) => ({
    ...line,
    bands: line.bands.map((band) => ({ ...band, points: points[at++] ?? band.points })),
  }));
}
