import type { Finding } from "../../domain/finding.ts";
import type { Place } from "../../domain/place.ts";
import { detectEncoding, type EncodingName } from "../bytes/encoding.ts";
import { recogniseOtherKind } from "../bytes/file-kind.ts";
import { FoundEncoding } from "../bytes/found-encoding.ts";
import { Peekable } from "../bytes/peekable.ts";
import { type AboutBytes, nameOf, ReadFailure, readBytes, type Source } from "../bytes/source.ts";
import { decodeHead } from "../bytes/transcode.ts";
import type { DateOrder } from "../columns/days.ts";
import { type ColumnSample, DateFormTally, settleForms } from "../columns/forms.ts";
import { countKnownHeaders, type HeaderMapping, type MappedColumn, mapHeaders } from "../columns/headers.ts";
import type { DecimalMark } from "../columns/numbers.ts";
import type { TableShape } from "../columns/shape.ts";
import { emptyFile, givenAsAnother, isMissingColumn, noRows, notACsv } from "../problems.ts";
import type { TableRecord } from "../rows/cell-places.ts";
import { type Dialect, sniffDialect } from "../rows/dialect.ts";
import { findHeaderRow } from "../rows/layout.ts";
import type { ReadColumn } from "../rows/row.ts";
import { Sample } from "../rows/sample.ts";
import { looksLike } from "./looks-like.ts";

/** What the config may fix for one file instead of having it detected. */
export interface FileOptions {
  /** Field to header; comes before names and aliases. `Header#2` is the second column of that name. */
  readonly columns?: Readonly<Record<string, string>>;
  readonly encoding?: EncodingName;
  readonly delimiter?: string;
  /** One character, or nothing where quotes have no meaning. */
  readonly quote?: string;
  readonly decimal?: DecimalMark;
  readonly dateOrder?: DateOrder;
  /** Line of the header, from 1. */
  readonly headerLine?: number;
}

const sampleBytes = 256 * 1024;
/** How much of a file is looked at to settle the form of its dates and numbers, held in memory while that is done. */
const largestSampleBytes = 8 * 1024 * 1024;

/**
 * Understands a file before its rows are read, one question after the other: bytes, encoding, dialect, header, columns,
 * forms. What is found stays here; the first question without an answer ends it, with a finding, and `input` stays
 * undefined.
 */
export class Opening<Field extends string> {
  readonly findings: Finding[] = [];
  readonly bytes: AboutBytes = { bytes: 0, compressed: false };
  encoding: FoundEncoding | undefined;
  dialect: Dialect | undefined;
  header: readonly string[] = [];
  /** Number of the header among the records, from 0. */
  headerIndex = 0;
  headerPlace: Place;
  mapping: HeaderMapping<Field> | undefined;
  columns: ReadonlyMap<Field, ReadColumn<Field>> = new Map();
  /** The whole file, ready to be read from its start; undefined when that makes no sense. */
  input: Peekable | undefined;
  readonly #source: Source;
  readonly #file: string;
  readonly #shape: TableShape<Field>;
  readonly #options: FileOptions;

  constructor(source: Source, shape: TableShape<Field>, options: FileOptions) {
    this.#source = source;
    this.#file = nameOf(source);
    this.#shape = shape;
    this.#options = options;
    this.headerPlace = { file: this.#file, line: 1, column: 1 };
  }

  async run(): Promise<void> {
    const bytes = new Peekable(readBytes(this.#source, this.bytes));
    try {
      this.encoding = await this.#findEncoding(bytes);
      if (await this.#understand(bytes, this.encoding)) this.input = bytes;
      else await bytes.close();
    } catch (error) {
      await bytes.close();
      if (!(error instanceof ReadFailure)) throw error;
      this.findings.push(error.finding);
    }
  }

  async #findEncoding(bytes: Peekable): Promise<FoundEncoding> {
    const { head } = await bytes.peek(sampleBytes);
    if (head.length === 0) throw new ReadFailure(emptyFile(this.#file));
    const given = this.#options.encoding;
    const detected = given ? ({ encoding: given, basis: "given" } as const) : detectEncoding(head);
    const other = detected.encoding.startsWith("utf-16") ? undefined : recogniseOtherKind(this.#file, head);
    if (other) throw new ReadFailure(other);
    return new FoundEncoding(detected);
  }

  /** True when rows can be read. */
  async #understand(bytes: Peekable, encoding: FoundEncoding): Promise<boolean> {
    const { head, complete } = await textOfHead(bytes, sampleBytes, encoding);
    const start = head.toString("utf8");
    if (start.trim() === "") throw new ReadFailure(emptyFile(this.#file));
    const configured = this.#options.columns ?? {};
    const knownHeaders = (row: readonly string[]) => countKnownHeaders(row, this.#shape, configured);
    this.dialect = sniffDialect(start, this.#options, knownHeaders);
    const sample = new Sample(this.#file, this.dialect, head, complete);
    const header = this.#findHeader(sample, knownHeaders);
    this.mapping = mapHeaders(this.header, this.#shape, configured, (index) => sample.place(header, index));
    this.findings.push(...this.#asAnotherTable(this.mapping.findings));
    if (this.mapping.findings.some(({ severity }) => severity === "error")) return false;
    return this.#settleColumns((size) => textOfHead(bytes, size, encoding), this.dialect, this.mapping);
  }

  /** A file that was given in the place of another needs no new headers: it needs the right name on the command line. */
  #asAnotherTable(findings: readonly Finding[]): readonly Finding[] {
    const missing = findings.filter(isMissingColumn).length;
    // Where most of what is needed is there, a column was left out of the export.
    if (missing === 0 || missing < this.#shape.needed.length / 2) return findings;
    const what = looksLike(this.header, this.#shape.table);
    if (what === undefined) return findings;
    return findings.map((finding) =>
      isMissingColumn(finding) ? givenAsAnother(finding, what, this.#shape.table) : finding,
    );
  }

  #findHeader(sample: Sample, knownHeaders: (row: readonly string[]) => number): TableRecord {
    const { headerLine } = this.#options;
    const rows = sample.records.map(({ cells }) => cells);
    const index =
      headerLine === undefined
        ? findHeaderRow(rows, knownHeaders)
        : sample.records.findIndex(({ line }) => line === headerLine);
    const header = sample.records[index];
    if (header === undefined) throw new ReadFailure(sample.failure ?? this.#noHeader(sample));
    this.headerIndex = index;
    this.header = withoutEmptyEnd(header.cells);
    this.headerPlace = sample.place(header, 0);
    return header;
  }

  #noHeader(sample: Sample): Finding {
    if (sample.records.length > 0) return noRows(this.headerPlace);
    const size = `${sampleBytes / 1024} KB`;
    return notACsv(this.headerPlace, `the first row does not end within ${size}`, "look at the file in a text editor");
  }

  /**
   * Looks at more and more of the file until the form of every date and number is settled. False when that cannot be.
   */
  async #settleColumns(
    textUpTo: (size: number) => Promise<Head>,
    dialect: Dialect,
    mapping: HeaderMapping<Field>,
  ): Promise<boolean> {
    const mapped = [...mapping.columns.values()];
    for (let size = sampleBytes; ; size *= 4) {
      const { head, complete } = await textUpTo(size);
      const sample = new Sample(this.#file, dialect, head, complete);
      const samples = mapped.map((column) => this.#sampleOf(column, sample));
      const forms = settleForms(samples, this.#options, dialect.delimiter);
      if (forms.undecided && !complete && size < largestSampleBytes) continue;
      this.findings.push(...forms.findings);
      this.columns = new Map(
        mapped.map((column, at) => {
          const form = forms.columns[at] ?? { mark: ".", order: undefined };
          return [column.field, { ...column, form, tally: new DateFormTally() }];
        }),
      );
      return !forms.undecided;
    }
  }

  #sampleOf(column: MappedColumn<Field>, sample: Sample): ColumnSample {
    const { kind } = this.#shape.fields[column.field];
    const rows = kind === "text" ? [] : sample.records.slice(this.headerIndex + 1);
    return {
      header: column.header,
      kind,
      values: rows.map(({ cells }) => (cells[column.index] ?? "").trim()),
      placeOf: (row) => sample.place(rows[row] as TableRecord, column.index),
    };
  }
}

function withoutEmptyEnd(cells: readonly string[]): readonly string[] {
  let width = cells.length;
  while (width > 1 && (cells[width - 1] as string).trim() === "") width--;
  return cells.slice(0, width);
}

/** The beginning of a file in UTF-8, and whether that is all of it. */
interface Head {
  readonly head: Buffer;
  readonly complete: boolean;
}

async function textOfHead(bytes: Peekable, size: number, encoding: FoundEncoding): Promise<Head> {
  const { head, complete } = await bytes.peek(size);
  return { head: decodeHead(head, complete, encoding), complete };
}
