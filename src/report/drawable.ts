import { safeText } from "./safe-text.ts";

/** Everything that is drawn is made safe in one place, whether it came from a table, the config or a path. */
export function drawable<Value>(value: Value): Value {
  if (typeof value === "string") return safeText(value) as Value;
  if (Array.isArray(value)) return value.map(drawable) as Value;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, drawable(inner)])) as Value;
}
