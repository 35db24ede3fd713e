import type { Config } from "../../config/schema.ts";
import type { Client } from "../../domain/client.ts";
import type { ClientHistory } from "../../history/order-history.ts";
import { eachProfile, type ProfileSources } from "../../planning/profile-clients.ts";
import { labelsCsvRows } from "../../report/csv.ts";
import { counted, type LabelCounts } from "../../report/label-text.ts";

/** What is the same for all clients, as plain data, so that another thread can have it. */
export interface LabelJob {
  readonly sources: Omit<ProfileSources, "clients" | "history">;
  readonly config: Config;
}

/** Some clients' lines of labels.csv in UTF-8, and how many of them have each label. */
export interface LabelPiece {
  readonly rows: Uint8Array<ArrayBuffer>;
  readonly counts: LabelCounts;
}

/** Labels some clients. */
export function labelPiece(
  clients: readonly Client[],
  history: ClientHistory,
  { sources, config }: LabelJob,
): LabelPiece {
  const counts: LabelCounts = { transactional: 0, consultative: 0 };
  const profiles = eachProfile({ ...sources, clients, history }, config);
  const rows = new TextEncoder().encode(labelsCsvRows(counted(profiles, counts)));
  return { rows, counts };
}
