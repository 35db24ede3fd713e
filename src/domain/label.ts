import type { SignalName } from "./signals.ts";

/** How a client buys (Rackham & DeVincentis 1999). It is a way of buying, not a size. */
export type LabelName = "transactional" | "consultative";

export const labelNames: readonly LabelName[] = ["transactional", "consultative"];

export type Confidence = "high" | "medium" | "low";

/** What a scorecard may score: the signals of the history, and facts of the client's row. */
export const scoredFacts = ["contacts", "sites", "required_skills"] as const;
export type ScoredName = SignalName | (typeof scoredFacts)[number];

/** One line of a scorecard at work: the band a value fell into and the points it gives. */
export interface Reason {
  readonly signal: ScoredName;
  readonly value: number;
  /** Edges of the band; absent at its open end. */
  readonly atLeast?: number;
  readonly below?: number;
  readonly points: number;
}

export interface ScoreResult {
  /** 0 to 100. */
  readonly score: number;
  /** Sum of the points of the bands. */
  readonly points: number;
  /** Most points that the values which are known could have given. */
  readonly possiblePoints: number;
  /** Most points first, then in the scorecard's order. Bands that give 0 points are left out. */
  readonly reasons: readonly Reason[];
}

export interface Label extends ScoreResult {
  /** The label in force. */
  readonly name: LabelName;
  /** What the scorecard or the default says, also when somebody overrode it. */
  readonly computed: LabelName;
  readonly confidence: Confidence;
  readonly basis: "computed" | "overridden" | "defaulted";
  /** Why it was defaulted, or the reason somebody gave for the override. */
  readonly note?: string;
}

/** `new`: first order under half a year ago; `lapsed`: no order for long; `prospect`: no orders. */
export type Stage = "new" | "established" | "lapsed" | "prospect";

export const stageNames: readonly Stage[] = ["new", "established", "lapsed", "prospect"];
