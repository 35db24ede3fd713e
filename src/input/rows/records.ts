import { type CsvError, Parser } from "csv-parse";
import type { Finding } from "../../domain/finding.ts";
import { type CellPlaces, longestRecordBytes, type TableRecord } from "./cell-places.ts";
import type { Dialect } from "./dialect.ts";

/** The records of one piece of text. */
export interface Batch {
  readonly records: readonly TableRecord[];
  /** Why nothing after these records can be read. */
  readonly failure?: Finding;
}

/**
 * Text in, records out. csv-parse finds the records; its `info.bytes` (unlike its `info.lines`) is right after quoted line ends, so each
 * record's own text is cut out by it. Quotes within an unquoted cell are taken as they stand.
 */
export class RecordReader {
  readonly #places: CellPlaces;
  readonly #collector: Collector;
  readonly #lineEnd: number;
  /** The text from the first record of the present batch on. */
  #window: Buffer = Buffer.alloc(0);
  #windowStart = 0;
  #recordStart = 0;
  /** Lines are counted up to here, and this many have begun. */
  #countedTo = 0;
  #line = 1;
  #batch: TableRecord[] = [];

  constructor(dialect: Dialect, places: CellPlaces) {
    this.#places = places;
    this.#lineEnd = (dialect.lineEnd === "CR" ? "\r" : "\n").charCodeAt(0);
    this.#collector = new Collector(dialect, (cells, end) => this.#take(cells, end));
  }

  /** The records that end in this piece of UTF-8 text. */
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
    const from = this.#recordStart - this.#windowStart;
    this.#batch.push(new WindowRecord(cells, line, this.#window, from, end - this.#windowStart));
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
    const text = this.#window.toString("utf8", this.#recordStart - this.#windowStart);
    return this.#places.whyUnfinished(this.#lineAt(this.#recordStart), text, error.code);
  }
}

/** A record whose text is made when somebody asks for it. */
class WindowRecord implements TableRecord {
  readonly cells: readonly string[];
  readonly line: number;
  readonly #window: Buffer;
  readonly #start: number;
  readonly #end: number;

  constructor(cells: readonly string[], line: number, window: Buffer, start: number, end: number) {
    this.cells = cells;
    this.line = line;
    this.#window = window;
    this.#start = start;
    this.#end = end;
  }

  get text(): string {
    return this.#window.toString("utf8", this.#start, this.#end);
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
