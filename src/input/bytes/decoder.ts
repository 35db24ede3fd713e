import type { EncodingName } from "./encoding.ts";

/** Turns pieces of a file into text; a piece may end within a character. Bytes that mean nothing become U+FFFD. */
export interface Decoder {
  decode(piece: Buffer): string;
  /** What is left after the last piece. */
  end(): string;
}

/** A decoder for one file. A byte order mark is left out. */
export function newDecoder(encoding: EncodingName): Decoder {
  if (encoding === "cp1252") return { decode: decodeCp1252, end: () => "" };
  const decoder = new TextDecoder(labels[encoding]);
  return { decode: (piece) => decoder.decode(piece, { stream: true }), end: () => decoder.decode() };
}

const labels: Readonly<Record<Exclude<EncodingName, "cp1252">, string>> = {
  "utf-8": "utf-8",
  "utf-16le": "utf-16le",
  "utf-16be": "utf-16be",
  cp1251: "windows-1251",
  cp866: "ibm866",
  "koi8-r": "koi8-r",
};

/** Bytes 80 to 9F; the five that cp1252 leaves open stay control characters, as in the WHATWG Encoding Standard. */
const cp1252Extras =
  "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f" +
  "\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

/**
 * The platform cannot be trusted here: many releases of Node.js read windows-1252 as Latin-1 (nodejs/node#56542) and
 * lose the euro.
 */
function decodeCp1252(piece: Buffer): string {
  return piece
    .toString("latin1")
    .replace(/[\u0080-\u009f]/g, (character) => cp1252Extras[character.charCodeAt(0) - 0x80] as string);
}
