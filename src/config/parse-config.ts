import * as z from "zod";
import type { Finding } from "../domain/finding.ts";
import type { Place } from "../domain/place.ts";
import { deskPaidOnVolume, paysOnVolume } from "./bonus.ts";
import { nearest } from "./nearest.ts";
import { type Config, configSchema, defaultConfig } from "./schema.ts";
import { type Path, YamlText } from "./yaml-text.ts";

/** A config, or what is wrong with it. */
export type ParsedConfig =
  | { readonly value: Config; readonly findings: readonly Finding[] }
  | { readonly value: undefined; readonly findings: readonly Finding[] };

/** What is wrong with a setting, and where in the config it stands. */
export interface ConfigProblem {
  readonly path: Path;
  readonly finding: Finding;
}

/** Reads the text of evenbook.yaml. Every problem is a finding with line and column; an empty file is the default config. */
export function parseConfig(text: string, file: string): ParsedConfig {
  const yaml = new YamlText(text, file);
  if (yaml.errors.length > 0) {
    return {
      value: undefined,
      findings: yaml.errors.map(({ message, place }) => ({
        ...problem(
          `not valid YAML: ${message}`,
          "mend the YAML; two spaces indent a level, and a colon wants a space after it",
        ),
        place,
      })),
    };
  }
  const { value, problems } = configFrom(yaml.value ?? {});
  const findings = problems
    .map(({ path, finding }) => ({ ...finding, place: yaml.placeOf(path) }))
    .sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
  return value ? { value, findings: [] } : { value: undefined, findings };
}

/** Validates what a config file holds; with a problem there is no config. */
export function configFrom(raw: unknown): {
  readonly value: Config | undefined;
  readonly problems: readonly ConfigProblem[];
} {
  const parsed = configSchema.safeParse(raw);
  const problems = [...(parsed.error?.issues.flatMap(problemsOf) ?? []), ...levelProblems(raw)].map(
    ({ path, ...finding }) => ({ path, finding }),
  );
  return { value: problems.length === 0 ? parsed.data : undefined, problems };
}

/** Where the key or list item at the path stands in a config's text; the nearest parent that is there when it is missing. */
export function placeInConfig(text: string, file: string, path: Path): Place {
  return new YamlText(text, file).placeOf(path);
}

function problem(message: string, remedy: string): Finding {
  return { code: "EB502", name: "bad-config", severity: "error", message, remedy };
}

function problemsOf(issue: z.core.$ZodIssue): (Finding & { readonly path: Path })[] {
  if (issue.code === "unrecognized_keys") {
    const known = keysAt(issue.path);
    return issue.keys.map((key) => {
      const path = [...issue.path, key];
      if (issue.path[0] === "bonus" && issue.path[1] === "desk" && paysOnVolume(key)) return paidOnVolume(path);
      const near = nearest(key, known);
      const meant = near === undefined ? `known here: ${known.join(", ")}` : `did you mean ${near}?`;
      return { ...problem(`unknown key ${dotted([...issue.path, key])}`, meant), path: [...issue.path, key] };
    });
  }
  if (issue.code === "custom" && issue.params?.card === deskPaidOnVolume.code) return [paidOnVolume(issue.path)];
  return [
    {
      ...problem(`${dotted(issue.path)}: ${issue.message}`, "see docs/config.md for what the key takes"),
      path: issue.path,
    },
  ];
}

/** Refused with the reason: no scheme of this tool pays the desk on what it processes. */
function paidOnVolume(path: Path): Finding & { readonly path: Path } {
  const { code, name, severity, why } = deskPaidOnVolume;
  return {
    ...{ code, name, severity, path },
    message: `${dotted(path)} pays the desk on volume, and no config may: ${why.charAt(0).toLowerCase()}${why.slice(1, -1)}`,
    remedy: "pay the desk on accuracy and requests_in_time, and the seller on volume",
  };
}

function dotted(path: Path): string {
  return path.length === 0 ? "the config" : path.map(String).join(".");
}

/** The keys that the schema knows at a path, read off its JSON Schema. */
function keysAt(path: Path): string[] {
  let node: unknown = z.toJSONSchema(configSchema, { io: "input" });
  for (const key of path) node = child(node, key);
  const properties = (node as { properties?: object } | undefined)?.properties;
  return properties ? Object.keys(properties) : [];
}

function child(node: unknown, key: PropertyKey): unknown {
  const { properties, items, additionalProperties } = (node ?? {}) as {
    properties?: Record<PropertyKey, unknown>;
    items?: unknown;
    additionalProperties?: unknown;
  };
  return properties && Object.hasOwn(properties, key) ? properties[key] : (items ?? additionalProperties);
}

/** Levels that other keys name must be levels. Reads the raw document, so that these problems show beside those of the schema. */
function levelProblems(raw: unknown): (Finding & { readonly path: Path })[] {
  const order = at(raw, "levels", "order");
  const known = Array.isArray(order) ? order.map(String) : defaultConfig.levels.order;
  const check = (path: Path, level: string) => {
    if (known.includes(level)) return [];
    const near = nearest(level, known);
    const meant = near === undefined ? "" : `; did you mean ${near}?`;
    return [{ ...problem(`${dotted(path)}: ${level} is no level`, `known levels: ${known.join(", ")}${meant}`), path }];
  };
  const keysUnder = (...path: string[]) => Object.keys(Object(at(raw, ...path)));
  const written = at(raw, "levels", "default");
  const titles = Object.entries(Object(at(raw, "levels", "titles")) as Record<string, unknown>);
  return [
    ...keysUnder("guard").flatMap((level) => check(["guard", level], level)),
    ...keysUnder("limits", "max_consultative").flatMap((level) => check(["limits", "max_consultative", level], level)),
    ...keysUnder("levels", "by_tenure_months").flatMap((level) => check(["levels", "by_tenure_months", level], level)),
    ...(typeof written === "string" ? check(["levels", "default"], written) : []),
    ...titles
      .filter(([, level]) => typeof level === "string" && level !== "by_tenure")
      .flatMap(([title, level]) => check(["levels", "titles", title], String(level))),
  ];
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null && Object.hasOwn(inner, key)
        ? (inner as Record<string, unknown>)[key]
        : undefined,
    value,
  );
}
