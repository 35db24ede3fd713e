import { headerKey, headerKeyWithoutUnit, type MappedColumn, mapHeaders } from "../columns/headers.ts";
import { isOverrideKind } from "../tables/overrides.ts";
import { dayShare, distinctShare, numberShare, valuesOf } from "./content.ts";
import { type TableKind, traitsOf } from "./kinds.ts";
import type { FileLook } from "./look.ts";

/** Header to use for a field, as `columns` in the config has it. */
export type ColumnChoices = Readonly<Record<string, string>>;

/** A file read as one kind of table. */
export interface Fit {
  readonly kind: TableKind;
  readonly look: FileLook;
  readonly columns: ReadonlyMap<string, MappedColumn<string>>;
  /** Headers that stand for no field. */
  readonly ignored: readonly string[];
  /** What had to be chosen because headers did not tell. */
  readonly chosen: ColumnChoices;
  /** Needed fields without a column; of alternatives the first. */
  readonly missing: readonly string[];
  /** How much speaks for this kind, by headers, values and the file's name; comparable between files of one folder. */
  readonly points: number;
}

/** Other columns of evenbook's own files: those are made from tables and are none. */
const ownHeaders = ["previous seller id", "computed label", "seller hours", "from id", "hand to", "days late"];

export function isOwnOutput(look: FileLook): boolean {
  const keys = new Set(look.header.map(headerKey));
  return ownHeaders.some((header) => keys.has(header));
}

/** Reads a file as this kind of table, whether it makes sense or not. */
export function fitAs(kind: TableKind, look: FileLook, chosen: ColumnChoices = {}): Fit {
  const { shape } = traitsOf[kind];
  const mapping = mapHeaders(look.header, shape, chosen, () => ({ file: look.file, line: 1, column: 1 }));
  const has = (field: string) => mapping.columns.has(field);
  const missing = shape.needed
    .filter((alternatives) => !alternatives.some((fields) => fields.every(has)))
    .map((alternatives) => alternatives[0]?.[0] ?? "");
  const fit = { kind, look, columns: mapping.columns, ignored: mapping.ignored, chosen, missing };
  return { ...fit, points: pointsOf(fit) };
}

/** Values of a field; none where the file has no such column. */
export function fieldValues({ look, columns }: Pick<Fit, "look" | "columns">, field: string): string[] {
  const column = columns.get(field);
  return column === undefined ? [] : valuesOf(look, column.index);
}

/** A field that stands for a header with any of its names. */
export function knowsHeader(kind: TableKind, field: string, header: string): boolean {
  const { aliases = [] } = traitsOf[kind].shape.fields[field] ?? {};
  const keys = [headerKey(header), headerKeyWithoutUnit(header)];
  return keys.some((key) => key === headerKey(field) || aliases.includes(key));
}

/** A key that repeats in more rows than this is none. */
const leastDistinct = 0.9;

/** Whether the needed columns are there and hold what they must. */
export function isPlausible(fit: Fit): boolean {
  return fit.missing.length === 0 && holdsWhatItMust(fit);
}

function holdsWhatItMust(fit: Pick<Fit, "kind" | "look" | "columns">): boolean {
  const { key } = traitsOf[fit.kind];
  // Their columns are those of many tables: the file's name must say it.
  if (fit.kind === "visits" || fit.kind === "projects") {
    const day = fit.kind === "visits" ? "date" : "won_date";
    if (!isNamedSo(fit) || dayShare(fieldValues(fit, day)) <= 0.5) return false;
  }
  if (fit.kind === "visits") return true;
  if (key !== undefined) {
    const values = fieldValues(fit, key);
    return values.length >= fit.look.rows.length / 2 && distinctShare(values) >= leastDistinct;
  }
  if (fit.kind === "overrides") {
    return labelShare(fieldValues(fit, "label")) > 0.5 || kindShare(fieldValues(fit, "kind")) > 0.5;
  }
  if (fit.kind === "requests") return !fit.columns.has("amount") && dayShare(fieldValues(fit, "date")) > 0.5;
  const amounts = [...fieldValues(fit, "amount"), ...fieldValues(fit, "unit_price")];
  return dayShare(fieldValues(fit, "order_date")) > 0.5 && numberShare(amounts) > 0.5;
}

function labelShare(values: readonly string[]): number {
  return values.filter((value) => /^(?:transactional|consultative)$/i.test(value)).length / Math.max(1, values.length);
}

function kindShare(values: readonly string[]): number {
  return values.filter((value) => isOverrideKind(value)).length / Math.max(1, values.length);
}

/** Whether the file's name says that it is such a table. */
function isNamedSo({ kind, look }: Pick<Fit, "kind" | "look">): boolean {
  return traitsOf[kind].fileWords.test(headerKey(look.file.replaceAll(".", " ")));
}

/** A header that this kind alone knows tells more than one that fits several; the field's own name more than an alias. */
const pointsForHeader = { own: 1, alias: 0.7, only: 1 };
const pointsForFileName = 2;
const pointsForNeeded = 3;

function pointsOf(fit: Omit<Fit, "points">): number {
  const rivals = (["clients", "reps", "orders", "requests"] as const).filter((kind) => kind !== fit.kind);
  const headers = [...fit.columns.values()].map(({ header, how }) => {
    const shared = rivals.some((kind) =>
      Object.keys(traitsOf[kind].shape.fields).some((field) => knowsHeader(kind, field, header)),
    );
    return (how === "name" ? pointsForHeader.own : pointsForHeader.alias) + (shared ? 0 : pointsForHeader.only);
  });
  const name = isNamedSo(fit) ? pointsForFileName : 0;
  const needed = fit.missing.length === 0 ? pointsForNeeded : 0;
  return headers.reduce((sum, points) => sum + points, name + needed);
}
