import type { Finding } from "../../domain/finding.ts";
import { notACsv } from "../problems.ts";

interface FileKind {
  readonly what: string;
  readonly remedy: string;
  readonly matches: (head: Buffer, text: string) => boolean;
}

const asCsv = "open it in Excel and save as CSV UTF-8";
const again = "export again and choose CSV";
const startsWith =
  (...bytes: readonly number[]) =>
  (head: Buffer) =>
    bytes.every((byte, at) => head[at] === byte);

const kinds: readonly FileKind[] = [
  {
    what: "this is an Excel workbook (.xlsx) or another ZIP archive, not a CSV file",
    remedy: `unpack it, or ${asCsv}`,
    matches: startsWith(0x50, 0x4b, 0x03, 0x04),
  },
  {
    what: "this is an old Excel workbook (.xls), not a CSV file",
    remedy: asCsv,
    matches: startsWith(0xd0, 0xcf, 0x11, 0xe0),
  },
  {
    what: "this is a PDF document, not a CSV file",
    remedy: again,
    matches: (head) => head.toString("latin1", 0, 5) === "%PDF-",
  },
  {
    what: "this is a Parquet file, not a CSV file",
    remedy: "write the table as CSV",
    matches: (head) => head.toString("latin1", 0, 4) === "PAR1",
  },
  {
    what: "this is an archive in a form other than gzip",
    remedy: "unpack it, or pack the CSV with gzip",
    matches: (head) =>
      startsWith(0x28, 0xb5, 0x2f, 0xfd)(head) ||
      startsWith(0x37, 0x7a, 0xbc, 0xaf)(head) ||
      ["BZh", "Rar!", "\u00fd7zXZ"].some((mark) => head.toString("latin1", 0, mark.length) === mark),
  },
  {
    what: "this is a web page, often a login page or an Excel table saved as HTML, not a CSV file",
    remedy: "sign in and export again, or open it in Excel and save as CSV UTF-8",
    matches: (_, text) => /^\s*(<!doctype html|<html|<head|<table|<meta|<script)/i.test(text),
  },
  {
    what: "this is an XML file, not a CSV file",
    remedy: again,
    matches: (_, text) => /^\s*<\?xml/i.test(text),
  },
  { what: "this is JSON, not CSV", remedy: again, matches: (_, text) => /^\s*(\{\s*"|\[\s*[{[])/.test(text) },
];

/**
 * The finding for a file that is something other than text in lines, told by its first bytes; nothing for what may be
 * CSV.
 */
export function recogniseOtherKind(file: string, head: Buffer): Finding | undefined {
  const text = head.toString("utf8", 0, 1024).replace(/^\ufeff/, "");
  const kind = kinds.find(({ matches }) => matches(head, text));
  const place = { file, line: 1, column: 1 };
  if (kind) return notACsv(place, kind.what, kind.remedy);
  if (isBinary(head)) {
    return notACsv(place, "this is a binary file of a kind evenbook does not know, not a CSV file", again);
  }
  return undefined;
}

/** Text has next to no control characters; the zero bytes of UTF-16 are told apart by the caller. */
function isBinary(head: Buffer): boolean {
  const sample = head.subarray(0, 4096);
  const controls = sample.filter((byte) => byte < 9 || (byte > 13 && byte < 32)).length;
  return controls > sample.length / 20 + 1;
}
