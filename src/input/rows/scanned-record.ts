import { newDecoder } from "../bytes/decoder.ts";
import type { FoundEncoding } from "../bytes/found-encoding.ts";
import type { TableRecord } from "./cell-places.ts";
import { CellKind, type RecordScanner } from "./scanner.ts";

/** The present record of a scanner as text, for the cells and records that somebody wants as text. */
export class ScannedRecord {
  readonly scanner: RecordScanner;
  readonly #quote: string;
  readonly #decode: (start: number, end: number) => string;

  constructor(scanner: RecordScanner, quote: string, encoding: FoundEncoding) {
    this.scanner = scanner;
    this.#quote = quote;
    this.#decode = decodeIn(scanner, encoding);
  }

  /** What a cell holds, without its quotes; see `CellKind`. */
  cell(index: number): string {
    const { starts, ends, kinds } = this.scanner;
    const [start, end] = [starts[index] as number, ends[index] as number];
    const kind = kinds[index];
    if (kind === CellKind.bare) return this.#decode(start, end);
    if (kind === CellKind.quoted) return this.#decode(start + 1, end - 1);
    if (kind === CellKind.doubled) return this.#undoubled(this.#decode(start + 1, end - 1));
    return this.#relaxed(this.#decode(start, end));
  }

  /** The whole record, which stays good when the scanner goes on. */
  record(): TableRecord {
    const { scanner } = this;
    const cells = Array.from({ length: scanner.cells }, (_, index) => this.cell(index));
    return { cells, line: scanner.line, text: this.#decode(scanner.recordStart, scanner.recordEnd) };
  }

  /** Everything after the last record. */
  rest(): string {
    return this.#decode(this.scanner.recordEnd, this.scanner.recordEnd + this.scanner.pending);
  }

  #undoubled(text: string): string {
    return text.replaceAll(this.#quote + this.#quote, this.#quote);
  }

  /** csv-parse takes such a cell as it stands, but for doubled quotes before the one that closes, and for a NUL right after it. */
  #relaxed(text: string): string {
    const quote = this.#quote;
    let close = text.indexOf(quote, 1);
    while (text[close + 1] === quote) close = text.indexOf(quote, close + 2);
    const inside = this.#undoubled(text.slice(1, close));
    const after = text.slice(close + 1);
    return after.startsWith("\0") ? inside + after : quote + inside + quote + after;
  }
}

function decodeIn(scanner: RecordScanner, encoding: FoundEncoding): (start: number, end: number) => string {
  let decoder: ReturnType<typeof newDecoder> | undefined;
  return (start, end) => {
    // UTF-16 is transcoded before it is scanned.
    if (encoding.name.startsWith("utf")) return scanner.bytes.toString("utf8", start, end);
    decoder ??= newDecoder(encoding.name);
    return decoder.decode(scanner.bytes.subarray(start, end));
  };
}
