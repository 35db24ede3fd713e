import type { Finding } from "../domain/finding.ts";
import type { Place } from "../domain/place.ts";
import type { AboutFile } from "./about.ts";
import type { DateOrder } from "./days.ts";
import { type Dialect, sniffDialect } from "./dialect.ts";
import { type DetectedEncoding, detectEncoding, type EncodingName, isPlainAscii } from "./encoding.ts";
import { recogniseOtherKind } from "./file-kind.ts";
import { type ColumnForm, type ColumnSample, DateFormTally, type Forms, settleForms } from "./forms.ts";
import { countKnownHeaders, type HeaderMapping, mapHeaders } from "./headers.ts";
import { findLayout } from "./layout.ts";
import type { DecimalMark } from "./numbers.ts";
import { Peekable } from "./peekable.ts";
import { emptyFile, noRows } from "./problems.ts";
import { type Batch, RecordReader, type TableRecord } from "./records.ts";
import type { ReadColumn, Report, Row } from "./row.ts";
import { type CutterOptions, RowCutter } from "./row-cutter.ts";
import { Sample } from "./sample.ts";
import type { TableShape } from "./shape.ts";
import { type AboutBytes, nameOf, ReadFailure, readBytes, type Source } from "./source.ts";
import { Trailer } from "./trailer.ts";
import { isDamaged, toUtf8 } from "./transcode.ts";

/** What the config may fix for one file instead of having it detected. */
export interface FileOptions {
  /** Field to header; comes before names and aliases. `Header#2` is the second column of that name. */
  readonly columns?: Readonly<Record<string, string>>;
  readonly encoding?: EncodingName;
  readonly delimiter?: string;
  readonly quote?: string;
  readonly decimal?: DecimalMark;
  readonly dateOrder?: DateOrder;
  /** Line of the header, from 1. */
  readonly headerLine?: number;
}

/** A value read from files, with everything that is wrong and everything that was understood. */
export interface Reading<Value, About> {
  readonly value: Value;
  readonly findings: readonly Finding[];
  readonly about: About;
}

const sampleBytes = 256 * 1024;
/** How much of a file is looked at to settle the form of its dates and numbers, held in memory while that is done. */
const largestSampleBytes = 8 * 1024 * 1024;

/**
 * Opens a table: finds encoding, dialect, header, columns and the form of dates and numbers. When that fails the table has no rows
 * and `findings` says why. Read the rows, or call `close`.
 */
export async function openTable<Field extends string>(
  source: Source,
  shape: TableShape<Field>,
  options: FileOptions,
): Promise<Table<Field>> {
  const table = new Table(source, shape, options);
  await table.open();
  return table;
}

interface Opened<Field extends string> {
  readonly text: Peekable;
  readonly dialect: Dialect;
  readonly headerIndex: number;
  readonly columns: ReadonlyMap<Field, ReadColumn<Field>>;
}

/** One table file, opened: see `openTable`. */
export class Table<Field extends string> {
  readonly findings: Finding[] = [];
  readonly #source: Source;
  readonly #file: string;
  readonly #shape: TableShape<Field>;
  readonly #options: FileOptions;
  readonly #bytes: AboutBytes = { bytes: 0, compressed: false };
  #opened: Opened<Field> | undefined;
  #encoding: DetectedEncoding | undefined;
  #dialect: Dialect | undefined;
  #headerPlace: Place;
  #header: readonly string[] = [];
  #titleRows = 0;
  #mapping: HeaderMapping<Field> | undefined;
  #rows = 0;
  #trailer: Trailer<Row<Field>> = new Trailer(0, []);

  constructor(source: Source, shape: TableShape<Field>, options: FileOptions) {
    this.#source = source;
    this.#file = nameOf(source);
    this.#shape = shape;
    this.#options = options;
    this.#headerPlace = { file: this.#file, line: 1, column: 1 };
  }

  /** The columns that were found, by field. */
  get columns(): ReadonlyMap<Field, ReadColumn<Field>> {
    return this.#opened?.columns ?? new Map();
  }

  /** Place of the header, for findings on the whole file. */
  get headerPlace(): Place {
    return this.#headerPlace;
  }

  async open(): Promise<void> {
    try {
      await this.#open();
    } catch (error) {
      this.#stop(error);
    }
  }

  /** The rows of data, in batches as they are read. Places of a row can be asked while its batch is worked on. */
  async *rows(report: Report): AsyncGenerator<readonly Row<Field>[]> {
    if (this.#opened === undefined) return;
    try {
      yield* this.#readRows(this.#opened, report);
      if (this.#rows === 0) report(noRows(this.#headerPlace));
    } catch (error) {
      if (!(error instanceof ReadFailure)) throw error;
      report(error.finding);
    }
    for (const column of this.columns.values()) {
      const mixture = column.tally.report(column.header);
      if (mixture) report(mixture);
    }
  }

  /** What was understood; complete after the last row. */
  get about(): AboutFile {
    const columns = [...this.columns.values()];
    const marks = columns
      .filter((column) => this.#shape.fields[column.field].kind === "number")
      .map(({ form }) => form.mark);
    return {
      file: this.#file,
      ...this.#bytes,
      ...(this.#encoding && { encoding: this.#encoding.encoding, encodingBasis: this.#encoding.basis }),
      ...(this.#dialect && { delimiter: this.#dialect.delimiter, lineEnd: this.#dialect.lineEnd }),
      decimalMarks: [...new Set(marks)],
      dateForms: [...new Set(columns.flatMap(({ tally }) => tally.forms))],
      ...(this.#header.length > 0 && { headerLine: this.#headerPlace.line }),
      header: this.#header,
      mapping: [...(this.#mapping?.columns.values() ?? [])].map(({ field, header, how }) => ({ field, header, how })),
      ignored: this.#mapping?.ignored ?? [],
      rows: this.#rows,
      titleRows: this.#titleRows,
      footerRows: this.#trailer.footerRows,
      blankRows: this.#trailer.blankRows,
      notes: this.#mapping?.notes ?? [],
    };
  }

  async #open(): Promise<void> {
    const bytes = new Peekable(readBytes(this.#source, this.#bytes));
    const { head, complete } = await bytes.peek(sampleBytes);
    const encoding = await this.#findEncoding(head, complete);
    const text = new Peekable(toUtf8(bytes, encoding.encoding));
    this.#encoding = encoding;
    try {
      await this.#understand(text);
    } finally {
      if (this.#opened === undefined) await text.close();
    }
  }

  async #findEncoding(head: Buffer, complete: boolean): Promise<DetectedEncoding> {
    if (head.length === 0) throw new ReadFailure(emptyFile(this.#file));
    const detected = this.#options.encoding
      ? ({ encoding: this.#options.encoding, basis: "given" } as const)
      : detectEncoding(head);
    if (!detected.encoding.startsWith("utf-16")) {
      const other = recogniseOtherKind(this.#file, head);
      if (other) throw new ReadFailure(other);
    }
    if (detected.basis !== "plain ASCII" || complete || typeof this.#source !== "string") return detected;
    return encodingFurtherOn(this.#source);
  }

  async #understand(text: Peekable): Promise<void> {
    const { head, complete } = await text.peek(sampleBytes);
    const start = head.toString("utf8");
    if (start.trim() === "") throw new ReadFailure(emptyFile(this.#file));
    const configured = this.#options.columns ?? {};
    const knownHeaders = (row: readonly string[]) => countKnownHeaders(row, this.#shape, configured);
    const dialect = sniffDialect(start, this.#options, knownHeaders);
    this.#dialect = dialect;
    const sample = new Sample(this.#file, dialect, head, complete);
    const headerIndex = this.#findHeader(sample, knownHeaders);
    const headerRecord = sample.records[headerIndex] as TableRecord;
    const mapping = mapHeaders(this.#header, this.#shape, configured, (index) => sample.place(headerRecord, index));
    this.#mapping = mapping;
    this.findings.push(...mapping.findings);
    if (mapping.findings.some(({ severity }) => severity === "error")) return;
    const columns = await this.#settleColumns(text, dialect, headerIndex, mapping);
    if (columns) this.#opened = { text, dialect, headerIndex, columns };
  }

  #findHeader(sample: Sample, knownHeaders: (row: readonly string[]) => number): number {
    const { headerLine } = this.#options;
    const rows = sample.records.map(({ cells }) => cells);
    const given = headerLine === undefined ? -1 : sample.records.findIndex(({ line }) => line === headerLine);
    const found =
      given >= 0 ? { headerIndex: given, header: rows[given] as readonly string[] } : findLayout(rows, knownHeaders);
    if (!found) throw new ReadFailure(sample.failure ?? emptyFile(this.#file));
    this.#header = withoutEmptyEnd(found.header);
    this.#titleRows = found.headerIndex;
    this.#headerPlace = sample.place(sample.records[found.headerIndex] as TableRecord, 0);
    return found.headerIndex;
  }

  /** Looks at more and more of the file until the form of every date and number is settled. Nothing when that cannot be. */
  async #settleColumns(
    text: Peekable,
    dialect: Dialect,
    headerIndex: number,
    mapping: HeaderMapping<Field>,
  ): Promise<ReadonlyMap<Field, ReadColumn<Field>> | undefined> {
    const mapped = [...mapping.columns.values()];
    for (let size = sampleBytes; ; size *= 4) {
      const { head, complete } = await text.peek(size);
      const sample = new Sample(this.#file, dialect, head, complete);
      const rows = sample.records.slice(headerIndex + 1);
      const forms = settleForms(
        mapped.map((column) => this.#sampleOf(column, rows, sample)),
        this.#options,
        dialect.delimiter,
      );
      if (forms.undecided && !complete && size < largestSampleBytes) continue;
      this.findings.push(...forms.findings);
      if (forms.undecided) return undefined;
      return new Map(
        mapped.map((column, at) => [column.field, { ...column, form: formAt(forms, at), tally: new DateFormTally() }]),
      );
    }
  }

  #sampleOf(
    column: { readonly field: Field; readonly index: number; readonly header: string },
    rows: readonly TableRecord[],
    sample: Sample,
  ): ColumnSample {
    const { kind } = this.#shape.fields[column.field];
    return {
      header: column.header,
      kind,
      values: kind === "text" ? [] : rows.map(({ cells }) => (cells[column.index] ?? "").trim()),
      placeOf: (row) => sample.place(rows[row] as TableRecord, column.index),
    };
  }

  async *#readRows(opened: Opened<Field>, report: Report): AsyncGenerator<readonly Row<Field>[]> {
    const reader = new RecordReader(this.#file, opened.dialect);
    const cutter = new RowCutter(reader, this.#cutterOptions(opened), report);
    this.#trailer = cutter.trailer;
    let damaged = false;
    for await (const chunk of opened.text) {
      const damagedHere = isDamaged(chunk);
      yield* this.#take(reader.feed(chunk), cutter, { damaged: damaged || damagedHere, last: false });
      damaged = damagedHere;
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

  #cutterOptions({ dialect, headerIndex, columns }: Opened<Field>): CutterOptions<Field> {
    const alternatives = this.#shape.needed.map(
      (lists) => lists.find((all) => all.every((field) => columns.has(field))) ?? [],
    );
    const needed = alternatives.flat().map((field) => columns.get(field)?.index ?? 0);
    return {
      dialect,
      headerIndex,
      columns,
      needed,
      width: this.#header.length,
      encoding: this.#encoding?.encoding ?? "",
    };
  }

  #stop(error: unknown): void {
    if (!(error instanceof ReadFailure)) throw error;
    this.findings.push(error.finding);
  }
}

function withoutEmptyEnd(cells: readonly string[]): readonly string[] {
  let width = cells.length;
  while (width > 1 && (cells[width - 1] as string).trim() === "") width--;
  return cells.slice(0, width);
}

function formAt({ columns }: Forms, at: number): ColumnForm {
  return columns[at] ?? { mark: ".", order: undefined };
}

/** Looks further on in a file that begins in plain ASCII, until something tells its encoding. */
async function encodingFurtherOn(path: string): Promise<DetectedEncoding> {
  let before: Buffer = Buffer.alloc(0);
  for await (const chunk of readBytes(path, { bytes: 0, compressed: false })) {
    if (!isPlainAscii(chunk)) return detectEncoding(Buffer.concat([before, chunk]));
    before = chunk.subarray(-16);
  }
  return { encoding: "utf-8", basis: "plain ASCII" };
}
