import { stringify } from "csv-stringify/sync";
import { guardCell } from "../report/safe-text.ts";
import { encodeText } from "./encoding.ts";
import type { ExportTarget } from "./target.ts";

/** One client's line in an import file. */
export interface ExportRow {
  readonly id: string;
  readonly carried: readonly string[];
  readonly name: string;
  readonly owner: string;
  readonly desk: string;
}

/** A file to be imported; `part` counts from 1 where the target takes so many rows at once only. */
export interface ExportFile {
  readonly name: string;
  readonly kind: "owners" | "rollback";
  readonly header: readonly string[];
  /** As they stand in the file: names guarded, all else exact. */
  readonly rows: readonly (readonly string[])[];
}

/** Headers that the user chose. */
export interface ChosenHeaders {
  readonly id: string;
  /** Absent: the desk is not exported. */
  readonly desk?: string;
}

/** The header of the target's files. */
export function headerOf({ columns }: ExportTarget, { id, desk }: ChosenHeaders): readonly string[] {
  return [
    id,
    ...(columns.carried ?? []),
    ...(columns.name === undefined ? [] : [columns.name]),
    columns.owner,
    ...(desk === undefined ? [] : [desk]),
  ];
}

/** The rows in files of at most the size that the target takes; none for no rows. */
export function splitIntoFiles(
  target: ExportTarget,
  kind: ExportFile["kind"],
  headers: ChosenHeaders,
  rows: readonly ExportRow[],
): readonly ExportFile[] {
  const size = target.file.maxRows ?? Math.max(1, rows.length);
  const parts = Math.ceil(rows.length / size);
  return Array.from({ length: parts }, (_, part) => ({
    name: `${target.name}-${kind}${parts > 1 ? `-${part + 1}` : ""}.csv`,
    kind,
    header: headerOf(target, headers),
    rows: rows.slice(part * size, (part + 1) * size).map((row) => cellsOf(target, headers, row)),
  }));
}

function cellsOf({ columns }: ExportTarget, { desk }: ChosenHeaders, row: ExportRow): readonly string[] {
  return [
    row.id,
    ...row.carried,
    ...(columns.name === undefined ? [] : [guardCell(row.name)]),
    row.owner,
    ...(desk === undefined ? [] : [row.desk]),
  ];
}

/** The file as bytes, in the target's encoding. */
export function fileBytes({ file }: ExportTarget, { header, rows }: ExportFile): Uint8Array {
  const text = stringify([[...header], ...rows.map((row) => [...row])], {
    delimiter: file.delimiter,
    record_delimiter: file.lineEnd,
  });
  return encodeText(text, file.encoding);
}
