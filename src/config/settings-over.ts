import { parseDocument } from "yaml";
import { isMap, mergeSettings } from "./merge-settings.ts";
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
  const over = Object.fromEntries(named.map((key) => [key, mergeSettings(config[key], written[key])]));
  const other = configSchema.parse({ ...config, ...over });
  const differences = keys.flatMap((key) => differencesOf(key, config[key], other[key]));
  return { value: { config: other, differences }, findings };
}

function differencesOf(key: string, now: unknown, other: unknown): SettingDifference[] {
  if (isMap(now) && isMap(other)) {
    const keys = [...new Set([...Object.keys(now), ...Object.keys(other)])];
    return keys.flatMap((inner) => differencesOf(`${key}.${inner}`, now[inner], other[inner]));
  }
  return JSON.stringify(now) === JSON.stringify(other) ? [] : [{ key, now, other }];
}
