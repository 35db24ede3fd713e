import type { ClientId } from "../../domain/ids.ts";

/** What a spreadsheet did to an id, and which client was meant. */
export interface ExcelChange {
  readonly what: "dropped leading zeros" | "wrote it as a number" | "put it in curly quotes" | "kept only 15 digits";
  /** Absent when several clients fit, or when digits are lost. */
  readonly id?: ClientId;
}

/** A number as its digits, exactly: a JavaScript number tells ids of more than 15 digits apart no better than a spreadsheet does. */
interface Digits {
  /** Without zeros at either end. */
  readonly digits: string;
  /** Power of ten of the first digit. */
  readonly power: number;
}

const NUMBER_LIKE = /^(\d+)(?:\.(\d+)(?=E))?(?:E([+-]?\d+))?$/i;

/** Digits that a spreadsheet keeps of a number; those behind become zeros. */
const KEPT = 15;

/** Recognises ids that a spreadsheet changed: 00123 to 123, 12E5 to 1.20E+06, C1 to “C1”. */
export class ExcelIds {
  readonly #byNumber = new Map<string, ClientId[]>();
  /** Long ids by what is left of them when only so many digits are kept; made when first asked for. */
  readonly #byRounded = new Map<number, ReadonlyMap<string, ReadonlySet<ClientId>>>();
  readonly #ids = new Set<string>();

  constructor(ids: Iterable<ClientId>) {
    for (const id of ids) {
      this.#ids.add(id);
      const number = digitsOf(id);
      if (!number) continue;
      const same = this.#byNumber.get(keyOf(number));
      if (same) same.push(id);
      else this.#byNumber.set(keyOf(number), [id]);
    }
  }

  /** Of an id that no client has as it is written; `undefined` when no spreadsheet's doing is seen. */
  recognise(written: string): ExcelChange | undefined {
    const bare = written.replace(/^[“”„‘’«»]+|[“”„‘’«»]+$/g, "").trim();
    if (bare !== written && this.#ids.has(bare)) return { what: "put it in curly quotes", id: bare as ClientId };
    const number = digitsOf(bare);
    if (!number) return undefined;
    const scientific = /e/i.test(bare);
    const exact = this.#byNumber.get(keyOf(number)) ?? [];
    const rounded = this.#roundedTo(bare, number, scientific);
    const possible = new Set([...exact, ...rounded]);
    const [id] = exact;
    if (id !== undefined) {
      const what = scientific || /e/i.test(id) ? "wrote it as a number" : "dropped leading zeros";
      return { what, ...(possible.size === 1 && { id }) };
    }
    if (possible.size === 0) return undefined;
    return { what: scientific ? "wrote it as a number" : "kept only 15 digits" };
  }

  /** The longer ids of which the number written is what was left: their last digits are lost. */
  #roundedTo(bare: string, number: Digits, scientific: boolean): Iterable<ClientId> {
    const shown = scientific ? (/^\d+(?:\.(\d+))?/.exec(bare)?.[1] ?? "").length + 1 : KEPT;
    if (!scientific && (number.power < KEPT || number.digits.length > KEPT)) return [];
    if (shown > KEPT) return [];
    let index = this.#byRounded.get(shown);
    if (!index) {
      index = this.#indexRounded(shown);
      this.#byRounded.set(shown, index);
    }
    return index.get(keyOf(number)) ?? [];
  }

  #indexRounded(shown: number): ReadonlyMap<string, ReadonlySet<ClientId>> {
    const index = new Map<string, Set<ClientId>>();
    for (const ids of this.#byNumber.values()) {
      const number = digitsOf(ids[0] as string) as Digits;
      if (number.digits.length <= shown) continue;
      // A spreadsheet cuts off what it does not keep, and rounds what it does not show.
      for (const left of [rounded(cut(number, KEPT), shown), rounded(number, shown)]) {
        const same = index.get(keyOf(left)) ?? new Set();
        for (const id of ids) same.add(id);
        index.set(keyOf(left), same);
      }
    }
    return index;
  }
}

function digitsOf(text: string): Digits | undefined {
  const [, whole, fraction = "", exponent = "0"] = NUMBER_LIKE.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const all = whole + fraction;
  const zeros = /^0*/.exec(all)?.[0].length ?? 0;
  if (zeros === all.length) return { digits: "", power: 0 };
  return { digits: all.slice(zeros).replace(/0+$/, ""), power: whole.length - 1 - zeros + Number(exponent) };
}

function keyOf({ digits, power }: Digits): string {
  return `${digits}e${power}`;
}

function cut({ digits, power }: Digits, kept: number): Digits {
  return { digits: digits.slice(0, kept).replace(/0+$/, ""), power };
}

function rounded(number: Digits, kept: number): Digits {
  const { digits, power } = number;
  if (digits.length <= kept || (digits[kept] as string) < "5") return cut(number, kept);
  const up = String(BigInt(digits.slice(0, kept)) + 1n);
  return { digits: up.replace(/0+$/, ""), power: power + up.length - kept };
}
