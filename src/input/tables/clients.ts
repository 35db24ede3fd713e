import type { Client } from "../../domain/client.ts";
import type { Finding } from "../../domain/finding.ts";
import type { ClientId, RepId } from "../../domain/ids.ts";
import { labelNames } from "../../domain/label.ts";
import type { Place } from "../../domain/place.ts";
import type { AboutFile } from "../about.ts";
import type { Source } from "../bytes/source.ts";
import { clientTwice, compareFindings, missingValue, wrongIdChecksum } from "../problems.ts";
import type { Report, Row } from "../rows/row.ts";
import { listOf, present, presentText, readBoolean, readCents, readChoice, readCount } from "./cells.ts";
import { matchParents, settleParents } from "./families.ts";
import type { FileOptions } from "./opening.ts";
import { hasWrongChecksum } from "./salesforce-ids.ts";
import { openTable, type Reading } from "./table.ts";
import { type ClientField, clientsShape } from "./table-shapes.ts";

/** What the config says of the clients file. */
export interface ClientOptions extends FileOptions {
  /** Given each client's cells as they stand in the file. */
  readonly onClient?: (id: ClientId, cells: readonly string[]) => void;
}

/** Reads the clients, in the file's order. A row that cannot be used is left out, with a finding. */
export async function readClients(
  source: Source,
  options: ClientOptions = {},
): Promise<Reading<readonly Client[], AboutFile>> {
  const table = await openTable(source, clientsShape, options);
  const findings: Finding[] = [...table.findings];
  const report: Report = (finding) => findings.push(finding);
  const clients = new Map<ClientId, Client>();
  const parentPlaces = new Map<ClientId, Place>();
  for await (const rows of table.rows(report)) {
    for (const row of rows) {
      const client = readClient(row, clients, report);
      if (client === undefined) continue;
      clients.set(client.id, client);
      options.onClient?.(client.id, row.cells);
      if (client.parentId !== undefined) parentPlaces.set(client.id, row.place("parent_id"));
    }
  }
  const value = settleParents(matchParents(clients), parentPlaces, report);
  return { value, findings: findings.sort(compareFindings), about: table.about };
}

function readClient(row: Row<ClientField>, known: ReadonlyMap<ClientId, Client>, report: Report): Client | undefined {
  if (row.misfit) {
    report(row.misfit);
    return undefined;
  }
  const id = row.text("client_id") as ClientId;
  const place = row.place("client_id");
  if (id === "") {
    report(missingValue(place, row.header("client_id"), "the client cannot be told from others"));
    return undefined;
  }
  const first = known.get(id);
  if (first !== undefined) {
    report(clientTwice(place, id, first.place));
    return undefined;
  }
  reportChecksums(row, report);
  return clientOf(row, id, place, report);
}

function reportChecksums(row: Row<ClientField>, report: Report): void {
  const records = { client_id: "account", parent_id: "account", owner_id: "user", desk_id: "user" } as const;
  for (const field of ["client_id", "parent_id", "owner_id", "desk_id"] as const) {
    const text = row.text(field);
    if (hasWrongChecksum(text, records[field])) report(wrongIdChecksum(row.place(field), row.header(field), text));
  }
}

function clientOf(row: Row<ClientField>, id: ClientId, place: Place, report: Report): Client {
  return {
    id,
    name: row.text("name") || id,
    ...(presentText("ownerId", row.text("owner_id")) as { ownerId?: RepId }),
    ...(presentText("deskId", row.text("desk_id")) as { deskId?: RepId }),
    ...presentText("region", row.text("region")),
    ...presentText("city", row.text("city")),
    ...presentText("segment", row.text("segment")),
    ...presentText("industry", row.text("industry")),
    ...(presentText("parentId", row.text("parent_id")) as { parentId?: ClientId }),
    ...present("label", readChoice(row, "label", labelNames, report)),
    ...presentText("labelReason", row.text("label_reason")),
    requiredSkills: listOf(row.text("required_skills")),
    ...presentText("language", row.text("language")),
    ...present("potential", readCents(row, "potential", report)),
    ...present("contacts", readCount(row, "contacts", report)),
    ...present("sites", readCount(row, "sites", report)),
    locked: readBoolean(row, "lock", report) ?? false,
    ...present("holdUntil", row.day("hold_until", report)),
    ...presentText("holdReason", row.text("hold_reason")),
    ...present("lastVisit", row.day("last_visit", report)),
    place,
  };
}
