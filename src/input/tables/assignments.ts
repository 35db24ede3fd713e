import type { AssignedCell, AssignmentRow, Assignments, DroppedRow } from "../../domain/assignments.ts";
import type { Finding } from "../../domain/finding.ts";
import type { ClientId, RepId } from "../../domain/ids.ts";
import type { Place } from "../../domain/place.ts";
import type { Seat } from "../../domain/rep.ts";
import type { AboutFile } from "../about.ts";
import type { Source } from "../bytes/source.ts";
import { headerKey } from "../columns/headers.ts";
import type { TableShape } from "../columns/shape.ts";
import {
  changedByExcel,
  clientTwice,
  compareFindings,
  missingValue,
  noSellerColumn,
  unknownAssignedClient,
  unknownAssignedRep,
} from "../problems.ts";
import { isTotalOfIds } from "../rows/layout.ts";
import type { Report, Row } from "../rows/row.ts";
import { BoundedFindings } from "./bounded-findings.ts";
import { ClientIds } from "./client-ids.ts";
import { ExcelIds } from "./excel-ids.ts";
import type { FileOptions } from "./opening.ts";
import { OwnerMatcher, type PossibleOwner } from "./owners.ts";
import { openTable, type Reading } from "./table.ts";
import { clientsShape } from "./table-shapes.ts";

type AssignmentField = "client_id" | "seller_id" | "desk_id";

const { client_id, owner_id, desk_id } = clientsShape.fields;

const assignmentsShape: TableShape<AssignmentField> = {
  table: "assignments",
  fields: {
    client_id,
    seller_id: { ...owner_id, aliases: ["owner id", ...owner_id.aliases] },
    desk_id,
  },
  needed: [[["client_id"]], [["seller_id"], ["desk_id"]]],
};

/** Rows that do not count and are kept, to be shown. */
const DROPPED_KEPT = 20;

const fieldOf: Readonly<Record<Seat, AssignmentField>> = { seller: "seller_id", desk: "desk_id" };

export interface AssignmentOptions extends FileOptions {
  readonly clients: readonly { readonly id: ClientId; readonly name: string }[];
  readonly reps: readonly PossibleOwner[];
  /** Keep each row's cells, to write the file again. */
  readonly keepCells?: boolean;
}

/**
 * Reads plan.csv, or any CSV of clients and owners: a bare `client_id,owner_id`, a CRM's headers. Reps may be given by id, name or
 * e-mail. Only the first row of a client counts. Memory grows with the clients that are known, not with the rows.
 */
export async function readAssignments(
  source: Source,
  options: AssignmentOptions,
): Promise<Reading<Assignments, AboutFile>> {
  const table = await openTable(source, assignmentsShape, options);
  const findings = new BoundedFindings();
  for (const finding of table.findings) findings.add(finding);
  const reader = new AssignmentReader(options, table.columns, (finding) => findings.add(finding));
  for await (const rows of table.rows((finding) => findings.add(finding))) {
    for (const row of rows) reader.read(row);
  }
  for (const finding of reader.matchFindings) findings.add(finding);
  const { about } = table;
  if (reader.seats.length > 0 && !reader.seats.includes("seller")) {
    // A plan whose seller column was lost or renamed; a file of desk specialists alone is a file of its own kind.
    const ofPlan = about.header.some((header) =>
      ["previous_seller_id", "seller_hours"].includes(headerKey(header).replaceAll(" ", "_")),
    );
    findings.add(noSellerColumn(table.headerPlace, ofPlan));
  }
  return {
    value: {
      file: table.headerPlace.file,
      headerPlace: table.headerPlace,
      rows: reader.rows,
      seats: reader.seats,
      dropped: { first: reader.dropped, count: reader.droppedCount },
      hiddenFindings: findings.hidden,
    },
    findings: [...findings.kept].sort(compareFindings),
    about: { ...about, rows: about.rows - reader.totalRows, footerRows: about.footerRows + reader.totalRows },
  };
}

class AssignmentReader {
  readonly rows = new Map<ClientId, AssignmentRow>();
  readonly seats: readonly Seat[];
  /** Of the rows that do not count the first; a file may have a million. */
  readonly dropped: DroppedRow[] = [];
  droppedCount = 0;
  /** Rows of sums in the place of clients. */
  totalRows = 0;
  readonly #clients: ClientIds;
  readonly #excel: ExcelIds;
  readonly #owners: OwnerMatcher;
  readonly #reps: ReadonlySet<RepId>;
  readonly #report: Report;
  readonly #keepCells: boolean;

  constructor(options: AssignmentOptions, columns: ReadonlyMap<AssignmentField, unknown>, report: Report) {
    this.seats = (["seller", "desk"] as const).filter((seat) => columns.has(fieldOf[seat]));
    this.#clients = new ClientIds(options.clients);
    this.#excel = new ExcelIds(options.clients.map((client) => client.id));
    this.#owners = new OwnerMatcher(options.reps);
    this.#reps = new Set(options.reps.map((rep) => rep.id));
    this.#report = report;
    this.#keepCells = options.keepCells === true;
  }

  /** Owners that were matched by name or e-mail. */
  get matchFindings(): readonly Finding[] {
    return this.#owners.findings;
  }

  read(row: Row<AssignmentField>): void {
    if (row.misfit) {
      this.#report(row.misfit);
      this.#drop(row.misfit.place?.line ?? 0, "", "other cells than the header");
      return;
    }
    const place = row.place("client_id");
    const written = row.text("client_id");
    if (written === "") {
      this.#report(missingValue(place, row.header("client_id"), "nobody knows whose row it is"));
      this.#drop(place.line, "", "no client");
      return;
    }
    if (this.#clients.find(written) === undefined && isTotalOfIds(row.cells, written)) {
      this.totalRows++;
      return;
    }
    const id = this.#clientOf(written, place);
    if (id === undefined) {
      this.#drop(place.line, written, "unknown client");
      return;
    }
    const first = this.rows.get(id);
    if (first) {
      this.#report(clientTwice(place, id, { file: place.file, line: first.line, column: first.column }));
      this.#drop(place.line, written, "a row before");
      return;
    }
    const seats = Object.fromEntries(this.seats.map((seat) => [seat, this.#cellOf(row, seat, id)]));
    this.rows.set(id, {
      line: place.line,
      column: place.column,
      seats,
      ...(this.#keepCells && { cells: [...row.cells] }),
    });
  }

  #drop(line: number, written: string, why: DroppedRow["why"]): void {
    this.droppedCount++;
    if (this.dropped.length < DROPPED_KEPT) this.dropped.push({ line, written, why });
  }

  #clientOf(written: string, place: Place): ClientId | undefined {
    const known = this.#clients.find(written);
    if (known !== undefined) return known;
    const changed = this.#excel.recognise(written);
    this.#report(
      changed?.id === undefined
        ? unknownAssignedClient(place, written, changed?.what)
        : changedByExcel(place, written, changed.id, changed.what),
    );
    return changed?.id;
  }

  #cellOf(row: Row<AssignmentField>, seat: Seat, clientId: ClientId): AssignedCell {
    const { line, column, endColumn } = row.place(fieldOf[seat]);
    const written = row.text(fieldOf[seat]) as RepId;
    const at = { line, column, ...(endColumn === undefined ? {} : { endColumn }) };
    if (written === "") return { ...at, empty: true };
    const repId = this.#owners.match(written, row.place(fieldOf[seat]));
    if (this.#reps.has(repId)) return { ...at, empty: false, repId };
    this.#report(unknownAssignedRep(row.place(fieldOf[seat]), written, clientId));
    return { ...at, empty: false, written };
  }
}
