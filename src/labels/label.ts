import type { Config } from "../config/schema.ts";
import type { Client } from "../domain/client.ts";
import type { Confidence, Label, LabelName, ScoreResult, Stage } from "../domain/label.ts";
import type { Signals } from "../domain/signals.ts";
import { addPoints } from "./scorecard.ts";

/** Where a client without any evidence stands. */
export const NEUTRAL_SCORE = 50;

/**
 * The client's label: `score = 50 + points`, kept within 0 to 100; transactional from `labels.threshold` up. With too few order days it
 * is consultative by default, since a client that nobody knows yet is the seller's to develop. A label in the client's row wins;
 * what was computed stays beside it. A client in its first half-year is never sure: nobody has seen its seasons.
 */
export function labelClient(client: Client, signals: Signals, stage: Stage, settings: Config["labels"]): Label {
  const scored = scoreOf(signals, settings);
  const orderDays = signals.values.order_days ?? 0;
  const enough = orderDays >= settings.min_order_days;
  const computed: LabelName = enough && scored.score >= settings.threshold ? "transactional" : "consultative";
  if (client.label !== undefined) {
    return {
      ...scored,
      name: client.label,
      computed,
      confidence: "high",
      basis: "overridden",
      ...(client.labelReason === undefined ? {} : { note: client.labelReason }),
    };
  }
  if (!enough) {
    const note = `${orderDays} order ${orderDays === 1 ? "day" : "days"} in the lookback, fewer than ${settings.min_order_days}`;
    return { ...scored, name: computed, computed, confidence: "low", basis: "defaulted", note };
  }
  const confidence = stage === "new" ? "low" : confidenceOf(scored.score, orderDays, settings);
  return { ...scored, name: computed, computed, confidence, basis: "computed" };
}

function scoreOf(signals: Signals, settings: Config["labels"]): ScoreResult {
  const added = addPoints(settings.scorecard, signals.values);
  return { ...added, score: Math.min(100, Math.max(0, NEUTRAL_SCORE + added.points)) };
}

/** By the distance from the threshold; high also needs enough order days behind it. */
function confidenceOf(score: number, orderDays: number, settings: Config["labels"]): Confidence {
  const distance = Math.abs(score - settings.threshold);
  if (distance >= settings.high_confidence && orderDays >= settings.high_confidence_order_days) return "high";
  return distance >= settings.medium_confidence ? "medium" : "low";
}
