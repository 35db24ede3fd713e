import { nearest } from "../../config/nearest.ts";
import type { Finding } from "../../domain/finding.ts";
import type { Place } from "../../domain/place.ts";
import { columnTwice, missingColumn, missingMappedColumn, quoted } from "../problems.ts";
import type { TableShape } from "./shape.ts";

/** A header as it is compared: case, spacing, `_` and `-`, ё and marks of encoding make no difference. */
export function headerKey(header: string): string {
  return header
    .normalize("NFKC")
    .replace(/[\u200b\u200e\u200f\ufeff]/g, "")
    .replace(/[\s_\u2010-\u2015-]+/g, " ")
    .trim()
    .toLowerCase()
    .replaceAll("ё", "е");
}

/** A header without the unit after it: "Amount, USD" and "Сумма (руб)" are also "amount" and "сумма". */
export function headerKeyWithoutUnit(header: string): string {
  return headerKey(header).replace(/\s*[,(].*$/, "");
}

/** A column of the file that stands for a field. */
export interface MappedColumn<Field extends string> {
  readonly field: Field;
  /** Position in the row, from 0. */
  readonly index: number;
  /** As the file writes it. */
  readonly header: string;
  readonly how: "name" | "alias" | "config";
}

/** Which columns stand for which fields. */
export interface HeaderMapping<Field extends string> {
  readonly columns: ReadonlyMap<Field, MappedColumn<Field>>;
  /** Headers that stand for no field, in the file's order. */
  readonly ignored: readonly string[];
  /** Choices between several columns, for the report. */
  readonly notes: readonly string[];
  readonly findings: readonly Finding[];
}

/**
 * Finds the column of each field: the one the config names, else the one with the field's own name, else the first
 * alias that the file has, also with a unit after it. A column serves one field only. `placeOf` gives the place of the
 * header with an index.
 */
export function mapHeaders<Field extends string>(
  header: readonly string[],
  shape: TableShape<Field>,
  configured: Readonly<Record<string, string>>,
  placeOf: (index: number) => Place,
): HeaderMapping<Field> {
  return new HeaderMatcher(header, shape, configured, placeOf).match();
}

/** How many of a row's cells are headers that the shape or the config knows. */
export function countKnownHeaders<Field extends string>(
  row: readonly string[],
  shape: TableShape<Field>,
  configured: Readonly<Record<string, string>>,
): number {
  const known = knownKeys(shape, configured);
  return row.filter((cell) => known.has(headerKey(cell)) || known.has(headerKeyWithoutUnit(cell))).length;
}

function knownKeys<Field extends string>(
  shape: TableShape<Field>,
  configured: Readonly<Record<string, string>>,
): Set<string> {
  const keys = new Set(Object.values(configured).map((header) => headerKey(header.replace(/#\d+$/, ""))));
  for (const [field, { aliases }] of fieldsOf(shape)) {
    keys.add(headerKey(field));
    for (const alias of aliases) keys.add(alias);
  }
  return keys;
}

const fieldsOf = <Field extends string>(shape: TableShape<Field>) =>
  Object.entries(shape.fields) as [Field, TableShape<Field>["fields"][Field]][];

function cleanHeader(header: string): string {
  return header.replace(/[\u200b\u200e\u200f\ufeff]/g, "").trim();
}

/** A file of another kind may have any number of headers of any length; nobody meant one of those. */
const longestHeader = 60;
const mostHeadersCompared = 200;

class HeaderMatcher<Field extends string> {
  readonly #header: readonly string[];
  readonly #shape: TableShape<Field>;
  readonly #configured: Readonly<Record<string, string>>;
  readonly #placeOf: (index: number) => Place;
  /** Positions by header key. */
  readonly #positions = new Map<string, number[]>();
  readonly #columns = new Map<Field, MappedColumn<Field>>();
  readonly #taken = new Set<number>();
  readonly #notes: string[] = [];
  readonly #findings: Finding[] = [];

  constructor(
    header: readonly string[],
    shape: TableShape<Field>,
    configured: Readonly<Record<string, string>>,
    placeOf: (index: number) => Place,
  ) {
    this.#header = header;
    this.#shape = shape;
    this.#configured = configured;
    this.#placeOf = placeOf;
    for (const [index, text] of header.entries()) this.#addKey(headerKey(text), index);
  }

  match(): HeaderMapping<Field> {
    this.#matchConfigured();
    for (const [field] of fieldsOf(this.#shape)) this.#matchKeys(field, [headerKey(field)], "name");
    for (const [field, { aliases }] of fieldsOf(this.#shape)) this.#matchKeys(field, aliases, "alias");
    this.#addKeysWithoutUnits();
    for (const [field, { aliases }] of fieldsOf(this.#shape))
      this.#matchKeys(field, [headerKey(field), ...aliases], "alias");
    this.#noteChoices();
    this.#findMissing();
    const ignored = this.#header.filter((text, index) => !this.#taken.has(index) && text.trim() !== "");
    return { columns: this.#columns, ignored, notes: this.#notes, findings: this.#findings };
  }

  #addKey(key: string, index: number): void {
    const positions = this.#positions.get(key);
    if (positions) positions.push(index);
    else if (key !== "") this.#positions.set(key, [index]);
  }

  #addKeysWithoutUnits(): void {
    this.#header.forEach((text, index) => {
      const key = headerKeyWithoutUnit(text);
      if (key !== headerKey(text)) this.#addKey(key, index);
    });
  }

  #matchConfigured(): void {
    for (const [field, header] of Object.entries(this.#configured)) {
      if (!Object.hasOwn(this.#shape.fields, field)) continue;
      const index = this.#findConfigured(header);
      if (index !== undefined) {
        this.#take(field as Field, index, "config");
        continue;
      }
      const near = nearest(header, this.#header.slice(0, mostHeadersCompared));
      this.#findings.push(missingMappedColumn(this.#placeOf(0), this.#shape.table, field, header, near));
    }
  }

  /** `Header#2` is the second column with that header. */
  #findConfigured(header: string): number | undefined {
    const whole = this.#positions.get(headerKey(header));
    if (whole) return whole[0];
    const numbered = /^(.*)#(\d+)$/.exec(header);
    return numbered ? this.#positions.get(headerKey(numbered[1] as string))?.[Number(numbered[2]) - 1] : undefined;
  }

  #matchKeys(field: Field, keys: readonly string[], how: "name" | "alias"): void {
    if (this.#columns.has(field)) return;
    for (const key of keys) {
      const free = this.#positions.get(key)?.filter((index) => !this.#taken.has(index)) ?? [];
      const index = free[0];
      if (index === undefined) continue;
      this.#take(field, index, how);
      if (free[1] !== undefined) this.#reportTwice(field, index, free[1]);
      return;
    }
  }

  #take(field: Field, index: number, how: "name" | "alias" | "config"): void {
    this.#columns.set(field, { field, index, header: cleanHeader(this.#header[index] as string), how });
    this.#taken.add(index);
  }

  #reportTwice(field: Field, first: number, second: number): void {
    const header = (this.#header[second] as string).trim();
    this.#findings.push(columnTwice(this.#placeOf(second), header, this.#placeOf(first), field, this.#shape.table));
  }

  #noteChoices(): void {
    for (const [field, column] of this.#columns) {
      const keys = [headerKey(field), ...this.#shape.fields[field].aliases].filter(
        (key) => key !== headerKey(column.header),
      );
      const others = keys.flatMap((key) => this.#positions.get(key) ?? []).filter((index) => !this.#taken.has(index));
      if (others.length === 0) continue;
      const names = others.map((index) => quoted(this.#header[index] as string)).join(", ");
      this.#notes.push(`${field} is read from ${quoted(column.header)}; ${names} would fit too`);
    }
  }

  #findMissing(): void {
    for (const alternatives of this.#shape.needed) {
      if (alternatives.some((fields) => fields.every((field) => this.#columns.has(field)))) continue;
      const field = alternatives[0]?.[0] as Field;
      if (Object.hasOwn(this.#configured, field)) continue;
      this.#findings.push(missingColumn(this.#placeOf(0), this.#shape.table, field, this.#nearestHeader(field)));
    }
  }

  #nearestHeader(field: Field): string | undefined {
    const free = this.#header
      .filter((text, index) => !this.#taken.has(index) && text.trim() !== "" && text.length < longestHeader)
      .slice(0, mostHeadersCompared);
    for (const key of [headerKey(field), ...this.#shape.fields[field].aliases]) {
      const near = nearest(key, free.map(headerKey));
      if (near !== undefined) return free.find((text) => headerKey(text) === near)?.trim();
    }
    return undefined;
  }
}
