import { evidenceOfOrder, readDay } from "../columns/days.ts";
import { headerKey } from "../columns/headers.ts";
import { readDecimal } from "../columns/numbers.ts";
import { salesforceKey } from "../tables/salesforce-ids.ts";
import type { FileLook } from "./look.ts";

/** The values of a column that are not empty, in the rows' order. */
export function valuesOf(look: FileLook, index: number): string[] {
  return look.rows.map((cells) => (cells[index] ?? "").trim()).filter((value) => value !== "");
}

/** The first different values of a column, as examples. */
export function samplesOf(look: FileLook, index: number, most = 3): string[] {
  const samples = new Set<string>();
  for (const value of valuesOf(look, index)) {
    samples.add(value);
    if (samples.size === most) break;
  }
  return [...samples];
}

/** Different values over all values, 0 to 1: 1 where each row has its own. */
export function distinctShare(values: readonly string[]): number {
  return values.length === 0 ? 0 : new Set(values).size / values.length;
}

/** An id as it is compared: a Salesforce id by the 15 characters that both of its forms have. */
export const idKey = (id: string) => salesforceKey(id) ?? id;

/** The ways to write a person: id, name or e-mail, whatever case and spacing. */
export const personKey = headerKey;

/** How the values of one column stand in another. */
export interface Reference {
  /** Different values. */
  readonly of: number;
  /** Those of them that stand in the other column. */
  readonly found: number;
}

/** Counts the different values that stand among the known ones. */
export function referenceTo(
  known: ReadonlySet<string>,
  values: readonly string[],
  key: (text: string) => string,
): Reference {
  const different = new Set(values.map(key));
  let found = 0;
  for (const value of different) if (known.has(value)) found++;
  return { of: different.size, found };
}

export const shareOf = ({ of, found }: Reference) => (of === 0 ? 0 : found / of);

/** Share of values that can be a date. Five digits alone may be a date or a number, and count as none. */
export function dateShare(values: readonly string[]): number {
  return shareThat(values, (value) => {
    if (/^\d{5}$/.test(value)) return false;
    return evidenceOfOrder(value) !== undefined || readDay(value, "dmy") !== undefined;
  });
}

/** Share of values that can be a date or an Excel serial, for columns whose header says that they are dates. */
export function dayShare(values: readonly string[]): number {
  return shareThat(values, (value) => readDay(value, "dmy") !== undefined || readDay(value, "mdy") !== undefined);
}

/** Share of values that can be a number. */
export function numberShare(values: readonly string[]): number {
  return shareThat(values, (value) => readDecimal(value, ".") !== undefined || readDecimal(value, ",") !== undefined);
}

function shareThat(values: readonly string[], test: (value: string) => boolean): number {
  return values.length === 0 ? 0 : values.filter(test).length / values.length;
}
