import { createHash } from "node:crypto";
import type { Config } from "../config/schema.ts";

/**
 * Hash of the settings that judge, defaults included. How the files are read, where they lie and what is exported make no difference, nor does the seed; the
 * quarter and the day of the run stand beside it in summary.json.
 */
export function configHash(config: Config): string {
  const unjudged: readonly string[] = [...READING, ...AFTER_THE_PLAN, "rules", "seed", "as_of", "quarter"];
  const settings = Object.fromEntries(Object.entries(config).filter(([key]) => !unjudged.includes(key)));
  return createHash("sha256")
    .update(JSON.stringify(sorted(settings)))
    .digest("hex");
}

const READING = ["files", "columns", "formats"];

/** What is done with a plan that stands. */
const AFTER_THE_PLAN = ["export", "absences", "route"];

/** Keys in one order, whatever order the file had them in. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sorted((value as Record<string, unknown>)[key])]));
}
