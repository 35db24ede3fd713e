import type { Config } from "../config/schema.ts";
import type { Client } from "../domain/client.ts";
import type { Finding } from "../domain/finding.ts";
import type { ClientId, RepId } from "../domain/ids.ts";
import { type AboutFile, headerKey, matchOwners, type RawRep, readClients, readReps } from "../input/index.ts";
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
  /** False where the clients file does not tell who the desk specialists are now. */
  readonly deskKnown: boolean;
  readonly aboutClients: AboutFile;
  readonly aboutReps: AboutFile;
  readonly findings: readonly Finding[];
}

/**
 * Reads clients and reps and matches the owners; orders and levels are left alone. Where the clients file has the column
 * `deskField`, that one tells the desk specialists of now.
 */
export async function loadOwners(
  files: Pick<TableFiles, "clients" | "reps">,
  config: Config,
  { keepCells, deskField }: { readonly keepCells: boolean; readonly deskField: string | undefined },
): Promise<Owners> {
  const cells = new Map<ClientId, readonly string[]>();
  const clients = await readClients(files.clients, {
    ...fileOptions(config, "clients"),
    ...((keepCells || deskField !== undefined) && {
      onClient: (id: ClientId, all: readonly string[]) => cells.set(id, all),
    }),
  });
  const reps = await readReps(files.reps, {
    ...fileOptions(config, "reps"),
    fullQuarterHours: config.capacity.hours_per_quarter,
    roleTitles: config.roles.titles,
    excludedReps: config.reps.exclude,
    deskReps: config.reps.desk,
  });
  const deskAt = deskField === undefined ? -1 : clients.about.header.map(headerKey).indexOf(headerKey(deskField));
  const asWritten = deskAt < 0 ? clients.value : clients.value.map((one) => withDesk(one, cells.get(one.id)?.[deskAt]));
  const matched = matchOwners(asWritten, reps.value.reps);
  return {
    clients: matched.value,
    asWritten,
    cells,
    deskKnown: deskAt >= 0 || clients.about.mapping.some(({ field }) => field === "desk_id"),
    reps: reps.value.reps,
    aboutClients: clients.about,
    aboutReps: reps.about,
    findings: [clients, matched, reps].flatMap((reading) => reading.findings),
  };
}

function withDesk({ deskId: _, ...client }: Client, cell = ""): Client {
  return cell.trim() === "" ? client : { ...client, deskId: cell.trim() as RepId };
}
