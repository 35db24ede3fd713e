import type { Finding } from "../../domain/finding.ts";
import type { Place } from "../../domain/place.ts";
import type { AboutFile } from "../about.ts";
import { nameOf, ReadFailure, type Source } from "../bytes/source.ts";
import { isDamaged, toUtf8 } from "../bytes/transcode.ts";
import type { TableShape } from "../columns/shape.ts";
import { noRows } from "../problems.ts";
import type { BlockTaker } from "../rows/blocks.ts";
import { CellPlaces } from "../rows/cell-places.ts";
import type { Dialect } from "../rows/dialect.ts";
import { type Batch, RecordReader } from "../rows/records.ts";
import type { ReadColumn, Report, Row } from "../rows/row.ts";
import { type CutterOptions, RowCutter } from "../rows/row-cutter.ts";
import { RowScan } from "../rows/row-scan.ts";
import type { ScannedRecord } from "../rows/scanned-record.ts";
import { canScan } from "../rows/scanner.ts";
import { Trailer } from "../rows/trailer.ts";
import { type FileOptions, Opening } from "./opening.ts";

/** A value read from files, with everything that is wrong and everything that was understood. */
export interface Reading<Value, About> {
  readonly value: Value;
  readonly findings: readonly Finding[];
  readonly about: About;
}

/**
 * Opens a table: finds encoding, dialect, header, columns and the form of dates and numbers. When that fails the table
 * has no rows and `findings` says why.
 */
export async function openTable<Field extends string>(
  source: Source,
  shape: TableShape<Field>,
  options: FileOptions,
): Promise<Table<Field>> {
  const opening = new Opening(source, shape, options);
  await opening.run();
  return new Table(nameOf(source), shape, opening);
}

/** How far the reading of a file is. */
export interface ReadProgress {
  readonly file: string;
  /** Bytes on disk that were read. */
  readonly bytes: number;
  /** All bytes on disk; absent where that is not known, as for standard input. */
  readonly size?: number;
  readonly rows: number;
}

/** Who wants to know what while a table is scanned. */
export interface ScanOptions {
  readonly expressOf?: ExpressOf | undefined;
  /** Reads blocks of usual records elsewhere. */
  readonly blocks?: BlockTaker | undefined;
  /** Called for every piece of the file, a megabyte or less. */
  readonly onProgress?: ((progress: ReadProgress) => void) | undefined;
}

/** Makes the express lane for a file: see `Takers.express`. */
export type ExpressOf = (record: ScannedRecord, places: CellPlaces) => (ahead: boolean) => boolean;

/** One table file, opened: see `openTable`. */
export class Table<Field extends string> {
  readonly #file: string;
  readonly #shape: TableShape<Field>;
  readonly #opening: Opening<Field>;
  #rows = 0;
  #trailer: Trailer<Row<Field>> = new Trailer(0, []);

  constructor(file: string, shape: TableShape<Field>, opening: Opening<Field>) {
    this.#file = file;
    this.#shape = shape;
    this.#opening = opening;
  }

  /** Name of the file, as findings show it. */
  get file(): string {
    return this.#file;
  }

  /** What is wrong with the file as a whole; problems of rows are reported while they are read. */
  get findings(): readonly Finding[] {
    return this.#opening.findings;
  }

  /** The columns that were found, by field. */
  get columns(): ReadonlyMap<Field, ReadColumn<Field>> {
    return this.#opening.columns;
  }

  /** The headers as the file writes them. */
  get header(): readonly string[] {
    return this.#opening.header;
  }

  /** Place of the header, for findings on the whole file. */
  get headerPlace(): Place {
    return this.#opening.headerPlace;
  }

  /** The rows of data, in batches as they are read. */
  async *rows(report: Report): AsyncGenerator<readonly Row<Field>[]> {
    const { input, dialect, encoding } = this.#opening;
    if (input === undefined || dialect === undefined || encoding === undefined) return;
    try {
      yield* this.#readRows(toUtf8(input, encoding), dialect, report);
      this.#reportNoRows(report);
    } catch (error) {
      reportFailure(error, report);
    }
    this.#reportMixtures(report);
  }

  /** The rows one by one; those with too many or too few cells are reported and left out. */
  async *wholeRows(report: Report): AsyncGenerator<Row<Field>> {
    for await (const rows of this.rows(report)) {
      for (const row of rows) {
        if (row.misfit) report(row.misfit);
        else yield row;
      }
    }
  }

  /** Cells of the header. */
  get width(): number {
    return this.#opening.header.length;
  }

  /**
   * The rows of data, one by one, for tables of millions: records are found by `RecordScanner`, and `express` may take those that need
   * no row made of them.
   */
  async scan(report: Report, take: (row: Row<Field>) => void, options: ScanOptions = {}): Promise<void> {
    const { input, dialect, encoding } = this.#opening;
    if (input === undefined || dialect === undefined || encoding === undefined) return;
    if (!canScan(dialect)) {
      for await (const rows of this.rows(report)) for (const row of rows) take(row);
      return;
    }
    try {
      const places = new CellPlaces(this.#file, dialect);
      const cutter = new RowCutter(places, this.#cutterOptions(dialect), report);
      this.#trailer = cutter.trailer;
      const rows = new RowScan(places, dialect, encoding, cutter, options.blocks);
      const express = options.expressOf?.(rows.record, places);
      await rows.read(input, {
        row: (row) => {
          this.#rows++;
          take(row);
        },
        express: (ahead) => {
          const taken = express?.(ahead) === true;
          if (taken) this.#rows++;
          return taken;
        },
        others: (records) => {
          this.#rows += records;
        },
        piece: () => options.onProgress?.(this.#progress),
      });
      this.#reportNoRows(report);
    } catch (error) {
      reportFailure(error, report);
    }
    this.#reportMixtures(report);
  }

  /** What was understood; complete after the last row. */
  get about(): AboutFile {
    const { bytes: aboutBytes, encoding, dialect, header, headerIndex, mapping } = this.#opening;
    const columns = [...this.columns.values()];
    const numbers = columns.filter(({ field }) => this.#shape.fields[field].kind === "number");
    return {
      file: this.#file,
      bytes: aboutBytes.bytes,
      compressed: aboutBytes.compressed,
      ...(aboutBytes.sha256 !== undefined && { sha256: aboutBytes.sha256 }),
      ...(encoding && { encoding: encoding.name, encodingBasis: encoding.about.basis }),
      ...(dialect && { delimiter: dialect.delimiter, lineEnd: dialect.lineEnd, quote: dialect.quote }),
      ...(dialect?.hasSepLine && { hasSepLine: true }),
      decimalMarks: [...new Set(numbers.map(({ form }) => form.mark))],
      dateForms: [...new Set(columns.flatMap(({ tally }) => tally.forms))],
      ...(header.length > 0 && { headerLine: this.headerPlace.line }),
      header,
      mapping: [...(mapping?.columns.values() ?? [])].map(({ field, header: text, how }) => ({
        field,
        header: text,
        how,
      })),
      ignored: mapping?.ignored ?? [],
      rows: this.#rows,
      titleRows: headerIndex,
      footerRows: this.#trailer.footerRows,
      blankRows: this.#trailer.blankRows,
      notes: mapping?.notes ?? [],
    };
  }

  async *#readRows(
    text: AsyncIterable<Buffer>,
    dialect: Dialect,
    report: Report,
  ): AsyncGenerator<readonly Row<Field>[]> {
    const places = new CellPlaces(this.#file, dialect);
    const reader = new RecordReader(dialect, places);
    const cutter = new RowCutter(places, this.#cutterOptions(dialect), report);
    this.#trailer = cutter.trailer;
    let damaged = false;
    for await (const chunk of text) {
      const damagedHere = isDamaged(chunk);
      const batch = reader.feed(chunk);
      yield* this.#take(batch, cutter, { damaged: damaged || damagedHere, last: false });
      // The last row of a batch ends in a later piece of text, so a damage here may be that row's.
      damaged = damagedHere || (damaged && batch.records.length === 0);
    }
    yield* this.#take(reader.finish(), cutter, { damaged, last: true });
    cutter.trailer.finish();
  }

  *#take(batch: Batch, cutter: RowCutter<Field>, hints: { readonly damaged: boolean; readonly last: boolean }) {
    const rows = cutter.cut(batch, hints);
    this.#rows += rows.length;
    if (rows.length > 0) yield rows;
    if (batch.failure) throw new ReadFailure(batch.failure);
  }

  #cutterOptions(dialect: Dialect): CutterOptions<Field> {
    const { columns, headerIndex, header, encoding } = this.#opening;
    const served = this.#shape.needed.map(
      (lists) => lists.find((all) => all.every((field) => columns.has(field))) ?? [],
    );
    return {
      dialect,
      headerIndex,
      columns,
      needed: served.flat().map((field) => columns.get(field)?.index ?? 0),
      width: header.length,
      encoding: () => encoding?.name ?? "",
    };
  }

  get #progress(): ReadProgress {
    const { bytes, size } = this.#opening.bytes;
    return { file: this.#file, bytes, ...(size !== undefined && { size }), rows: this.#rows };
  }

  #reportNoRows(report: Report): void {
    if (this.#rows === 0) report(noRows(this.headerPlace));
  }

  #reportMixtures(report: Report): void {
    for (const column of this.columns.values()) {
      const mixture = column.tally.report(column.header);
      if (mixture) report(mixture);
    }
  }
}

function reportFailure(error: unknown, report: Report): void {
  if (!(error instanceof ReadFailure)) throw error;
  report(error.finding);
}
