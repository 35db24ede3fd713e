import type {
  AssignedCell,
  AssignmentRecord,
  AssignmentRow,
  Assignments,
  DamagedRow,
  DroppedRow,
} from "../../domain/assignments.ts";
import type { Finding } from "../../domain/finding.ts";
import type { ClientId, RepId } from "../../domain/ids.ts";
import { labelNames, stageNames } from "../../domain/label.ts";
import type { Place } from "../../domain/place.ts";
import type { Seat } from "../../domain/rep.ts";
import type { AboutFile } from "../about.ts";
import type { Source } from "../bytes/source.ts";
import { headerKey } from "../columns/headers.ts";
import {
  changedByExcel,
  clientTwice,
  compareFindings,
  labelNotUsed,
  matchedClient,
  missingValue,
  noSellerColumn,
  unknownAssignedClient,
  unknownAssignedRep,
} from "../problems.ts";
import { isTotalOfIds } from "../rows/layout.ts";
import type { Report, Row } from "../rows/row.ts";
import { type AssignmentField, assignmentsShape } from "./assignments-shape.ts";
import { BoundedFindings } from "./bounded-findings.ts";
import { present } from "./cells.ts";
import { ClientIds } from "./client-ids.ts";
import { mendedRow } from "./damaged-rows.ts";
import { ExcelIds } from "./excel-ids.ts";
import type { FileOptions } from "./opening.ts";
import { OwnerMatcher, type PossibleOwner } from "./owners.ts";
import { openTable, type Reading, type Table } from "./table.ts";

/** Rows that do not count and are kept, to be shown. */
const DROPPED_KEPT = 20;
/** Further rows of one client that are kept, to choose from. */
const REPEATED_KEPT = 4;

const fieldOf: Readonly<Record<Seat, AssignmentField>> = { seller: "seller_id", desk: "desk_id" };

export interface AssignmentOptions extends FileOptions {
  readonly clients: readonly { readonly id: ClientId; readonly name: string }[];
  readonly reps: readonly PossibleOwner[];
  /** What the check judges by; a file that says otherwise is told so. */
  readonly computed?: ReadonlyMap<ClientId, ComputedLabel>;
  /** Keep each row's cells, to write the file again. */
  readonly keepCells?: boolean;
  /** Keep what the plan took each client for. */
  readonly keepRecord?: boolean;
}

export interface ComputedLabel {
  readonly label: string;
  readonly complexity: number;
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
  const reader = new AssignmentReader(options, table, (finding) => findings.add(finding));
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
      damaged: reader.damaged,
      repeated: reader.repeated,
      hiddenFindings: findings.hidden,
    },
    findings: [...findings.kept].sort(compareFindings),
    about: { ...about, rows: about.rows - reader.totalRows, footerRows: about.footerRows + reader.totalRows },
  };
}

class AssignmentReader {
  readonly rows = new Map<ClientId, AssignmentRow>();
  readonly damaged = new Map<ClientId, DamagedRow>();
  readonly repeated = new Map<ClientId, AssignmentRow[]>();
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
  readonly #options: AssignmentOptions;
  readonly #table: Table<AssignmentField>;
  /** The file says of itself what the plan did: it is a plan, or was one. */
  readonly #isPlan: boolean;

  constructor(options: AssignmentOptions, table: Table<AssignmentField>, report: Report) {
    const { columns } = table;
    this.seats = (["seller", "desk"] as const).filter((seat) => columns.has(fieldOf[seat]));
    this.#clients = new ClientIds(options.clients);
    this.#excel = new ExcelIds(options.clients.map((client) => client.id));
    this.#owners = new OwnerMatcher(options.reps);
    this.#reps = new Set(options.reps.map((rep) => rep.id));
    this.#report = report;
    this.#options = options;
    this.#table = table;
    this.#isPlan = columns.has("previous_seller_id") && columns.has("change");
  }

  /** Owners that were matched by name or e-mail. */
  get matchFindings(): readonly Finding[] {
    return this.#owners.findings;
  }

  read(row: Row<AssignmentField>): void {
    if (row.misfit) {
      this.#report(row.misfit);
      this.#drop(row.misfit.place ?? row.place("client_id"), row, "other cells than the header");
      return;
    }
    const place = row.place("client_id");
    const written = row.text("client_id");
    if (written === "") {
      this.#report(missingValue(place, row.header("client_id"), "nobody knows whose row it is"));
      this.#drop(place, row, "no client");
      return;
    }
    if (this.#clients.find(written) === undefined && isTotalOfIds(row.cells, written)) {
      this.totalRows++;
      return;
    }
    const id = this.#clientOf(written, place);
    if (id === undefined) {
      this.#drop(place, row, "unknown client");
      return;
    }
    const first = this.rows.get(id);
    if (first) this.#repeat(row, id, first);
    else {
      this.rows.set(
        id,
        this.#rowOf(row, (seat) => this.#cellOf(row, seat, id)),
      );
      this.damaged.delete(id);
      this.#compareLabel(row, id);
    }
  }

  #repeat(row: Row<AssignmentField>, id: ClientId, first: AssignmentRow): void {
    const place = row.place("client_id");
    const again = this.#rowOf(row, (seat) => this.#quietCellOf(row, seat));
    const place0 = { file: place.file, line: first.line, column: first.column };
    this.#report(clientTwice(place, id, place0, disagreement(this.seats, first, again)));
    const known = this.repeated.get(id);
    this.#drop(place, row, "a row before");
    if (!this.#options.keepCells) return;
    if (!known) this.repeated.set(id, [again]);
    else if (known.length < REPEATED_KEPT) known.push(again);
  }

  #drop(place: Place, row: Row<AssignmentField>, why: DroppedRow["why"]): void {
    this.droppedCount++;
    const written = why === "other cells than the header" ? "" : row.text("client_id");
    if (this.dropped.length < DROPPED_KEPT) this.dropped.push({ line: place.line, written, why });
    if (why === "a row before") return;
    const mended = mendedRow(row, why, this.#table, this.#clients, (rep) => this.#owners.exact(rep) !== undefined);
    const id = mended?.id;
    if (id === undefined || this.rows.has(id) || this.damaged.has(id)) return;
    const whole = this.#options.keepCells ? mended?.row : undefined;
    const as = whole && this.#rowOf(whole, (seat) => this.#quietCellOf(whole, seat));
    this.damaged.set(id, { line: place.line, column: place.column, why, ...(as && { row: as }) });
  }

  #clientOf(written: string, place: Place): ClientId | undefined {
    const known = this.#clients.find(written);
    if (known !== undefined) return known;
    const changed = this.#excel.recognise(written);
    const loose = changed ? undefined : this.#clients.findInAnotherCase(written);
    this.#report(
      loose !== undefined
        ? matchedClient(place, written, loose)
        : changed?.id === undefined
          ? unknownAssignedClient(place, written, changed?.what)
          : changedByExcel(place, written, changed.id, changed.what),
    );
    return changed?.id ?? loose;
  }

  #rowOf(row: Row<AssignmentField>, cellOf: (seat: Seat) => AssignedCell): AssignmentRow {
    const { line, column } = row.place("client_id");
    const seats: Partial<Record<Seat, AssignedCell>> = Object.fromEntries(
      this.seats.map((seat) => [seat, cellOf(seat)]),
    );
    return {
      ...{ line, column, seats },
      ...(this.#options.keepCells && { cells: [...row.cells] }),
      ...(this.#isPlan && isEdited(row, seats.seller) && { edited: true as const }),
      ...(this.#options.keepRecord && { record: recordOf(row) }),
    };
  }

  #cellOf(row: Row<AssignmentField>, seat: Seat, clientId: ClientId): AssignedCell {
    const place = row.place(fieldOf[seat]);
    const written = row.text(fieldOf[seat]) as RepId;
    if (written === "") return { ...at(place), empty: true };
    const repId = this.#owners.match(written, place);
    if (this.#reps.has(repId)) return { ...at(place), empty: false, repId };
    this.#report(unknownAssignedRep(place, written, clientId));
    return { ...at(place), empty: false, written };
  }

  /** Of a row that does not count: its rep, where the cell names one exactly. */
  #quietCellOf(row: Row<AssignmentField>, seat: Seat): AssignedCell {
    const written = row.text(fieldOf[seat]);
    const repId = this.#owners.exact(written);
    const place = at(row.place(fieldOf[seat]));
    return { ...place, empty: written === "", ...(repId === undefined ? written !== "" && { written } : { repId }) };
  }

  /** Cells that somebody may have changed in the belief that they count. */
  #compareLabel(row: Row<AssignmentField>, id: ClientId): void {
    const computed = this.#options.computed?.get(id);
    if (!computed) return;
    const label = row.text("label");
    const isLabel = (labelNames as readonly string[]).includes(label.toLowerCase());
    if (label.toLowerCase() !== computed.label && label !== "" && (isLabel || this.#isPlan)) {
      this.#report(labelNotUsed(row.place("label"), row.header("label"), label, computed.label, id));
    }
    const complexity = row.text("complexity");
    if (this.#isPlan && complexity !== "" && Number(complexity.replace(",", ".")) !== computed.complexity) {
      const used = String(computed.complexity);
      this.#report(labelNotUsed(row.place("complexity"), row.header("complexity"), complexity, used, id));
    }
  }
}

function at({ line, column, endColumn }: Place): Pick<AssignedCell, "line" | "column" | "endColumn"> {
  return { line, column, ...(endColumn === undefined ? {} : { endColumn }) };
}

/** Whether the plan kept the client with a seller who is not the one in the cell. */
function isEdited(row: Row<AssignmentField>, seller: AssignedCell | undefined): boolean {
  const previous = row.text("previous_seller_id");
  return row.text("change") === "kept" && previous !== "" && (seller?.repId ?? seller?.written ?? "") !== previous;
}

function recordOf(row: Row<AssignmentField>): AssignmentRecord {
  const label = labelNames.find((name) => name === row.text("label").toLowerCase());
  const stage = stageNames.find((name) => name === row.text("stage").toLowerCase());
  const complexity = Number(row.text("complexity").replace(",", ".") || Number.NaN);
  return {
    ...present("label", label),
    ...present("stage", stage),
    ...(Number.isFinite(complexity) && { complexity }),
  };
}

/** "; the rows disagree: seller R1 there, R2 here". */
function disagreement(seats: readonly Seat[], first: AssignmentRow, again: AssignmentRow): string {
  const named = (row: AssignmentRow, seat: Seat) => row.seats[seat]?.repId ?? row.seats[seat]?.written ?? "nobody";
  const differing = seats
    .filter((seat) => named(first, seat) !== named(again, seat))
    .map((seat) => `${seat} ${named(first, seat)} there, ${named(again, seat)} here`);
  return differing.length === 0 ? "" : `; the rows disagree: ${differing.join(", ")}`;
}
