import { type Config, complexAbove } from "../../config/schema.ts";
import type { ClientProfile } from "../../domain/profile.ts";

/** Which cadence a client has. */
export type CadenceKind = keyof Config["visits"]["every_weeks"];

const WEEKS_A_QUARTER = 13;

export function cadenceKind({ label, stage, complexity }: ClientProfile, config: Config): CadenceKind {
  if (stage === "prospect" || stage === "lapsed" || stage === "new") return stage;
  if (label.name === "transactional") return "transactional";
  return complexity.score > complexAbove(config) ? "complex" : "consultative";
}

/**
 * Days from one visit to the next, at least 7; `undefined` for a client who needs none. Where the config names no weeks, 13 weeks / visits a quarter as the
 * plan counts them (`coverage.seller.visits_per_quarter`).
 */
export function cadenceDays(profile: ClientProfile, config: Config): number | undefined {
  const kind = cadenceKind(profile, config);
  const weeks = config.visits.every_weeks[kind] ?? usualWeeks(profile, kind, config);
  return weeks === undefined ? undefined : Math.max(7, Math.floor(weeks * 7));
}

function usualWeeks(profile: ClientProfile, kind: CadenceKind, config: Config): number | undefined {
  if (kind === "prospect" || kind === "lapsed") return WEEKS_A_QUARTER;
  const { visits_per_quarter, new_client_visits } = config.coverage.seller;
  const usual = cadenceKind({ ...profile, stage: "established" }, config) as keyof typeof visits_per_quarter;
  const visits = visits_per_quarter[usual] + (kind === "new" ? new_client_visits : 0);
  return visits > 0 ? WEEKS_A_QUARTER / visits : undefined;
}
