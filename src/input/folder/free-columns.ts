import { personKey, valuesOf } from "./content.ts";
import type { Fit } from "./fit.ts";
import type { FileLook } from "./look.ts";

/** A column by its place in the file. */
export interface FreeColumn {
  readonly index: number;
  readonly header: string;
  /** Those that are not empty. */
  readonly values: readonly string[];
}

/** The columns that stand for no field yet. */
export function freeColumns(fit: Fit): FreeColumn[] {
  const taken = new Set([...fit.columns.values()].map(({ index }) => index));
  return allColumns(fit.look).filter(({ index }) => !taken.has(index));
}

/** Every column with a header. */
export function allColumns(look: FileLook): FreeColumn[] {
  return look.header
    .map((header, index) => ({ index, header, values: valuesOf(look, index) }))
    .filter(({ header }) => header.trim() !== "");
}

/** The header as `columns` in the config names it: with its number where several columns have it. */
export function nameOf({ index, header }: FreeColumn, look: FileLook): string {
  const same = look.header.flatMap((other, at) => (personKey(other) === personKey(header) ? [at] : []));
  return same.length > 1 ? `${header.trim()}#${same.indexOf(index) + 1}` : header.trim();
}
