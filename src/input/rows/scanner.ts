import { BYTES_BEHIND } from "../columns/byte-keys.ts";
import type { Dialect } from "./dialect.ts";

/** How a cell is written. */
export const CellKind = {
  /** As it is, without quotes around it. */
  bare: 0,
  /** In quotes, nothing doubled: the bytes between them are the value. */
  quoted: 1,
  /** In quotes, with doubled quotes that stand for one. */
  doubled: 2,
  /** It begins with a quote and goes on after the quote that closes it. */
  relaxed: 3,
} as const;

const LF = 10;
const CR = 13;

/** Whether the scanner can read a dialect: delimiter and quote must be one byte each in every encoding that it is given. */
export function canScan({ delimiter, quote }: Dialect): boolean {
  const isByte = (text: string) =>
    text.length === 1 && text > "\0" && text < "\u0080" && text !== "\n" && text !== "\r";
  return isByte(delimiter) && (quote === "" || isByte(quote)) && delimiter !== quote;
}

/**
 * Bytes in, records out, as RFC 4180 has them and csv-parse reads them (its judge in the tests): quotes, doubled quotes, line ends within
 * quotes, CRLF or LF or CR alone, a quote within a bare cell as it stands. For UTF-8 and for encodings of one byte a character: in
 * all of them the signs that part records and cells are the bytes of ASCII and nothing else is. No text is made and no object; a record
 * is the extents of its cells in `bytes`, until the next call.
 */
export class RecordScanner {
  /** The bytes that are held: the present record and what comes after it. A few more lie behind, whatever they are. */
  bytes: Buffer;
  /** The same bytes, to be read as words. */
  view: DataView;
  /** Number of cells of the present record, and where they begin and end, quotes included. */
  cells = 0;
  starts = new Int32Array(64);
  ends = new Int32Array(64);
  kinds = new Uint8Array(64);
  /** Whether one of the cells is `CellKind.relaxed`. */
  hasRelaxed = false;
  /** Extent of the present record, its line end included. */
  recordStart = 0;
  recordEnd = 0;
  /** Line in which the present record begins, from 1. */
  line = 1;
  readonly #delimiter: number;
  readonly #quote: number;
  readonly #lineBreak: number;
  readonly #pairs: boolean;
  #filled = 0;
  #nextLine = 1;

  constructor({ delimiter, quote, lineEnd }: Dialect, capacity = 1 << 20) {
    this.bytes = Buffer.alloc(capacity);
    this.view = viewOf(this.bytes);
    this.#delimiter = delimiter.charCodeAt(0);
    this.#quote = quote === "" ? -1 : quote.charCodeAt(0);
    this.#lineBreak = lineEnd === "CR" ? CR : LF;
    this.#pairs = lineEnd !== "CR";
  }

  /** Adds a piece of the file. What is left of the piece before is moved to the front, so extents change. */
  feed(piece: Uint8Array): void {
    const rest = this.#filled - this.recordEnd;
    const needed = rest + piece.length + 1 + BYTES_BEHIND;
    const from = this.bytes;
    if (needed > from.length) {
      this.bytes = Buffer.alloc(Math.max(needed, from.length * 2));
      this.view = viewOf(this.bytes);
    }
    from.copy(this.bytes, 0, this.recordEnd, this.#filled);
    this.bytes.set(piece, rest);
    this.#filled = rest + piece.length;
    this.recordStart = 0;
    this.recordEnd = 0;
  }

  /** Bytes that belong to no record yet. */
  get pending(): number {
    return this.#filled - this.recordEnd;
  }

  /** Whether what is pending has this byte. */
  pendingHas(byte: number): boolean {
    return this.bytes.subarray(this.recordEnd, this.#filled).includes(byte);
  }

  /** Forgets what is pending, so that another text can be fed. */
  clear(): void {
    this.recordEnd = this.#filled;
  }

  /** Counts lines that somebody else has read before the present record. */
  addLines(count: number): void {
    this.line += count;
    this.#nextLine += count;
  }

  /** Line in which what is pending begins. */
  get pendingLine(): number {
    return this.#nextLine;
  }

  /**
   * Goes to the next record. False when it does not end in the bytes that are here, unless they are the `last`: then the rest is a
   * record, and false means that there is none, or that it ends within a quote.
   */
  next(last: boolean): boolean {
    const { bytes } = this;
    const [delimiter, quote, lineBreak] = [this.#delimiter, this.#quote, this.#lineBreak];
    const filled = this.#filled;
    const begin = this.recordEnd;
    if (begin >= filled) return false;
    // A line break behind the last byte ends every loop without a look at the length.
    bytes[filled] = lineBreak;
    let { starts, ends, kinds } = this;
    let at = begin;
    let cell = 0;
    let linesWithin = 0;
    let hasRelaxed = false;
    for (;;) {
      if (cell === starts.length) {
        this.#growCells();
        ({ starts, ends, kinds } = this);
      }
      const start = at;
      let byte = bytes[at] as number;
      let kind: number = CellKind.bare;
      if (byte === quote) {
        kind = CellKind.quoted;
        at++;
        for (;;) {
          byte = bytes[at] as number;
          if (byte === lineBreak) {
            if (at >= filled) return false;
            linesWithin++;
          } else if (byte === quote) {
            if (bytes[at + 1] !== quote) break;
            kind = CellKind.doubled;
            at++;
          }
          at++;
        }
        at++;
        byte = bytes[at] as number;
        // Only now is it seen whether the quote just passed closes the cell; what follows must be here, or be nothing at all.
        if (at >= filled && !last) return false;
        if (byte === CR && this.#pairs) {
          if (at + 1 >= filled && !last) return false;
          if (bytes[at + 1] === LF && at + 1 < filled) byte = bytes[++at] as number;
        }
        if (byte !== delimiter && byte !== lineBreak) {
          kind = CellKind.relaxed;
          hasRelaxed = true;
        }
      }
      while (byte !== delimiter && byte !== lineBreak) byte = bytes[++at] as number;
      starts[cell] = start;
      ends[cell] = at;
      kinds[cell] = kind;
      cell++;
      if (byte === delimiter) {
        at++;
        continue;
      }
      if (at >= filled && !last) return false;
      break;
    }
    // The CR of a CRLF is no part of the last cell; a CR that nothing follows is.
    const lastCell = cell - 1;
    if (this.#pairs && at < filled && at > (starts[lastCell] as number) && bytes[at - 1] === CR)
      ends[lastCell] = at - 1;
    this.cells = cell;
    this.hasRelaxed = hasRelaxed;
    this.recordStart = begin;
    this.recordEnd = Math.min(at + 1, filled);
    this.line = this.#nextLine;
    this.#nextLine += linesWithin + 1;
    return true;
  }

  #growCells(): void {
    const larger = this.starts.length * 2;
    const copy = <Cells extends Int32Array | Uint8Array>(from: Cells, to: Cells): Cells => {
      to.set(from);
      return to;
    };
    this.starts = copy(this.starts, new Int32Array(larger));
    this.ends = copy(this.ends, new Int32Array(larger));
    this.kinds = copy(this.kinds, new Uint8Array(larger));
  }
}

function viewOf({ buffer, byteOffset, byteLength }: Buffer): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
