import { newDecoder } from "./decoder.ts";
import type { EncodingName } from "./encoding.ts";

/** Bytes of any encoding as UTF-8 without a byte order mark. Bytes that mean nothing become U+FFFD. */
export async function* toUtf8(bytes: AsyncIterable<Buffer>, encoding: EncodingName): AsyncGenerator<Buffer> {
  const decoder = newDecoder(encoding);
  for await (const chunk of bytes) {
    const text = Buffer.from(decoder.decode(chunk), "utf8");
    if (text.length > 0) yield text;
  }
  const rest = decoder.end();
  if (rest !== "") yield Buffer.from(rest, "utf8");
}

const replacement = Buffer.from("\ufffd", "utf8");

/** True where a piece of text has a NUL or a character that stands for bytes without meaning. */
export function isDamaged(text: Buffer): boolean {
  return text.includes(0) || text.includes(replacement);
}
