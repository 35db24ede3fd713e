import type { Finding } from "../../domain/finding.ts";
import type { Place } from "../../domain/place.ts";
import { notACsv, unclosedQuote } from "../problems.ts";
import type { Dialect } from "./dialect.ts";

/** One record of the file. */
export interface TableRecord {
  readonly cells: readonly string[];
  /** Line of the first cell. */
  readonly line: number;
  /** As it stands in the file, with its line end. */
  readonly text: string;
}

/** No row of a real export is longer; a quote that is not closed, or a file that is no table, makes such rows. */
export const longestRecordBytes = 4 * 1024 * 1024;

/** Finds where the cells of a record stand. Worked out from the record's text, and only for records somebody asks about. */
export class CellPlaces {
  readonly #file: string;
  readonly #dialect: Dialect;
  readonly #lineBreak: string;

  constructor(file: string, dialect: Dialect) {
    this.#file = file;
    this.#dialect = dialect;
    this.#lineBreak = dialect.lineEnd === "CR" ? "\r" : "\n";
  }

  /** Place of a cell; a cell beyond the last one has the place of the last one. */
  place(record: TableRecord, cell: number): Place {
    const found = locateCell(record.text, cell, this.#dialect);
    return {
      file: this.#file,
      line: record.line + found.linesBefore,
      column: found.column,
      ...(found.endColumn !== undefined && { endColumn: found.endColumn }),
    };
  }

  /** The line in which a record ends. */
  lastLine({ line, text }: TableRecord): number {
    return line + text.trimEnd().split(this.#lineBreak).length - 1;
  }

  /**
   * The first cell of a record that opens a quote, runs over several lines, and has text after the quote that closes it; or -1. Such a
   * cell has swallowed rows: its own quote was never closed, and the next cell's was taken for it.
   */
  swallowingCell({ cells, text }: TableRecord): number {
    const { quote } = this.#dialect;
    if (quote === "") return -1;
    return cells.findIndex((cell, index) => {
      if (!cell.startsWith(quote) || !cell.includes(this.#lineBreak)) return false;
      return locateCell(text, index, this.#dialect).textAfterQuote;
    });
  }

  /** Why a record that begins in `line` with this text cannot be read to its end. `code` is the reader's own word for it. */
  whyUnfinished(line: number, text: string, code: string): Finding {
    const last = locateCell(text, Number.MAX_SAFE_INTEGER, this.#dialect);
    const place = { file: this.#file, line: line + last.linesBefore, column: last.column };
    const tooLong = code === "CSV_MAX_RECORD_SIZE";
    const megabytes = `${longestRecordBytes / 1024 / 1024} MB`;
    if (last.quoted) return unclosedQuote(place, tooLong ? `within ${megabytes}` : "up to the end of the file");
    return notACsv(
      place,
      tooLong ? `the row has more than ${megabytes}, as no row of a table has` : `the row cannot be read (${code})`,
      "look at the file in a text editor, and export it again as CSV",
    );
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

/** A record's text as an editor shows it. */
export function withoutLineEnd(text: string): string {
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
