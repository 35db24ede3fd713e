import type { EncodingName } from "./encoding.ts";

const labels: Readonly<Record<EncodingName, string>> = {
  "utf-8": "utf-8",
  "utf-16le": "utf-16le",
  "utf-16be": "utf-16be",
  cp1251: "windows-1251",
  cp1252: "windows-1252",
  cp866: "ibm866",
  "koi8-r": "koi8-r",
};

/** Bytes of any encoding as UTF-8 without a byte order mark. Bytes that mean nothing become U+FFFD. */
export async function* toUtf8(bytes: AsyncIterable<Buffer>, encoding: EncodingName): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(labels[encoding]);
  for await (const chunk of bytes) {
    const text = Buffer.from(decoder.decode(chunk, { stream: true }), "utf8");
    if (text.length > 0) yield text;
  }
  const rest = decoder.decode();
  if (rest !== "") yield Buffer.from(rest, "utf8");
}

const replacement = Buffer.from("\ufffd", "utf8");

/** True where a piece of text has a NUL or a character that stands for bytes without meaning. */
export function isDamaged(text: Buffer): boolean {
  return text.includes(0) || text.includes(replacement);
}
