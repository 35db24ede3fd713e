import type { Finding } from "../../domain/finding.ts";
import type { Place } from "../../domain/place.ts";
import type { RuleCard } from "../../rules/rule.ts";
import type { TextStyle } from "../plan-text.ts";

/** All that a report of `evenbook check` says, whatever its format. */
export interface CheckReport {
  /** Of evenbook. */
  readonly version: string;
  /** The assignment file checked, as the user named it. */
  readonly file: string;
  /** Rows judged. */
  readonly rows: number;
  /** Sorted by place; without those that the baseline keeps quiet. */
  readonly findings: readonly Finding[];
  /** Every rule that exists. A code may stand twice, and a finding's code may be missing. */
  readonly catalogue: readonly RuleCard[];
  /** The text of the line that the place names, where it is known. */
  readonly sourceLine: (place: Place) => string | undefined;
  /** Set when the findings kept the check from judging anything. */
  readonly stopped?: true;
  /** Findings kept quiet by the baseline. */
  readonly baselined: number;
}

/** How the text formats want it; the others ignore it. */
export interface CheckStyle extends TextStyle {
  /** Findings of one code that forms for people show; the rest are counted. Absent: 20, in `github` all. */
  readonly maxPerCode?: number;
}

export const checkFormats = ["text", "concise", "json", "github", "sarif", "junit", "markdown"] as const;

export type CheckFormat = (typeof checkFormats)[number];
