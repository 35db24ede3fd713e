/** `over` put over `under`: maps key by key, all else as a whole. A key `__proto__` stays a key of its own, which the schema refuses. */
export function mergeSettings(under: unknown, over: unknown): unknown {
  if (!isMap(under) || !isMap(over)) return over;
  const keys = new Set([...Object.keys(under), ...Object.keys(over)]);
  const valueAt = (key: string) => {
    if (!Object.hasOwn(over, key)) return under[key];
    return mergeSettings(Object.hasOwn(under, key) ? under[key] : undefined, over[key]);
  };
  return Object.fromEntries([...keys].map((key) => [key, valueAt(key)]));
}

export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
