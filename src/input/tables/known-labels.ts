import type { Finding } from "../../domain/finding.ts";
import type { ClientId } from "../../domain/ids.ts";
import { type LabelName, labelNames } from "../../domain/label.ts";
import type { Place } from "../../domain/place.ts";
import type { AboutFile } from "../about.ts";
import type { Source } from "../bytes/source.ts";
import type { TableShape } from "../columns/shape.ts";
import { clientTwice, compareFindings, matchedClient, overrideOfNobody } from "../problems.ts";
import type { Report } from "../rows/row.ts";
import { readChoice } from "./cells.ts";
import { ClientIds, type KnownClient } from "./client-ids.ts";
import { openTable, type Reading } from "./table.ts";
import { clientsShape } from "./table-shapes.ts";

type KnownField = "client_id" | "label" | "score" | "computed_label" | "reasons";

const { client_id, label } = clientsShape.fields;

/** Any file of clients and labels: one that people made, overrides.csv, or a labels.csv of an earlier run. */
const knownLabelsShape: TableShape<KnownField> = {
  table: "labels",
  fields: {
    client_id: { ...client_id, aliases: [...client_id.aliases, "name", "client name", "client", "customer name"] },
    label: { ...label, aliases: [...label.aliases, "true label", "known label", "way of buying", "тип клиента"] },
    score: { kind: "text", aliases: [] },
    computed_label: { kind: "text", aliases: [] },
    reasons: { kind: "text", aliases: [] },
  },
  needed: [[["client_id"]], [["label"]]],
};

/** One client's label in a file. */
export interface KnownLabel {
  readonly label: LabelName;
  /** As the file writes them; absent where it has none. */
  readonly score?: string;
  readonly reasons?: string;
  readonly place: Place;
}

export interface KnownLabels {
  readonly labels: ReadonlyMap<ClientId, KnownLabel>;
  /** The file has what evenbook computed beside each label: a labels.csv of its own. */
  readonly isOfTool: boolean;
  readonly headerPlace: Place;
}

/**
 * Reads labels of clients from a file; rows without a label are left out without a word. Clients are found by id, in another case too, or by
 * name; who is not in the clients file is reported and left out, and a client that stands there twice is an error.
 */
export async function readKnownLabels(
  source: Source,
  clients: readonly KnownClient[],
): Promise<Reading<KnownLabels, AboutFile>> {
  const table = await openTable(source, knownLabelsShape, {});
  const findings: Finding[] = [...table.findings];
  const report: Report = (finding) => findings.push(finding);
  const ids = new ClientIds(clients);
  const labels = new Map<ClientId, KnownLabel>();
  for await (const row of table.wholeRows(report)) {
    const written = row.text("client_id");
    const name = readChoice(row, "label", labelNames, report);
    if (written === "" || name === undefined) continue;
    const place = row.place("client_id");
    const exact = ids.find(written);
    const id = exact ?? ids.findInAnotherCase(written);
    if (exact === undefined && id !== undefined) report(matchedClient(place, written, id));
    const before = id === undefined ? undefined : labels.get(id);
    if (id === undefined) report(overrideOfNobody(place, written as ClientId));
    else if (before) report(clientTwice(place, id, before.place));
    else labels.set(id, { label: name, place, ...moreOf(row.text("score"), row.text("reasons")) });
  }
  const value = { labels, isOfTool: table.columns.has("computed_label"), headerPlace: table.headerPlace };
  return { value, findings: findings.sort(compareFindings), about: table.about };
}

function moreOf(score: string, reasons: string): Pick<KnownLabel, "score" | "reasons"> {
  return { ...(score === "" ? {} : { score }), ...(reasons === "" ? {} : { reasons }) };
}
