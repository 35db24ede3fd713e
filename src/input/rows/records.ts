import { type CsvError, Parser } from "csv-parse";
import type { Finding } from "../../domain/finding.ts";
import type { Place } from "../../domain/place.ts";
import { notACsv, unclosedQuote } from "../problems.ts";
import type { Dialect } from "./dialect.ts";

/** One record of the file, with its extent in the UTF-8 text (bytes). */
export interface TableRecord {
  readonly cells: readonly string[];
  /** Line of the first cell. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** The records of one piece of text. */
export interface Batch {
  readonly records: readonly TableRecord[];
  /** Why nothing after these records can be read. */
  readonly failure?: Finding;
}

/** No row of a real export is longer; a quote that is not closed, or a file that is no table, makes such rows. */
export const longestRecordBytes = 4 * 1024 * 1024;

/**
 * Text in, records with places out. csv-parse finds the records; its `info.bytes` (unlike its `info.lines`) is right
 * after quoted line ends, so places are worked out from it, and only for the records somebody asks about. Quotes within
 * an unquoted cell are taken as they stand.
 */
export class RecordReader {
  readonly #file: string;
  readonly #dialect: Dialect;
  readonly #collector: Collector;
  readonly #lineEnd: number;
  readonly #quote: number;
  /** The text from the first record of the present batch on. */
  #window: Buffer = Buffer.alloc(0);
  #windowStart = 0;
  #recordStart = 0;
  /** Lines are counted up to here, and this many have begun. */
  #countedTo = 0;
  #line = 1;
  #batch: TableRecord[] = [];

  constructor(file: string, dialect: Dialect) {
    this.#file = file;
    this.#dialect = dialect;
    this.#lineEnd = (dialect.lineEnd === "CR" ? "\r" : "\n").charCodeAt(0);
    this.#quote = dialect.quote.charCodeAt(0);
    this.#collector = new Collector(dialect, (cells, end) => this.#take(cells, end));
  }

  /** The records that end in this piece of UTF-8 text. Places can be asked until the next call. */
  feed(text: Buffer): Batch {
    this.#slideWindow(text);
    return this.#run((done) => this.#collector._transform(text, "utf8", done));
  }

  /**
   * Of a text in one piece: all its records, or all but a last one that may be cut off when the text is not `complete`.
   */
  readWhole(text: Buffer, complete: boolean): Batch {
    const fed = this.feed(text);
    if (!complete || fed.failure) return fed;
    const last = this.finish();
    return { ...last, records: [...fed.records, ...last.records] };
  }

  /** The last record, where no line end follows it. */
  finish(): Batch {
    return this.#run((done) => this.#collector._flush(done));
  }

  /** Place of a cell of a record of the present batch; a cell beyond the last one has the place of the last one. */
  place(record: TableRecord, cell: number): Place {
    const first = record.cells[0] ?? "";
    if (cell === 0 && this.#window[record.start - this.#windowStart] !== this.#quote) {
      return { file: this.#file, line: record.line, column: 1, endColumn: 1 + first.length };
    }
    const found = locateCell(this.#textOf(record), cell, this.#dialect);
    return {
      file: this.#file,
      line: record.line + found.linesBefore,
      column: found.column,
      ...(found.endColumn !== undefined && { endColumn: found.endColumn }),
    };
  }

  /** The line in which a record of the present batch ends. */
  lastLine(record: TableRecord): number {
    const text = this.#textOf(record).trimEnd();
    return record.line + text.split(String.fromCharCode(this.#lineEnd)).length - 1;
  }

  /**
   * The first cell of a record of the present batch that opens a quote, runs over several lines, and has text after the
   * quote that closes it; or -1. Such a cell has swallowed rows: its own quote was never closed, and the next cell's
   * was taken for it.
   */
  swallowingCell({ cells, ...record }: TableRecord): number {
    const { quote } = this.#dialect;
    if (quote === "") return -1;
    const lineBreak = String.fromCharCode(this.#lineEnd);
    return cells.findIndex((cell, index) => {
      if (!cell.startsWith(quote) || !cell.includes(lineBreak)) return false;
      return locateCell(this.#textOf({ cells, ...record }), index, this.#dialect).textAfterQuote;
    });
  }

  #textOf(record: TableRecord): string {
    return this.#window.toString("utf8", record.start - this.#windowStart, record.end - this.#windowStart);
  }

  #slideWindow(text: Buffer): void {
    this.#lineAt(this.#recordStart);
    const kept = this.#window.subarray(this.#recordStart - this.#windowStart);
    this.#window = kept.length === 0 ? text : Buffer.concat([kept, text]);
    this.#windowStart = this.#recordStart;
  }

  #run(work: (done: (error?: Error | null) => void) => void): Batch {
    this.#batch = [];
    let error: CsvError | undefined;
    work((stopped) => {
      error = (stopped ?? undefined) as CsvError | undefined;
    });
    return { records: this.#batch, ...(error && { failure: this.#whyStopped(error) }) };
  }

  #take(cells: readonly string[], end: number): void {
    const line = this.#lineAt(this.#recordStart);
    this.#batch.push({ cells, line, start: this.#recordStart, end });
    this.#recordStart = end;
  }

  /** Offsets must be asked in ascending order. */
  #lineAt(offset: number): number {
    let at = this.#countedTo - this.#windowStart;
    const until = offset - this.#windowStart;
    for (;;) {
      const found = this.#window.indexOf(this.#lineEnd, at);
      if (found < 0 || found >= until) break;
      this.#line++;
      at = found + 1;
    }
    this.#countedTo = offset;
    return this.#line;
  }

  #whyStopped(error: CsvError): Finding {
    const line = this.#lineAt(this.#recordStart);
    const end = this.#windowStart + this.#window.length;
    const record = { cells: [], line, start: this.#recordStart, end };
    const last = locateCell(this.#textOf(record), Number.MAX_SAFE_INTEGER, this.#dialect);
    const place = { file: this.#file, line: line + last.linesBefore, column: last.column };
    const tooLong = error.code === "CSV_MAX_RECORD_SIZE";
    const megabytes = `${longestRecordBytes / 1024 / 1024} MB`;
    if (last.quoted) return unclosedQuote(place, tooLong ? `within ${megabytes}` : "up to the end of the file");
    return notACsv(
      place,
      tooLong
        ? `the row has more than ${megabytes}, as no row of a table has`
        : `the row cannot be read (${error.code})`,
      "look at the file in a text editor, and export it again as CSV",
    );
  }
}

/**
 * csv-parse calls `push` for each record while it works through a piece of text: taking them there saves its own `info`
 * objects.
 */
class Collector extends Parser {
  readonly #take: (cells: readonly string[], end: number) => void;

  constructor(dialect: Dialect, take: (cells: readonly string[], end: number) => void) {
    super({
      delimiter: dialect.delimiter,
      quote: dialect.quote === "" ? false : dialect.quote,
      escape: dialect.quote === "" ? false : dialect.quote,
      record_delimiter: dialect.lineEnd === "CR" ? ["\r"] : ["\r\n", "\n"],
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: longestRecordBytes,
    });
    this.#take = take;
  }

  override push(record: unknown): boolean {
    if (Array.isArray(record)) this.#take(record as string[], this.info.bytes);
    return true;
  }
}

interface FoundCell {
  readonly linesBefore: number;
  readonly column: number;
  readonly endColumn?: number;
  readonly quoted: boolean;
  /** A quoted cell goes on after the quote that closes it. */
  readonly textAfterQuote: boolean;
}

/** Walks a record's text to the cell with this number, or to the last one. */
function locateCell(text: string, cell: number, dialect: Dialect): FoundCell {
  const body = withoutLineEnd(text);
  let start = 0;
  for (let index = 0; ; index++) {
    const end = cellEnd(body, start, dialect);
    if (index === cell || end >= body.length) return describeCell(body, start, end, dialect);
    start = end + dialect.delimiter.length;
  }
}

function withoutLineEnd(text: string): string {
  if (text.endsWith("\r\n")) return text.slice(0, -2);
  return text.endsWith("\n") || text.endsWith("\r") ? text.slice(0, -1) : text;
}

/** Where the cell that begins at `start` ends; quotes are read as csv-parse reads them. */
function cellEnd(text: string, start: number, { delimiter, quote }: Dialect): number {
  const from = isQuoted(text, start, quote) ? closingQuote(text, start + 1, quote) : start;
  const end = from < 0 ? -1 : text.indexOf(delimiter, from);
  return end < 0 ? text.length : end;
}

function isQuoted(text: string, start: number, quote: string): boolean {
  return quote !== "" && text.startsWith(quote, start);
}

/** Position after the quote that closes, or -1. A doubled quote does not close. */
function closingQuote(text: string, start: number, quote: string): number {
  for (let at = text.indexOf(quote, start); at >= 0; at = text.indexOf(quote, at + 2)) {
    if (text[at + 1] !== quote) return at + 1;
  }
  return -1;
}

function describeCell(text: string, start: number, end: number, { quote, lineEnd }: Dialect): FoundCell {
  const lineBreak = lineEnd === "CR" ? "\r" : "\n";
  const before = text.slice(0, start);
  const column = start - before.lastIndexOf(lineBreak);
  const inOneLine = !text.slice(start, end).includes(lineBreak);
  const quoted = isQuoted(text, start, quote);
  const closed = quoted ? closingQuote(text, start + 1, quote) : -1;
  return {
    linesBefore: before.split(lineBreak).length - 1,
    column,
    quoted,
    textAfterQuote: closed >= 0 && closed < end,
    ...(inOneLine && { endColumn: column + end - start }),
  };
}
