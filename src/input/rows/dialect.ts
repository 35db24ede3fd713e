import { parse } from "csv-parse/sync";

/** `mixed` is CRLF and LF in one file. */
export type LineEnd = "CRLF" | "LF" | "CR" | "mixed";

/** How the text is cut into records and cells. */
export interface Dialect {
  readonly delimiter: string;
  /** The quote, or nothing where the file has none. */
  readonly quote: string;
  readonly lineEnd: LineEnd;
  /** The first line is `sep=`, by which Excel is told the delimiter. */
  readonly hasSepLine?: boolean;
}

/** What the config fixes; the rest is found. */
export interface GivenDialect {
  readonly delimiter?: string | undefined;
  readonly quote?: string | undefined;
}

const delimiters = [",", ";", "\t", "|"];

/**
 * Finds delimiter, quote and line ends in the first part of a text. A `sep=` line decides. Else each delimiter is
 * tried: `knownHeaders` says how many headers of the table a row would have, and that counts most; then how many rows
 * have the usual number of cells, and how many cells that is.
 */
export function sniffDialect(
  text: string,
  given: GivenDialect,
  knownHeaders: (row: readonly string[]) => number,
): Dialect {
  const lineEnd = sniffLineEnd(text);
  const quote = given.quote ?? sniffQuote(text);
  const sepLine = /^sep=([^\r\n])/i.exec(text)?.[1];
  const hasSepLine = sepLine === undefined ? {} : { hasSepLine: true };
  const named = given.delimiter ?? sepLine;
  if (named !== undefined) return { delimiter: named, quote, lineEnd, ...hasSepLine };
  const start = text.slice(0, 32 * 1024);
  let best = { delimiter: ",", points: 0 };
  for (const delimiter of delimiters) {
    const points = fitness(parseSample(start, { delimiter, quote, lineEnd }), knownHeaders);
    if (points > best.points) best = { delimiter, points };
  }
  return { delimiter: best.delimiter, quote, lineEnd };
}

/** The records of the beginning of a text; the last may be incomplete. Never throws. */
export function parseSample(text: string, { delimiter, quote, lineEnd }: Dialect): string[][] {
  return parse(text, {
    delimiter,
    quote: quote === "" ? false : quote,
    escape: quote === "" ? false : quote,
    record_delimiter: lineEnd === "CR" ? ["\r"] : ["\r\n", "\n"],
    relax_column_count: true,
    relax_quotes: true,
    skip_records_with_error: true,
  });
}

function sniffLineEnd(text: string): LineEnd {
  const pairs = text.split("\r\n").length - 1;
  const feeds = text.split("\n").length - 1 - pairs;
  if (pairs === 0 && feeds === 0) return text.includes("\r") ? "CR" : "LF";
  return pairs === 0 ? "LF" : feeds === 0 ? "CRLF" : "mixed";
}

/** Single quotes are the quote only where the first line begins with one and has no double quote. */
function sniffQuote(text: string): string {
  const firstLine = /^[^\r\n]*/.exec(text)?.[0] ?? "";
  return /^'[^']*'[,;\t|]/.test(firstLine) && !firstLine.includes('"') ? "'" : '"';
}

function fitness(rows: readonly (readonly string[])[], knownHeaders: (row: readonly string[]) => number): number {
  const counts = new Map<number, number>();
  for (const { length } of rows) if (length > 1) counts.set(length, (counts.get(length) ?? 0) + 1);
  let usual = 0;
  let withUsual = 0;
  for (const [length, times] of counts) {
    if (times > withUsual || (times === withUsual && length > usual)) [usual, withUsual] = [length, times];
  }
  if (usual === 0) return 0;
  const known = Math.max(
    0,
    ...rows
      .slice(0, headerSearchRows)
      .filter((row) => row.length > 1)
      .map(knownHeaders),
  );
  return known * 100 + (withUsual / rows.length) * 10 + Math.min(usual, 50) / 10;
}

/** The header is looked for in this many rows. */
export const headerSearchRows = 40;
