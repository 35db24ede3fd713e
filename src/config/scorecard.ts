import * as z from "zod";
import { type ScoredName, scoredFacts } from "../domain/label.ts";
import { signalNames } from "../domain/signals.ts";

const scoredName = z.enum([...signalNames, ...scoredFacts]);

/** Bands ascend; the value falls into the last band whose `at_least` it reaches; below the first band it gets 0 points. */
const band = z.strictObject({
  at_least: z.number().optional().describe("Lower edge of the band; leave it out for the lowest band."),
  points: z.number().describe("Points the band gives."),
});

const line = z.strictObject({
  signal: scoredName,
  bands: z
    .array(band)
    .min(1)
    .refine(
      (bands) => bands.every((one, index) => index === 0 || edge(one) > edge(bands[index - 1])),
      "the bands must ascend by at_least",
    ),
});

function edge(one: { at_least?: number | undefined } | undefined): number {
  return one?.at_least ?? Number.NEGATIVE_INFINITY;
}

/** Points per band of each signal, as credit scorecards have them. */
export const scorecardSchema = z
  .array(line)
  .refine((lines) => new Set(lines.map((one) => one.signal)).size === lines.length, "a signal stands here twice");

export type Scorecard = z.infer<typeof scorecardSchema>;

/** Shorthand for the defaults below: `[points]` is the lowest band, `[at_least, points]` any other. */
function card(
  signal: ScoredName,
  ...bands: readonly (readonly [number] | readonly [number, number])[]
): Scorecard[number] {
  return {
    signal,
    bands: bands.map((one) => (one.length === 1 ? { points: one[0] } : { at_least: one[0], points: one[1] })),
  };
}

/**
 * Positive points speak for transactional, negative for consultative. The cut points are those of the literature where it has
 * them (docs/model.md names each); that these statistics tell the two ways of buying apart is our inference, so every figure is
 * shown and every point can be changed. Revenue is not here on purpose: the label is a way of buying, not a size.
 */
export const defaultLabelScorecard: Scorecard = [
  card("repeat_share_lines", [-14], [0.3, -6], [0.45, 6], [0.6, 12], [0.7, 18]),
  card("gap_cv", [10], [0.5, 5], [0.7, 0], [1, -6], [1.3, -10]),
  card("amount_cv2", [8], [0.25, 4], [0.49, -2], [1, -8]),
  card("max_to_median_order", [4], [3, 0], [8, -5], [15, -9]),
  card("category_novelty", [6], [0.05, 0], [0.15, -6], [0.3, -10]),
  card("self_service_share", [0], [0.25, 4], [0.6, 8]),
  card("quote_share", [4], [0.05, 0], [0.15, -6], [0.4, -12]),
  card("project_share", [2], [0.05, -4], [0.25, -14]),
  card("negotiated_share", [5], [0.15, 0], [0.4, -4], [0.7, -8]),
];

/** The points add up to how hard the client is to develop; the score is their share of what the known values could give. */
export const defaultComplexityScorecard: Scorecard = [
  card("categories", [0], [3, 4], [5, 8], [8, 14]),
  card("category_novelty", [0], [0.05, 5], [0.15, 10], [0.3, 14]),
  card("project_share", [0], [0.03, 8], [0.15, 18]),
  card("quote_share", [0], [0.05, 4], [0.2, 10], [0.4, 14]),
  card("price_dispersion", [0], [0.05, 3], [0.15, 6]),
  card("requests_per_quarter", [0], [3, 4], [8, 8]),
  card("sites", [0], [2, 5], [4, 10]),
  card("contacts", [0], [3, 5], [6, 10]),
  card("required_skills", [0], [1, 6]),
];
