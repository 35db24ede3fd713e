import { createHash } from "node:crypto";
import { formatDay } from "../calendar/days.ts";
import type { Config } from "../config/schema.ts";
import type { Day } from "../domain/day.ts";
import type { Quarter } from "../domain/quarter.ts";

/**
 * Hash of the settings that judge, defaults included. How files are read, where they lie and what is exported make no difference, nor whether a day that
 * follows from the orders is given as well: what counts is the day and the quarter of the run.
 */
export function configHash(config: Config, asOf: Day, quarter: Quarter): string {
  const { files: _files, rules: _rules, columns: _columns, formats: _formats, export: _export, ...settings } = config;
  return createHash("sha256")
    .update(JSON.stringify(sorted({ ...settings, as_of: formatDay(asOf), quarter: quarter.name })))
    .digest("hex");
}

/** Keys in one order, whatever order the file had them in. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sorted((value as Record<string, unknown>)[key])]));
}
