import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";

/** Order histories of sample companies that live beside the project, not in it. */
const folder = join(import.meta.dirname, "../../../shared/data");

export const hasSharedData = existsSync(folder);
export const why = "needs ../shared/data, which is not here";

export function sharedFile(company: string, name: string): string {
  return join(folder, company, name);
}

/** Reads a table with nothing of evenbook: the independent side of a recount. */
export function recountRows(company: string, name: string): Record<string, string>[] {
  return parse(readFileSync(sharedFile(company, name)), { columns: true, bom: true });
}
