/** How a client buys (Rackham & DeVincentis 1999). It is a way of buying, not a size. */
export type LabelName = "transactional" | "consultative";

export const labelNames: readonly LabelName[] = ["transactional", "consultative"];

export type Confidence = "high" | "medium" | "low";

/** One line of a scorecard: the band a signal's value fell into and the points it gives. */
export interface Reason {
  readonly signal: string;
  readonly value: number;
  /** Lower and upper edge of the band; absent at the open ends. */
  readonly atLeast?: number;
  readonly below?: number;
  readonly points: number;
}

export interface ScoreResult {
  /** 0 to 100. */
  readonly score: number;
  /** By absolute points, then in the scorecard's order. Bands that give 0 points are left out. */
  readonly reasons: readonly Reason[];
}

export interface Label extends ScoreResult {
  /** The label in force. */
  readonly name: LabelName;
  /** What the scorecard or the default says, whoever overrode it. */
  readonly computed: LabelName;
  readonly confidence: Confidence;
  readonly basis: "computed" | "overridden" | "defaulted";
  /** Why it was defaulted, or the reason somebody gave for the override. */
  readonly note?: string;
}

/** `new`: first order under half a year ago; `lapsed`: no order for long; `prospect`: no orders. */
export type Stage = "new" | "established" | "lapsed" | "prospect";
