import type { Config } from "../config/schema.ts";
import { coverageOf } from "../coverage/coverage.ts";
import type { Client } from "../domain/client.ts";
import type { Day } from "../domain/day.ts";
import type { ClientId } from "../domain/ids.ts";
import type { OrderColumns } from "../domain/order-line.ts";
import type { ClientProfile } from "../domain/profile.ts";
import type { ClientHistory } from "../history/order-history.ts";
import { computeSignals } from "../history/signals.ts";
import { WindowCutter } from "../history/window.ts";
import { complexityOf } from "../labels/complexity.ts";
import { labelClient } from "../labels/label.ts";
import { stageOf } from "../labels/stage.ts";

/** The tables a profile is made from. */
export interface ProfileSources {
  readonly clients: readonly Client[];
  readonly history: ClientHistory;
  readonly columns: OrderColumns;
  /** Absent when no requests table was given. */
  readonly requests?: { readonly since: Day; readonly daysOf: ReadonlyMap<ClientId, readonly Day[]> };
  readonly asOf: Day;
  /** Whether any rep can take the desk seat. */
  readonly hasDesk: boolean;
  /** Share of the quarter on which the plan is in force: the clients' hours are of that time. The whole quarter when absent. */
  readonly shareOfQuarter?: number;
}

/** Labels every client and works out what it needs. In the clients' order. */
export function profileClients(sources: ProfileSources, config: Config): ClientProfile[] {
  return [...eachProfile(sources, config)];
}

/** As `profileClients`, one after the other, for those who need not keep them. */
export function* eachProfile(sources: ProfileSources, config: Config): Generator<ClientProfile> {
  const cutter = new WindowCutter(sources.columns, sources.asOf, config.lookback_months);
  for (const client of sources.clients) {
    const requests = sources.requests && {
      since: sources.requests.since,
      days: sources.requests.daysOf.get(client.id) ?? [],
    };
    const lines = sources.history.linesOf(client.id);
    const signals = computeSignals(cutter.cut(lines, requests));
    const stage = stageOf(signals, sources.asOf, config.stages);
    const label = labelClient(client, signals, stage, config.labels);
    const complexity = complexityOf(client, signals, config.complexity);
    const { shareOfQuarter = 1, hasDesk } = sources;
    const complexityScore = complexity.score;
    const coverage = coverageOf(
      { label, complexity: complexityScore, stage, signals, shareOfQuarter },
      hasDesk,
      config,
    );
    yield { client, signals, label, complexity, stage, coverage };
  }
}
