import type { Finding } from "../../domain/finding.ts";
import type { Place } from "../../domain/place.ts";
import type { Dialect } from "./dialect.ts";
import { RecordReader, type TableRecord } from "./records.ts";

/** The records of the first part of a text, without the last one, which may be cut off. */
export class Sample {
  readonly records: readonly TableRecord[];
  /** Why the rest of the sample has no records. */
  readonly failure: Finding | undefined;
  readonly #reader: RecordReader;

  constructor(file: string, dialect: Dialect, head: Buffer, complete: boolean) {
    this.#reader = new RecordReader(file, dialect);
    const batch = this.#reader.readWhole(head, complete);
    this.records = batch.records;
    this.failure = batch.failure;
  }

  place(record: TableRecord, cell: number): Place {
    return this.#reader.place(record, cell);
  }
}
