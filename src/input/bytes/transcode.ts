import { type Decoder, newDecoder } from "./decoder.ts";
import type { FoundEncoding } from "./found-encoding.ts";

/** Bytes of any encoding as UTF-8 without a byte order mark. Bytes that mean nothing become U+FFFD. */
export async function* toUtf8(bytes: AsyncIterable<Buffer>, encoding: FoundEncoding): AsyncGenerator<Buffer> {
  let decoder: Decoder | undefined;
  for await (const chunk of bytes) {
    encoding.see(chunk);
    // Plain ASCII is UTF-8 already; a piece of the file is good until the next one only.
    if (!encoding.isOpen) decoder ??= newDecoder(encoding.name);
    const text = decoder === undefined ? Buffer.from(chunk) : Buffer.from(decoder.decode(chunk), "utf8");
    if (text.length > 0) yield text;
  }
  const rest = decoder?.end() ?? "";
  if (rest !== "") yield Buffer.from(rest, "utf8");
}

/** The beginning of a file as text; a character that is cut off at its end is left out unless the file ends there. */
export function decodeHead(head: Buffer, complete: boolean, encoding: FoundEncoding): Buffer {
  encoding.see(head);
  if (encoding.isOpen) return head;
  const decoder = newDecoder(encoding.name);
  return Buffer.from(decoder.decode(head) + (complete ? decoder.end() : ""), "utf8");
}

const replacement = Buffer.from("\ufffd", "utf8");

/** True where a piece of text has a NUL or a character that stands for bytes without meaning. */
export function isDamaged(text: Buffer): boolean {
  return text.includes(0) || text.includes(replacement);
}
