import { parseDocument } from "yaml";
import { parseConfig } from "./parse-config.ts";
import { type Config, configSchema } from "./schema.ts";

/** One setting that differs, by its dotted path. */
export interface SettingDifference {
  readonly key: string;
  readonly now: unknown;
  readonly other: unknown;
}

/**
 * The config with those of the `keys` that a second config's text names put over it: a whole config, or a part of one such as a patch. Lists are
 * replaced, maps are merged. Problems of the text are findings, and then there is no value.
 */
export function settingsOver(
  config: Config,
  { text, file }: { readonly text: string; readonly file: string },
  keys: readonly (keyof Config)[],
) {
  const { value, findings } = parseConfig(text, file);
  if (value === undefined) return { value: undefined, findings };
  const written = (parseDocument(text).toJS({ maxAliasCount: 100 }) ?? {}) as Record<string, unknown>;
  const named = keys.filter((key) => Object.hasOwn(written, key));
  const over = Object.fromEntries(named.map((key) => [key, merged(config[key], written[key])]));
  const other = configSchema.parse({ ...config, ...over });
  const differences = keys.flatMap((key) => differencesOf(key, config[key], other[key]));
  return { value: { config: other, differences }, findings };
}

function merged(under: unknown, over: unknown): unknown {
  if (!isMap(under) || !isMap(over)) return over;
  const keys = new Set([...Object.keys(under), ...Object.keys(over)]);
  return Object.fromEntries(
    [...keys].map((key) => [key, Object.hasOwn(over, key) ? merged(under[key], over[key]) : under[key]]),
  );
}

function differencesOf(key: string, now: unknown, other: unknown): SettingDifference[] {
  if (isMap(now) && isMap(other)) {
    const keys = [...new Set([...Object.keys(now), ...Object.keys(other)])];
    return keys.flatMap((inner) => differencesOf(`${key}.${inner}`, now[inner], other[inner]));
  }
  return JSON.stringify(now) === JSON.stringify(other) ? [] : [{ key, now, other }];
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
