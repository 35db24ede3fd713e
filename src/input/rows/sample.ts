import type { Finding } from "../../domain/finding.ts";
import type { Place } from "../../domain/place.ts";
import { CellPlaces, type TableRecord } from "./cell-places.ts";
import type { Dialect } from "./dialect.ts";
import { RecordReader } from "./records.ts";

/** The records of the first part of a text, without the last one, which may be cut off. */
export class Sample {
  readonly records: readonly TableRecord[];
  /** Why the rest of the sample has no records. */
  readonly failure: Finding | undefined;
  readonly #places: CellPlaces;

  constructor(file: string, dialect: Dialect, head: Buffer, complete: boolean) {
    this.#places = new CellPlaces(file, dialect);
    const batch = new RecordReader(dialect, this.#places).readWhole(head, complete);
    this.records = batch.records;
    this.failure = batch.failure;
  }

  place(record: TableRecord, cell: number): Place {
    return this.#places.place(record, cell);
  }
}
