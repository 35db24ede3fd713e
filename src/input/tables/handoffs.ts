import type { Client } from "../../domain/client.ts";
import type { Finding } from "../../domain/finding.ts";
import type { ClientId } from "../../domain/ids.ts";
import { type LabelName, labelNames } from "../../domain/label.ts";
import type { Place } from "../../domain/place.ts";
import { type Seat, seats } from "../../domain/rep.ts";
import type { AboutFile } from "../about.ts";
import { activityOfUnknownClient } from "../activity-problems.ts";
import type { Source } from "../bytes/source.ts";
import type { TableShape } from "../columns/shape.ts";
import { clientTwice, compareFindings, missingValue } from "../problems.ts";
import type { Report } from "../rows/row.ts";
import { readChoice } from "./cells.ts";
import { ClientIds } from "./client-ids.ts";
import type { FileOptions } from "./opening.ts";
import { openTable, type Reading } from "./table.ts";
import { clientsShape } from "./table-shapes.ts";

type HandoffField = "client_id" | "hand_to" | "label" | "label_reason";

const { client_id, label, label_reason } = clientsShape.fields;

/** handoffs.csv, as `evenbook watch` writes it: clients whose way of buying has changed, and who takes over. */
export const handoffsShape: TableShape<HandoffField> = {
  table: "handoffs",
  fields: { client_id, hand_to: { kind: "text", aliases: ["seat", "to"] }, label, label_reason },
  needed: [[["client_id"]], [["hand_to"]]],
};

/**
 * Reads hand-offs and gives the clients as they count in the next plan. To the seller: consultative, so that it has a seller whatever it spends, the hours of a
 * consultative client, and the guard for juniors. To the desk: with the label `transactional` as such a client; without a label the desk has its orders
 * anyhow and nothing changes. A label that a person set in the client's row or in the overrides stays.
 */
export async function readHandoffs(
  source: Source,
  clients: readonly Client[],
  options: FileOptions = {},
): Promise<Reading<readonly Client[], AboutFile>> {
  const table = await openTable(source, handoffsShape, options);
  const findings: Finding[] = [...table.findings];
  const report: Report = (finding) => findings.push(finding);
  const ids = new ClientIds(clients);
  const set = new Map<
    ClientId,
    { readonly label: LabelName | undefined; readonly reason: string; readonly place: Place }
  >();
  for await (const row of table.wholeRows(report)) {
    const written = row.text("client_id");
    const id = ids.find(written);
    const seat = readChoice(row, "hand_to", seats, report);
    const name = readChoice(row, "label", labelNames, report);
    const place = row.place("client_id");
    const before = id && set.get(id);
    if (written === "") report(missingValue(place, row.header("client_id"), "nobody knows whom to hand over"));
    else if (id === undefined) report(activityOfUnknownClient(place, "hand-off", written));
    else if (before) report(clientTwice(place, id, before.place));
    else if (row.text("hand_to") === "") {
      report(missingValue(row.place("hand_to"), row.header("hand_to"), "nobody knows who takes over: seller or desk"));
    } else if (seat !== undefined) {
      set.set(id, {
        label: labelFor(seat, name),
        reason: row.text("label_reason") || `hand-off to the ${seat}`,
        place,
      });
    }
  }
  const value = clients.map((client) => {
    const own = set.get(client.id);
    if (own?.label === undefined || client.label !== undefined) return client;
    return { ...client, label: own.label, labelReason: own.reason };
  });
  // The header alone is a good week.
  const known = findings.filter(({ code }) => code !== "EB112");
  return { value, findings: known.sort(compareFindings), about: table.about };
}

function labelFor(seat: Seat, written: LabelName | undefined): LabelName | undefined {
  return seat === "seller" ? "consultative" : written;
}
