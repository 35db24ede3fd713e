import type { Config } from "../config/schema.ts";
import type { Client } from "../domain/client.ts";
import type { ScoreResult } from "../domain/label.ts";
import type { Signals } from "../domain/signals.ts";
import { addPoints, mostPointsOf, type ScoredValues } from "./scorecard.ts";

/** The least share of the scorecard that the score is measured against: one known value alone must not read as 100. */
const LEAST_SHARE_OF_CARD = 0.5;

/**
 * How hard the client is to develop, 0 to 100: `100 x points / possible`, where `possible` is what the known values could have given
 * (a company without quotes in its export still tells its clients apart) but at least half of the whole card.
 */
export function complexityOf(client: Client, signals: Signals, settings: Config["complexity"]): ScoreResult {
  const added = addPoints(settings.scorecard, signals.values, valuesOf(client));
  const wholeCard = settings.scorecard.reduce((total, { bands }) => total + mostPointsOf(bands), 0);
  const possible = Math.max(added.possiblePoints, LEAST_SHARE_OF_CARD * wholeCard);
  const score = possible > 0 ? Math.round((100 * added.points) / possible) : 0;
  return { ...added, score: Math.min(100, Math.max(0, score)) };
}

/** What the client's own row tells beside the signals. */
export function valuesOf(client: Client): ScoredValues {
  return {
    required_skills: client.requiredSkills.length,
    ...(client.contacts === undefined ? {} : { contacts: client.contacts }),
    ...(client.sites === undefined ? {} : { sites: client.sites }),
  };
}
