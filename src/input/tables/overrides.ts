import type { Client } from "../../domain/client.ts";
import type { Finding } from "../../domain/finding.ts";
import type { ClientId } from "../../domain/ids.ts";
import { type LabelName, labelNames } from "../../domain/label.ts";
import type { AboutFile } from "../about.ts";
import type { Source } from "../bytes/source.ts";
import type { TableShape } from "../columns/shape.ts";
import { clientTwice, compareFindings, overrideOfNobody } from "../problems.ts";
import type { Report } from "../rows/row.ts";
import { readChoice } from "./cells.ts";
import type { FileOptions } from "./opening.ts";
import { openTable, type Reading } from "./table.ts";
import { clientsShape } from "./table-shapes.ts";

type OverrideField = "client_id" | "label" | "label_reason";

const { client_id, label, label_reason } = clientsShape.fields;

/** overrides.csv: labels that people have set. */
export const overridesShape: TableShape<OverrideField> = {
  table: "overrides",
  fields: { client_id, label, label_reason: { ...label_reason, aliases: ["reason", "why", ...label_reason.aliases] } },
  needed: [[["client_id"]], [["label"]]],
};

/**
 * Reads labels that people have set in a file of their own and gives the clients with them; they win over a label in the client's row. What is
 * for no client of the clients file is reported and left out.
 */
export async function readOverrides(
  source: Source,
  clients: readonly Client[],
  options: FileOptions = {},
): Promise<Reading<readonly Client[], AboutFile>> {
  const table = await openTable(source, overridesShape, options);
  const findings: Finding[] = [...table.findings];
  const report: Report = (finding) => findings.push(finding);
  const known = new Set(clients.map((client) => client.id));
  const set = new Map<ClientId, { readonly label: LabelName; readonly reason: string }>();
  const first = new Map<ClientId, Parameters<typeof clientTwice>[0]>();
  for await (const rows of table.rows(report)) {
    for (const row of rows) {
      if (row.misfit) {
        report(row.misfit);
        continue;
      }
      const id = row.text("client_id") as ClientId;
      const name = readChoice(row, "label", labelNames, report);
      if (id === "" || name === undefined) continue;
      const place = row.place("client_id");
      const before = first.get(id);
      if (before) report(clientTwice(place, id, before));
      else if (!known.has(id)) report(overrideOfNobody(place, id));
      else set.set(id, { label: name, reason: row.text("label_reason") });
      first.set(id, before ?? place);
    }
  }
  const value = clients.map((client) => {
    const own = set.get(client.id);
    if (!own) return client;
    const { labelReason: _, ...rest } = client;
    return { ...rest, label: own.label, ...(own.reason === "" ? {} : { labelReason: own.reason }) };
  });
  return { value, findings: findings.sort(compareFindings), about: table.about };
}
