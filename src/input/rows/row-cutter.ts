import { invalidBytes, swallowedRows, wrongCellCount } from "../problems.ts";
import { type CellPlaces, type TableRecord, withoutLineEnd } from "./cell-places.ts";
import type { Dialect } from "./dialect.ts";
import { filledCells } from "./layout.ts";
import type { Batch } from "./records.ts";
import { type ReadColumn, type Report, Row } from "./row.ts";
import { Trailer } from "./trailer.ts";

/** What is known of a table before its rows are read. */
export interface CutterOptions<Field extends string> {
  readonly dialect: Dialect;
  /** Cells of the header. */
  readonly width: number;
  /** Number of the header among the records, from 0. */
  readonly headerIndex: number;
  readonly columns: ReadonlyMap<Field, ReadColumn<Field>>;
  /** Positions of the columns that every row fills. */
  readonly needed: readonly number[];
  /** Asked when a cell is damaged: by then it is settled. */
  readonly encoding: () => string;
}

/**
 * Makes rows of data from records: leaves out what is above and below the table, and checks each row's number of cells.
 */
export class RowCutter<Field extends string> {
  readonly trailer: Trailer<Row<Field>>;
  readonly #places: CellPlaces;
  readonly #options: CutterOptions<Field>;
  readonly #report: Report;
  #skip: number;

  constructor(places: CellPlaces, options: CutterOptions<Field>, report: Report) {
    this.#places = places;
    this.#options = options;
    this.#report = report;
    this.#skip = options.headerIndex + 1;
    this.trailer = new Trailer(options.width, options.needed);
  }

  /** True within the rows of data: see `Trailer.isIdle`. */
  get isIdle(): boolean {
    return this.#skip === 0 && this.trailer.isIdle;
  }

  /** The rows of a batch. Cells are searched for lost characters only where `damaged` says that the text has some. */
  cut({ records }: Batch, hints: { readonly damaged: boolean; readonly last: boolean }): readonly Row<Field>[] {
    const rows: Row<Field>[] = [];
    records.forEach((record, at) => {
      if (this.#skip > 0) {
        this.#skip--;
        return;
      }
      const make = () => this.#row(record, hints.last && at === records.length - 1);
      if (this.trailer.takes(record.cells, make)) return;
      rows.push(...this.trailer.release(), make());
      if (hints.damaged) this.#reportDamage(record);
    });
    return rows;
  }

  #row(record: TableRecord, fileEndsHere: boolean): Row<Field> {
    return new Row(record, this.#places, this.#options.columns, this.#misfit(record, fileEndsHere));
  }

  /** Empty cells beyond the header are no harm: spreadsheets leave delimiters at the end of a row. */
  #misfit(record: TableRecord, fileEndsHere: boolean) {
    const { cells } = record;
    const { width, dialect } = this.#options;
    const swallowing = this.#places.swallowingCell(record);
    if (swallowing >= 0) return swallowedRows(this.#places.place(record, swallowing), this.#places.lastLine(record));
    if (cells.length === width || (cells.length > width && filledCells(cells.slice(width)) === 0)) return undefined;
    const place = this.#places.place(record, 0);
    const hint = { lastLine: this.#places.lastLine(record), fileEndsHere };
    return wrongCellCount(place, cells.length, width, dialect.delimiter, hint);
  }

  #reportDamage(record: TableRecord): void {
    for (const { index, header } of this.#options.columns.values()) {
      const cell = record.cells[index] ?? "";
      if (!cell.includes("\ufffd") && !cell.includes("\0")) continue;
      const finding = invalidBytes(this.#places.place(record, index), header, cell, this.#options.encoding());
      this.#report(finding, withoutLineEnd(record.text));
    }
  }
}
