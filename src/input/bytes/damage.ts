import { isUtf8 } from "node:buffer";
import { isPlainAscii } from "./encoding.ts";
import type { FoundEncoding } from "./found-encoding.ts";
import { isDamaged } from "./transcode.ts";

/** Looks through the raw pieces of a file for NUL and for bytes without meaning, without making a text of them. */
export class DamageWatch {
  readonly #encoding: FoundEncoding;
  /** The beginning of a character of UTF-8 whose end is in the next piece. */
  #carried: Buffer = Buffer.alloc(0);

  constructor(encoding: FoundEncoding) {
    this.#encoding = encoding;
  }

  /** True when this piece, or a character that it ends, is damaged. */
  see(piece: Buffer): boolean {
    if (this.#encoding.name !== "utf-8") return piece.includes(0);
    if (this.#carried.length === 0 && isPlainAscii(piece)) return piece.includes(0);
    const joined = this.#carried.length === 0 ? piece : Buffer.concat([this.#carried, piece]);
    const end = lastWhole(joined);
    this.#carried = Buffer.from(joined.subarray(end));
    const whole = joined.subarray(0, end);
    return isDamaged(whole) || !isUtf8(whole);
  }

  /** True when the file ends within a character. */
  get endsDamaged(): boolean {
    return this.#carried.length > 0;
  }
}

/** Where the last character that is whole ends. */
function lastWhole(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) break;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return back < length ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}
