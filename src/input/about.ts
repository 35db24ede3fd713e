import type { EncodingName } from "./bytes/encoding.ts";
import type { DecimalMark } from "./columns/numbers.ts";
import type { LineEnd } from "./rows/dialect.ts";

/** What was understood of one file, for the report. */
export interface AboutFile {
  readonly file: string;
  /** Bytes on disk. */
  readonly bytes: number;
  readonly compressed: boolean;
  /** Of the bytes on disk, in hexadecimal; absent when the file was not read to its end. */
  readonly sha256?: string;
  readonly encoding?: EncodingName;
  /** How the encoding was found, e.g. "byte order mark". */
  readonly encodingBasis?: string;
  readonly delimiter?: string;
  readonly lineEnd?: LineEnd;
  /** The quote; empty where the config says that quotes have no meaning. */
  readonly quote?: string;
  /** The first line of the file is `sep=`; it counts among `titleRows`. */
  readonly hasSepLine?: boolean;
  /** Of all number columns; several when columns differ, none without numbers that tell. */
  readonly decimalMarks: readonly DecimalMark[];
  /** Forms of dates seen, e.g. "day.month.year". */
  readonly dateForms: readonly string[];
  /** Line of the header. */
  readonly headerLine?: number;
  readonly header: readonly string[];
  readonly mapping: readonly AboutColumn[];
  /** Headers that stand for no field. */
  readonly ignored: readonly string[];
  /** Rows of data, usable or not. */
  readonly rows: number;
  /** Rows above the header. */
  readonly titleRows: number;
  /** Totals and report footers. */
  readonly footerRows: number;
  readonly blankRows: number;
  /** Choices that a person should know of. */
  readonly notes: readonly string[];
}

/** Which column stands for a field, and why it was taken. */
export interface AboutColumn {
  readonly field: string;
  readonly header: string;
  readonly how: "name" | "alias" | "config";
}
