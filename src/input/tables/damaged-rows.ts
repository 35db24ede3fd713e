import type { DroppedRow } from "../../domain/assignments.ts";
import type { ClientId } from "../../domain/ids.ts";
import type { Row } from "../rows/row.ts";
import type { AssignmentField } from "./assignments-shape.ts";
import type { ClientIds } from "./client-ids.ts";
import type { Table } from "./table.ts";

/** What is certain of a row that does not count. */
export interface MendedRow {
  readonly id: ClientId;
  /** The row as it reads once it is mended; absent when its cells cannot be told. */
  readonly row?: Row<AssignmentField>;
}

/**
 * Whose row a damaged one is, and its cells where they can be read: a row without a known id by its client's name; a row that was cut off by
 * what is left of it; a row with more cells than the header by joining the cells that a stray delimiter parted, when seats and client then
 * read as somebody known, the same in every way to join them.
 */
export function mendedRow(
  row: Row<AssignmentField>,
  why: DroppedRow["why"],
  table: Table<AssignmentField>,
  clients: ClientIds,
  isRep: (written: string) => boolean,
): MendedRow | undefined {
  if (why !== "other cells than the header") {
    const id = clients.find(row.text("name"));
    const at = table.columns.get("client_id")?.index ?? 0;
    return id === undefined ? undefined : { id, row: row.withCells(row.cells.toSpliced(at, 1, id)) };
  }
  const id = clients.find(row.text("client_id"));
  if (id === undefined) return undefined;
  const fits = (cells: readonly string[]) => {
    const mended = row.withCells(cells);
    const seats = (["seller_id", "desk_id"] as const).map((field) => mended.text(field));
    return clients.find(mended.text("client_id")) === id && seats.every((seat) => seat === "" || isRep(seat));
  };
  const { header, delimiter = "," } = table.about;
  const possible = alignments(row.cells, header.length, delimiter).filter(fits);
  const seatsOf = (cells: readonly string[]) => {
    const mended = row.withCells(cells);
    return `${mended.text("seller_id")}\0${mended.text("desk_id")}`;
  };
  // Several ways that agree on the seats differ only in which cell was parted: names have commas more often than other cells.
  const sure = new Set(possible.map(seatsOf)).size === 1;
  const longestName = [...possible].sort(
    (a, b) => row.withCells(b).text("name").length - row.withCells(a).text("name").length,
  )[0];
  return { id, ...(sure && longestName ? { row: row.withCells(longestName) } : {}) };
}

/** The ways to read cells as a row of the width: cut off at the end, or with neighbours joined. */
function alignments(cells: readonly string[], width: number, delimiter: string): readonly (readonly string[])[] {
  if (cells.length <= width) return [[...cells, ...Array<string>(width - cells.length).fill("")]];
  const joined = cells.length - width + 1;
  return Array.from({ length: width }, (_, at) => [
    ...cells.slice(0, at),
    cells.slice(at, at + joined).join(delimiter),
    ...cells.slice(at + joined),
  ]);
}
