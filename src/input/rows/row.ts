import type { Day } from "../../domain/day.ts";
import type { Finding } from "../../domain/finding.ts";
import type { Place } from "../../domain/place.ts";
import { type ColumnForm, type DateFormTally, dateFormInWords, dayInForm } from "../columns/forms.ts";
import type { MappedColumn } from "../columns/headers.ts";
import { type Decimal, readDecimal } from "../columns/numbers.ts";
import { badDate, badNumber } from "../problems.ts";
import { type CellPlaces, type TableRecord, withoutLineEnd } from "./cell-places.ts";

/** Takes the problems of rows while they are read; `row` is the row as it stands in the file, where it is at hand. */
export type Report = (finding: Finding, row?: string) => void;

/** A field's column with the form of its values. */
export interface ReadColumn<Field extends string> extends MappedColumn<Field> {
  readonly form: ColumnForm;
  /** Only for dates. */
  readonly tally: DateFormTally;
}

/** One row of data. Cells are asked for by field; a column that is not in the file reads as empty. */
export class Row<Field extends string> {
  /** Set when the row has another number of cells than the header: then its cells mean nothing. */
  readonly misfit: Finding | undefined;
  readonly #record: TableRecord;
  readonly #places: CellPlaces;
  readonly #columns: ReadonlyMap<Field, ReadColumn<Field>>;

  constructor(
    record: TableRecord,
    places: CellPlaces,
    columns: ReadonlyMap<Field, ReadColumn<Field>>,
    misfit: Finding | undefined,
  ) {
    this.#record = record;
    this.#places = places;
    this.#columns = columns;
    this.misfit = misfit;
  }

  /** All cells as they stand in the file. */
  get cells(): readonly string[] {
    return this.#record.cells;
  }

  /** The row as it stands in the file, without its line end. */
  get raw(): string {
    return withoutLineEnd(this.#record.text);
  }

  /** The same row with other cells, as many as the header has; places stay those of the file. */
  withCells(cells: readonly string[]): Row<Field> {
    const { line, text } = this.#record;
    return new Row({ cells, line, text }, this.#places, this.#columns, undefined);
  }

  /** The cell's text, see `textOfCell`; "" when empty or absent. */
  text(field: Field): string {
    const column = this.#columns.get(field);
    return column === undefined ? "" : textOfCell(this.#record.cells[column.index] ?? "");
  }

  /** Place of the field's cell; of the row when the file has no such column. */
  place(field: Field): Place {
    return this.#places.place(this.#record, this.#columns.get(field)?.index ?? 0);
  }

  /** The header of the field's column as the file writes it, for messages. */
  header(field: Field): string {
    return this.#columns.get(field)?.header ?? field;
  }

  day(field: Field, report: Report): Day | undefined {
    const text = this.text(field);
    const column = this.#columns.get(field);
    if (text === "" || column === undefined) return undefined;
    const read = dayInForm(text, column.form);
    if (read === undefined) {
      report(badDate(this.place(field), column.header, text, dateFormInWords(column.form)));
      return undefined;
    }
    column.tally.count(read.form, () => this.place(field));
    return read.day;
  }

  decimal(field: Field, report: Report): Decimal | undefined {
    const text = this.text(field);
    const column = this.#columns.get(field);
    if (text === "" || column === undefined) return undefined;
    const read = readDecimal(text, column.form.mark);
    if (read === undefined) report(badNumber(this.place(field), column.header, text, numberInWords(column.form)));
    return read;
  }
}

/**
 * A cell without surrounding spaces, and without the apostrophe that evenbook and others write before = + - @ so that a spreadsheet takes
 * the cell for text.
 */
export function textOfCell(cell: string): string {
  const text = cell.trim();
  return text.charCodeAt(0) === 39 && /^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text;
}

function numberInWords({ mark }: ColumnForm): string {
  return `a number with a decimal ${mark === "." ? "dot" : "comma"}`;
}
