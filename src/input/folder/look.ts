import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Finding } from "../../domain/finding.ts";
import type { AboutFile } from "../about.ts";
import { openTable } from "../tables/table.ts";
import { anyShape } from "./kinds.ts";

/** The first rows of a file that may be one of the tables. */
export interface FileLook {
  /** Name within its folder. */
  readonly file: string;
  readonly header: readonly string[];
  /** The first rows of data, without those that do not fit the header. */
  readonly rows: readonly (readonly string[])[];
  /** Whether these are all rows of the file. */
  readonly complete: boolean;
  readonly encoding?: AboutFile["encoding"];
  readonly delimiter?: string;
  /** Why the file cannot be a table: a workbook, an empty file. */
  readonly problem?: Finding;
}

const tableNames = /\.(?:csv|tsv|txt)(?:\.gz)?$/i;
/** A folder with more is no folder of exports. */
export const mostFiles = 200;
const rowsLookedAt = 5_000;

/** Names of the files in a folder that may be tables, sorted; neither hidden ones nor folders. */
export async function possibleTables(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory() && tableNames.test(entry.name) && !entry.name.startsWith("."))
    .map(({ name }) => name)
    .sort();
}

/** Reads the header and the first rows of a file, whatever table it is. */
export async function lookAtFile(folder: string, file: string): Promise<FileLook> {
  const table = await openTable(join(folder, file), anyShape, {});
  const problems: Finding[] = [...table.findings];
  const rows: (readonly string[])[] = [];
  let complete = true;
  for await (const batch of table.rows((finding) => problems.push(finding))) {
    for (const row of batch) if (!row.misfit) rows.push([...row.cells]);
    if (rows.length < rowsLookedAt) continue;
    // Leaving the loop closes the file.
    complete = false;
    break;
  }
  const { header, encoding, delimiter } = table.about;
  const problem = rows.length === 0 ? problems.find(({ severity }) => severity === "error") : undefined;
  return {
    file,
    header,
    rows: rows.slice(0, rowsLookedAt),
    complete,
    ...(encoding && { encoding }),
    ...(delimiter !== undefined && { delimiter }),
    ...(problem && { problem }),
  };
}
