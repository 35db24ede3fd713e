import { type DetectedEncoding, detectEncoding, type EncodingName, isPlainAscii } from "./encoding.ts";

/** So many bytes before the first that tells something are looked at with it. */
const KEPT = 16;

/** The encoding of a file as far as it is known: while all is plain ASCII it stays open, and the first other byte settles it. */
export class FoundEncoding {
  #found: DetectedEncoding;
  #before: Buffer = Buffer.alloc(0);

  constructor(found: DetectedEncoding) {
    this.#found = found;
  }

  static given(encoding: EncodingName): FoundEncoding {
    return new FoundEncoding({ encoding, basis: "given" });
  }

  get about(): DetectedEncoding {
    return this.#found;
  }

  get name(): EncodingName {
    return this.#found.encoding;
  }

  /** True while no byte has told anything: every encoding of the list but UTF-16 reads what was seen alike. */
  get isOpen(): boolean {
    return this.#found.basis === "plain ASCII";
  }

  /** Call for each piece of the file before it is decoded. */
  see(piece: Buffer): void {
    if (!this.isOpen) return;
    if (!isPlainAscii(piece)) this.#found = detectEncoding(Buffer.concat([this.#before, piece]));
    else this.#before = Buffer.from(piece.subarray(-KEPT));
  }
}
