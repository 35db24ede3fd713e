import { createHash } from "node:crypto";
import type { Config } from "../config/schema.ts";

/** Hash of the config in force, defaults and options included; where the files lie makes no difference. */
export function configHash(config: Config): string {
  const { files: _files, rules: _rules, ...settings } = config;
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
