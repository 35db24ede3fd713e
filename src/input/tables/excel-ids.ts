import type { ClientId } from "../../domain/ids.ts";

/** What a spreadsheet did to an id, and which client was meant. */
export interface ExcelChange {
  readonly what: "dropped leading zeros" | "wrote it as a number" | "put it in curly quotes";
  /** Absent when several clients fit, or when digits are lost. */
  readonly id?: ClientId;
}

const NUMBER_LIKE = /^\d+$|^\d+(\.\d+)?E[+-]?\d+$/i;

/** Recognises ids that a spreadsheet changed: 00123 to 123, 12E5 to 1.20E+06, C1 to “C1”. */
export class ExcelIds {
  readonly #byNumber = new Map<number, ClientId[]>();
  readonly #ids = new Set<string>();

  constructor(ids: Iterable<ClientId>) {
    for (const id of ids) {
      this.#ids.add(id);
      if (!NUMBER_LIKE.test(id)) continue;
      const same = this.#byNumber.get(Number(id));
      if (same) same.push(id);
      else this.#byNumber.set(Number(id), [id]);
    }
  }

  /** Of an id that no client has as it is written; `undefined` when no spreadsheet's doing is seen. */
  recognise(written: string): ExcelChange | undefined {
    const bare = written.replace(/^[“”„‘’«»]+|[“”„‘’«»]+$/g, "").trim();
    if (bare !== written && this.#ids.has(bare)) return { what: "put it in curly quotes", id: bare as ClientId };
    if (!NUMBER_LIKE.test(bare)) return undefined;
    const scientific = /e/i.test(bare);
    const [id, ...others] = this.#byNumber.get(Number(bare)) ?? [];
    const what = scientific ? "wrote it as a number" : "dropped leading zeros";
    if (id !== undefined)
      return { what: /e/i.test(id) ? "wrote it as a number" : what, ...(others.length === 0 && { id }) };
    return scientific && this.#roundsTo(bare) ? { what: "wrote it as a number" } : undefined;
  }

  /** Whether a long id of digits rounds to the number written: then its last digits are lost. */
  #roundsTo(written: string): boolean {
    const digits = (/^\d+(?:\.(\d+))?/.exec(written)?.[1] ?? "").length;
    for (const value of this.#byNumber.keys()) {
      if (Number(value.toExponential(digits)) === Number(written)) return true;
    }
    return false;
  }
}
