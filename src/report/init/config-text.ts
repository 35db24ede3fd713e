import { type ConfigInput, defaultConfig } from "../../config/schema.ts";
import { wrap } from "../layout.ts";
import { safeText } from "../safe-text.ts";
import { type SchemaKey, schemaKeys } from "./schema-keys.ts";
import { yamlLines } from "./yaml-value.ts";

/** What people change first: stands in the file as a comment where it has its default. */
export const changedFirst: readonly string[] = [
  "as_of",
  "quarter",
  "lookback_months",
  "currency",
  "families",
  "levels.titles",
  "levels.by_tenure_months",
  "roles.titles",
  "reps.exclude",
  "reps.desk",
  "capacity.hours_per_quarter",
  "capacity.max_utilisation",
  "labels.min_order_days",
  "guard",
  "coverage.desk.minutes_per_order",
  "coverage.seller.hours_per_visit",
  "coverage.seller.visits_per_quarter.transactional",
  "coverage.seller.visits_per_quarter.consultative",
  "coverage.seller.visits_per_quarter.complex",
  "limits.max_consultative",
  "limits.move_budget.revenue_share",
  "limits.move_budget.client_share",
  "balance.tolerance",
  "rules",
];

export interface ConfigTextOptions {
  /** Path or URL of the JSON Schema, for editors. */
  readonly schema: string;
  /** What differs from the defaults. */
  readonly active: ConfigInput;
  /** By dotted path: what holds now for keys whose default depends on the data. */
  readonly examples: Readonly<Record<string, unknown>>;
  /** Words beside an item of a list, e.g. the name of the rep with that id. */
  readonly remarks: ReadonlyMap<string, string>;
}

const width = 100;

/**
 * The text of evenbook.yaml: what differs from the defaults, and what people change first as comments with their defaults. Comments and defaults
 * are the schema's own. Words stand after `# `; settings that are commented out after a bare `#`, so that taking it away makes them hold.
 */
export function configText(options: ConfigTextOptions): string {
  const blocks = blocksOf(schemaKeys(), options.active, [], options);
  return [
    `# yaml-language-server: $schema=${options.schema}`,
    ...prose("Written by `evenbook init`. What is left out keeps its default; docs/config.md has every key.", 0),
    ...prose("A line that begins with # and no space after it shows a default: take the # away to change it.", 0),
    ...blocks.flatMap((block) => ["", ...(block.active ? block.lines : commentedOut(block.lines))]),
    "",
  ].join("\n");
}

/** One key with what stands above and below it, not yet commented out. */
interface Block {
  readonly active: boolean;
  readonly lines: readonly string[];
}

function blocksOf(node: SchemaKey, active: unknown, path: readonly string[], options: ConfigTextOptions): Block[] {
  return Object.entries(node.properties ?? {}).flatMap(([key, child]) => {
    const own = [...path, key];
    const value = valueAt(active, key);
    const words = child.description === undefined ? [] : prose(child.description, 2 * path.length);
    return child.properties
      ? groupBlock(key, child, value, own, words, options)
      : leafBlock(key, value, own, words, options);
  });
}

function groupBlock(
  key: string,
  child: SchemaKey,
  active: unknown,
  path: readonly string[],
  words: readonly string[],
  options: ConfigTextOptions,
): Block[] {
  const inner = blocksOf(child, active, path, options);
  if (inner.length === 0) return [];
  const isActive = inner.some((block) => block.active);
  const lines = inner.flatMap((block) => (isActive && !block.active ? commentedOut(block.lines) : block.lines));
  return [{ active: isActive, lines: [...words, `${indent(path)}${key}:`, ...lines] }];
}

function leafBlock(
  key: string,
  active: unknown,
  path: readonly string[],
  words: readonly string[],
  { examples, remarks }: ConfigTextOptions,
): Block[] {
  const dotted = path.join(".");
  const shown = active ?? (changedFirst.includes(dotted) ? (examples[dotted] ?? defaultAt(path)) : undefined);
  if (shown === undefined) return [];
  const lines = yamlLines(key, shown, remarks).map((line) => `${indent(path)}${line}`);
  return [{ active: active !== undefined, lines: [...words, ...lines] }];
}

const indent = (path: readonly string[]) => "  ".repeat(path.length - 1);

/** What holds without a config; nothing where that depends on the data. */
const defaultAt = (path: readonly string[]) => path.reduce<unknown>(valueAt, defaultConfig);

function valueAt(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

function prose(text: string, spaces: number): string[] {
  return wrap(safeText(text), width - spaces - 2).map((line) => `${" ".repeat(spaces)}# ${line}`);
}

/** Settings get a `#` where their text begins; words are comments already. */
function commentedOut(lines: readonly string[]): string[] {
  const start = Math.min(...lines.map((line) => line.search(/\S/)));
  return lines.map((line, at) => {
    const isHeadWord = /^\s*# /.test(line) && line.search(/\S/) === start && at < firstSetting(lines);
    return isHeadWord ? line : `${line.slice(0, start)}#${line.slice(start)}`;
  });
}

const firstSetting = (lines: readonly string[]) => lines.findIndex((line) => !/^\s*#/.test(line));
