import type { EncodingName } from "./encoding.ts";
import { FoundEncoding } from "./found-encoding.ts";
import { readBytes, type Source } from "./source.ts";
import { toUtf8 } from "./transcode.ts";

/** Longest part of a line that is kept. */
const LONGEST = 4096;

/**
 * The text of some lines of a file, by number from 1; lines end with CRLF, LF or CR. Lines that are not there are missing. For showing
 * the user's own line beside a finding, so nothing here fails: a file that is gone by now has no lines.
 */
export async function readLines(
  source: Source,
  encoding: EncodingName,
  wanted: ReadonlySet<number>,
): Promise<ReadonlyMap<number, string>> {
  const lines = new Map<number, string>();
  const last = Math.max(0, ...wanted);
  let number = 1;
  let line = "";
  let afterCarriageReturn = false;
  const end = () => {
    if (wanted.has(number)) lines.set(number, line);
    line = "";
    number++;
  };
  try {
    for await (const chunk of toUtf8(
      readBytes(source, { bytes: 0, compressed: false }),
      FoundEncoding.given(encoding),
    )) {
      // toUtf8 never cuts a character, so each piece decodes by itself.
      for (const part of chunk.toString("utf8").split(/(\r\n|\r|\n)/)) {
        if (part === "\n" && afterCarriageReturn && line === "") {
          afterCarriageReturn = false;
          continue;
        }
        afterCarriageReturn = part === "\r";
        if (part === "\r" || part === "\n" || part === "\r\n") end();
        else if (wanted.has(number) && line.length < LONGEST) line += part.slice(0, LONGEST - line.length);
      }
      if (number > last) return lines;
    }
    end();
  } catch {
    return lines;
  }
  return lines;
}
