import { DamageWatch } from "../bytes/damage.ts";
import { FoundEncoding } from "../bytes/found-encoding.ts";
import { ReadFailure } from "../bytes/source.ts";
import { isDamaged, toUtf8 } from "../bytes/transcode.ts";
import { type CellPlaces, longestRecordBytes } from "./cell-places.ts";
import type { Dialect } from "./dialect.ts";
import type { Row } from "./row.ts";
import type { RowCutter } from "./row-cutter.ts";
import { ScannedRecord } from "./scanned-record.ts";
import { RecordScanner } from "./scanner.ts";

/** Who takes what a scan finds. */
export interface Takers<Field extends string> {
  readonly row: (row: Row<Field>) => void;
  /** True when the present record was taken as it is, and no row is to be made of it. */
  readonly express: () => boolean;
  /** Called after each piece of the file. */
  readonly piece: () => void;
}

/** Reads the rows of a file by `RecordScanner`: the same rows, problems and places that `RecordReader` and `RowCutter` give. */
export class RowScan<Field extends string> {
  readonly record: ScannedRecord;
  readonly #places: CellPlaces;
  readonly #encoding: FoundEncoding;
  readonly #transcoded: boolean;
  readonly #cutter: RowCutter<Field>;
  readonly #scanner: RecordScanner;
  /** A byte without meaning is somewhere in what the scanner holds. */
  #damaged = false;

  constructor(places: CellPlaces, dialect: Dialect, encoding: FoundEncoding, cutter: RowCutter<Field>) {
    this.#places = places;
    this.#encoding = encoding;
    this.#transcoded = encoding.name.startsWith("utf-16");
    this.#cutter = cutter;
    this.#scanner = new RecordScanner(dialect);
    this.record = new ScannedRecord(this.#scanner, dialect.quote, this.#transcoded ? utf8 : encoding);
  }

  /** Reads to the end. What cannot be read throws a `ReadFailure`. */
  async read(input: AsyncIterable<Buffer>, takers: Takers<Field>): Promise<void> {
    const watch = new DamageWatch(this.#encoding);
    let isFirst = true;
    for await (const piece of this.#transcoded ? toUtf8(input, this.#encoding) : input) {
      if (!this.#transcoded) this.#encoding.see(piece);
      const damagedHere = this.#transcoded ? isDamaged(piece) : watch.see(piece);
      this.#damaged = damagedHere || (this.#damaged && this.#scanner.pending > 0);
      this.#scanner.feed(isFirst ? this.#withoutMark(piece) : piece);
      isFirst = false;
      this.#takeRecords(takers);
      takers.piece();
      if (this.#scanner.pending > longestRecordBytes) throw this.#unfinished("CSV_MAX_RECORD_SIZE");
    }
    this.#damaged ||= watch.endsDamaged;
    if (this.#scanner.next(true)) this.#takeRow(takers, true);
    else if (this.#scanner.pending > 0) throw this.#unfinished("CSV_QUOTE_NOT_CLOSED");
    this.#cutter.trailer.finish();
  }

  #takeRecords(takers: Takers<Field>): void {
    while (this.#scanner.next(false)) {
      if (!this.#damaged && this.#cutter.isIdle && takers.express()) continue;
      this.#takeRow(takers, false);
    }
  }

  #takeRow(takers: Takers<Field>, last: boolean): void {
    const batch = { records: [this.record.record()] };
    for (const row of this.#cutter.cut(batch, { damaged: this.#damaged, last })) takers.row(row);
  }

  #withoutMark(piece: Buffer): Buffer {
    const isMarked = this.#encoding.name === "utf-8" && piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf;
    return isMarked ? piece.subarray(3) : piece;
  }

  #unfinished(code: string): ReadFailure {
    return new ReadFailure(this.#places.whyUnfinished(this.#scanner.pendingLine, this.record.rest(), code));
  }
}

const utf8 = FoundEncoding.given("utf-8");
