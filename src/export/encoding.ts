import iconv from "iconv-lite";
import type { ExportTarget } from "./target.ts";

type Encoding = ExportTarget["file"]["encoding"];

/** Text as bytes. Characters that the encoding lacks are to be found before: `lostIn`. */
export function encodeText(text: string, encoding: Encoding): Uint8Array {
  return encoding === "utf-8" ? Buffer.from(text, "utf8") : iconv.encode(text, encoding);
}

/** The first character that the encoding cannot write; `undefined` when it can write them all. */
export function lostIn(text: string, encoding: Encoding): string | undefined {
  if (encoding === "utf-8") return undefined;
  return [...text].find((character) => iconv.decode(iconv.encode(character, encoding), encoding) !== character);
}
