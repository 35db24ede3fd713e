import { DamageWatch } from "../bytes/damage.ts";
import { FoundEncoding } from "../bytes/found-encoding.ts";
import { ReadFailure } from "../bytes/source.ts";
import { isDamaged, toUtf8 } from "../bytes/transcode.ts";
import { type BlockTaker, type GivenBlock, GivenBlocks } from "./blocks.ts";
import { type CellPlaces, longestRecordBytes } from "./cell-places.ts";
import type { Dialect } from "./dialect.ts";
import type { Row } from "./row.ts";
import type { RowCutter } from "./row-cutter.ts";
import { ScannedRecord } from "./scanned-record.ts";
import { RecordScanner } from "./scanner.ts";

/** Who takes what a scan finds. */
export interface Takers<Field extends string> {
  readonly row: (row: Row<Field>) => void;
  /**
   * True when the present record was taken as it is, and no row is to be made of it. Its place is not known while the scan is `ahead` of
   * blocks that others read.
   */
  readonly express: (ahead: boolean) => boolean;
  /** Told of records that a `BlockTaker` has read. */
  readonly others: (records: number) => void;
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
  readonly #dialect: Dialect;
  readonly #blocks: GivenBlocks;
  /** A byte without meaning is somewhere in what the scanner holds. */
  #damaged = false;
  /** Records that were taken here. */
  #records = 0;

  constructor(
    places: CellPlaces,
    dialect: Dialect,
    encoding: FoundEncoding,
    cutter: RowCutter<Field>,
    taker?: BlockTaker | undefined,
  ) {
    this.#places = places;
    this.#encoding = encoding;
    this.#transcoded = encoding.name.startsWith("utf-16");
    this.#cutter = cutter;
    this.#scanner = new RecordScanner(dialect);
    this.#dialect = dialect;
    this.#blocks = new GivenBlocks(taker, dialect);
    this.record = new ScannedRecord(this.#scanner, dialect.quote, this.#transcoded ? utf8 : encoding);
  }

  /** Reads to the end. What cannot be read throws a `ReadFailure`. */
  async read(input: AsyncIterable<Buffer>, takers: Takers<Field>): Promise<void> {
    try {
      await this.#readPieces(input, takers);
    } finally {
      // What was given away counts also when the rest cannot be read.
      await this.#settleBlocks(takers);
    }
    this.#cutter.trailer.finish();
  }

  async #readPieces(input: AsyncIterable<Buffer>, takers: Takers<Field>): Promise<void> {
    const watch = new DamageWatch(this.#encoding);
    let isFirst = true;
    for await (const piece of this.#transcoded ? toUtf8(input, this.#encoding) : input) {
      if (!this.#transcoded) this.#encoding.see(piece);
      const damagedHere = this.#transcoded ? isDamaged(piece) : watch.see(piece);
      this.#damaged = damagedHere || (this.#damaged && this.#scanner.pending > 0);
      await this.#takePiece(isFirst ? this.#withoutMark(piece) : piece, takers);
      isFirst = false;
      takers.piece();
      if (this.#scanner.pending > longestRecordBytes) throw this.#unfinished("CSV_MAX_RECORD_SIZE");
    }
    this.#damaged ||= watch.endsDamaged;
    if (this.#scanner.pending === 0) return;
    await this.#settleBlocks(takers);
    if (!this.#scanner.next(true)) throw this.#unfinished("CSV_QUOTE_NOT_CLOSED");
    this.#takeRow(takers, true);
  }

  async #takePiece(piece: Buffer, takers: Takers<Field>): Promise<void> {
    while (this.#blocks.isFirstAnswered) await this.#settleFirst(takers);
    const extent = this.#mayGive(piece) ? this.#wholeRecords(piece) : undefined;
    if (extent === undefined) return this.#takeRecords(piece, takers);
    await this.#takeRecords(piece.subarray(0, extent.start), takers);
    // The records before the block may have been unusual.
    if (!this.#mayGive(piece) || this.#scanner.pending > 0)
      return this.#takeRecords(piece.subarray(extent.start), takers);
    this.#blocks.give(piece.subarray(extent.start, extent.end), this.#scanner.pendingLine, this.#records);
    await this.#takeRecords(piece.subarray(extent.end), takers);
  }

  /** Without a quote every line break ends a record. */
  #mayGive(piece: Buffer): boolean {
    if (!this.#blocks.isWanted || this.#damaged || !this.#cutter.isIdle || this.#encoding.name !== "utf-8")
      return false;
    const { quote } = this.#dialect;
    return quote === "" || !(piece.includes(quote) || this.#scanner.pendingHas(quote.charCodeAt(0)));
  }

  /** From behind the first line break, where a record begins for certain, to the last one. */
  #wholeRecords(piece: Buffer): { readonly start: number; readonly end: number } | undefined {
    const lineBreak = this.#dialect.lineEnd === "CR" ? "\r" : "\n";
    const [start, end] = [piece.indexOf(lineBreak) + 1, piece.lastIndexOf(lineBreak) + 1];
    return end > start ? { start, end } : undefined;
  }

  async #takeRecords(bytes: Buffer, takers: Takers<Field>): Promise<void> {
    this.#scanner.feed(bytes);
    while (this.#scanner.next(false)) {
      if (!this.#damaged && this.#cutter.isIdle && takers.express(!this.#blocks.isEmpty)) {
        this.#records++;
        continue;
      }
      // Rows are understood, and their problems reported, in the order of the file.
      if (!this.#blocks.isEmpty) await this.#settleBlocks(takers);
      this.#takeRow(takers, false);
    }
  }

  #takeRow(takers: Takers<Field>, last: boolean): void {
    this.#records++;
    const batch = { records: [this.record.record()] };
    for (const row of this.#cutter.cut(batch, { damaged: this.#damaged, last })) takers.row(row);
  }

  async #settleBlocks(takers: Takers<Field>): Promise<void> {
    while (!this.#blocks.isEmpty) await this.#settleFirst(takers);
  }

  /** Counts a block that was read elsewhere, or reads it here after all. */
  async #settleFirst(takers: Takers<Field>): Promise<void> {
    const block = this.#blocks.takeFirst();
    if (block === undefined) return;
    const read = await block.answer;
    const lines = read ?? this.#readBlock(block, takers);
    if (read !== undefined) takers.others(read);
    this.#scanner.addLines(lines);
    this.#blocks.close(block, lines, read === undefined);
  }

  #readBlock({ bytes, line, recordsBefore }: GivenBlock, takers: Takers<Field>): number {
    const scanner = new RecordScanner(this.#dialect);
    const record = new ScannedRecord(scanner, this.#dialect.quote, this.#encoding);
    scanner.addLines(line - 1);
    scanner.feed(bytes);
    let lines = 0;
    for (; scanner.next(false); lines++) {
      const batch = { records: [record.record()] };
      for (const row of this.#cutter.cut(batch, { damaged: false, last: false })) takers.row(row);
    }
    // Records of data behind the block were taken already: what the block has held back is data, too.
    if (this.#records > recordsBefore) for (const row of this.#cutter.trailer.release()) takers.row(row);
    return lines;
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
