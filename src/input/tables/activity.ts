import type { Day } from "../../domain/day.ts";
import type { Finding } from "../../domain/finding.ts";
import type { ClientId, RepId } from "../../domain/ids.ts";
import type { AboutFile } from "../about.ts";
import { activityOfUnknownClient, activityOfUnknownRep } from "../activity-problems.ts";
import type { Source } from "../bytes/source.ts";
import type { TableShape } from "../columns/shape.ts";
import { compareFindings, missingValue } from "../problems.ts";
import type { Report, Row } from "../rows/row.ts";
import { BoundedFindings } from "./bounded-findings.ts";
import { ClientIds, type KnownClient } from "./client-ids.ts";
import type { FileOptions } from "./opening.ts";
import { OwnerMatcher, type PossibleOwner } from "./owners.ts";
import { openTable, type Reading } from "./table.ts";
import { clientsShape, ordersShape } from "./table-shapes.ts";

/** Columns that visits and projects name alike. */
export const activityFields = {
  client_id: {
    ...ordersShape.fields.client_id,
    aliases: clientsShape.fields.client_id.aliases.filter((one) => one !== "id" && one !== "код"),
  },
  rep_id: ordersShape.fields.rep_id,
} as const;

/** Whom rows may belong to, and until when. */
export interface ActivityOptions extends FileOptions {
  readonly clients: Iterable<KnownClient>;
  readonly reps: readonly PossibleOwner[];
  /** Rows of later days do not count. */
  readonly asOf: Day;
}

/** Whose row it is. */
interface Whose {
  readonly clientId: ClientId;
  readonly repId: RepId | undefined;
  readonly report: Report;
}

/** Reads a table whose rows each belong to a client and perhaps to a rep; `take` gives a row's value, or reports why it has none. */
export async function readActivity<Field extends string, Value>(
  source: Source,
  shape: TableShape<Field | "client_id" | "rep_id">,
  what: string,
  { clients, reps, ...options }: ActivityOptions,
  take: (row: Row<Field | "client_id" | "rep_id">, whose: Whose) => Value | undefined,
): Promise<Reading<readonly Value[], AboutFile>> {
  const table = await openTable(source, shape, options);
  const findings = new BoundedFindings();
  for (const finding of table.findings) findings.add(finding);
  const report: Report = (finding: Finding) => findings.add(finding);
  const clientIds = new ClientIds(clients);
  const owners = new OwnerMatcher(reps);
  const known = new Set(reps.map(({ id }) => id));
  const unknownReps = new Set<string>();
  const values: Value[] = [];
  for await (const row of table.wholeRows(report)) {
    const written = row.text("client_id");
    const clientId = clientIds.find(written) ?? clientIds.findInAnotherCase(written);
    if (written === "") {
      report(missingValue(row.place("client_id"), row.header("client_id"), `nobody knows whose ${what} it is`));
      continue;
    }
    if (clientId === undefined) {
      report(activityOfUnknownClient(row.place("client_id"), what, written));
      continue;
    }
    const rep = row.text("rep_id") as RepId;
    const repId = rep === "" ? undefined : owners.match(rep, row.place("rep_id"));
    // Whoever left is named once, not for each visit of years.
    if (repId !== undefined && !known.has(repId) && !unknownReps.has(repId)) {
      unknownReps.add(repId);
      report(activityOfUnknownRep(row.place("rep_id"), what, rep));
    }
    const value = take(row, { clientId, repId, report });
    if (value !== undefined) values.push(value);
  }
  for (const finding of owners.findings) findings.add(finding);
  return { value: values, findings: [...findings.kept].sort(compareFindings), about: table.about };
}
