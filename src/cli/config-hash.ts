import { createHash } from "node:crypto";
import type { Config } from "../config/schema.ts";

/**
 * Hash of the settings that judge, defaults included. How the files are read, where they lie and what is exported make no difference, nor does the seed; the
 * quarter and the days of the run stand beside it in summary.json.
 */
export function configHash(config: Config): string {
  const unjudged: readonly string[] = [
    ...["files", "rules", "columns", "formats", "seed", "as_of", "quarter", "effective"],
    // What follows from a plan does not make another one.
    ...["export", "visits", "watch", "absences", "route", "bonus"],
  ];
  const settings = Object.fromEntries(Object.entries(config).filter(([key]) => !unjudged.includes(key)));
  return createHash("sha256")
    .update(JSON.stringify(sorted(settings)))
    .digest("hex");
}

/** Keys in one order, whatever order the file had them in. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sorted((value as Record<string, unknown>)[key])]));
}
