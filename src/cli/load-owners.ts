import type { Config } from "../config/schema.ts";
import type { Client } from "../domain/client.ts";
import type { Finding } from "../domain/finding.ts";
import type { ClientId } from "../domain/ids.ts";
import { type AboutFile, matchOwners, type RawRep, readClients, readReps } from "../input/index.ts";
import { fileOptions } from "./load-tables.ts";
import type { TableFiles } from "./table-files.ts";

/** Clients and reps, without what only a plan needs of them. */
export interface Owners {
  readonly clients: readonly Client[];
  /** The clients with their owners as the file writes them. */
  readonly asWritten: readonly Client[];
  /** Each client's cells, in the order of the header; only when asked for. */
  readonly cells: ReadonlyMap<ClientId, readonly string[]>;
  readonly reps: readonly RawRep[];
  readonly aboutClients: AboutFile;
  readonly aboutReps: AboutFile;
  readonly findings: readonly Finding[];
}

/** Reads clients and reps and matches the owners; orders and levels are left alone. */
export async function loadOwners(
  files: Pick<TableFiles, "clients" | "reps">,
  config: Config,
  keepCells: boolean,
): Promise<Owners> {
  const cells = new Map<ClientId, readonly string[]>();
  const clients = await readClients(files.clients, {
    ...fileOptions(config, "clients"),
    ...(keepCells && { onClient: (id: ClientId, all: readonly string[]) => cells.set(id, all) }),
  });
  const reps = await readReps(files.reps, {
    ...fileOptions(config, "reps"),
    fullQuarterHours: config.capacity.hours_per_quarter,
    roleTitles: config.roles.titles,
    excludedReps: config.reps.exclude,
  });
  const matched = matchOwners(clients.value, reps.value.reps);
  return {
    clients: matched.value,
    asWritten: clients.value,
    cells,
    reps: reps.value.reps,
    aboutClients: clients.about,
    aboutReps: reps.about,
    findings: [clients, matched, reps].flatMap((reading) => reading.findings),
  };
}
