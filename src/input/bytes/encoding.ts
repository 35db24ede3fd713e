import { isAscii } from "node:buffer";
import { likeliestLegacyEncoding } from "./legacy-encoding.ts";

/** Encodings of sales exports. */
export const encodingNames = ["utf-8", "utf-16le", "utf-16be", "cp1251", "cp1252", "cp866", "koi8-r"] as const;
/** One of `encodingNames`. */
export type EncodingName = (typeof encodingNames)[number];

/** An encoding and how it was found. */
export interface DetectedEncoding {
  readonly encoding: EncodingName;
  /** Why, in a few words for the report. */
  readonly basis: "byte order mark" | "valid UTF-8" | "plain ASCII" | "zero bytes" | "letter frequencies" | "given";
}

/** Finds the encoding from the first bytes of a file. */
export function detectEncoding(head: Buffer): DetectedEncoding {
  return fromByteOrderMark(head) ?? fromZeroBytes(head) ?? fromUtf8(head) ?? fromLetters(head);
}

/** True where the first bytes tell nothing because any encoding of the list but UTF-16 would read them alike. */
export function isPlainAscii(head: Buffer): boolean {
  return isAscii(head);
}

function fromByteOrderMark(head: Buffer): DetectedEncoding | undefined {
  const basis = "byte order mark";
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: "utf-8", basis };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: "utf-16le", basis };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: "utf-16be", basis };
  return undefined;
}

/**
 * UTF-16 without a mark: digits, delimiters and line ends have a zero byte in one half of their pair only. Every
 * seventh pair or more has one, whatever the alphabet.
 */
function fromZeroBytes(head: Buffer): DetectedEncoding | undefined {
  const length = Math.min(head.length, 8192) & ~1;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < length; at += 2) {
    if (head[at] === 0) even++;
    if (head[at + 1] === 0) odd++;
  }
  const many = length / 2 / 7;
  const few = length / 2 / 100;
  if (length < 4 || Math.max(even, odd) < many || Math.min(even, odd) > few) return undefined;
  return { encoding: odd > even ? "utf-16le" : "utf-16be", basis: "zero bytes" };
}

/** One damaged character among many good ones is a damaged UTF-8 file, not a file in another encoding. */
function fromUtf8(head: Buffer): DetectedEncoding | undefined {
  if (isAscii(head)) return { encoding: "utf-8", basis: "plain ASCII" };
  const text = new TextDecoder("utf-8").decode(head, { stream: true });
  let good = 0;
  let bad = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0xfffd) bad++;
    else if (unit > 0x7f) good++;
  }
  return good >= 20 * bad ? { encoding: "utf-8", basis: "valid UTF-8" } : undefined;
}

function fromLetters(head: Buffer): DetectedEncoding {
  return { encoding: likeliestLegacyEncoding(head), basis: "letter frequencies" };
}
