import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Place } from "../../src/domain/place.ts";
import { CellPlaces } from "../../src/input/rows/cell-places.ts";
import type { Dialect, LineEnd } from "../../src/input/rows/dialect.ts";
import { RecordReader } from "../../src/input/rows/records.ts";

const ends: Readonly<Record<string, string>> = { CRLF: "\r\n", LF: "\n", CR: "\r" };

/** Writes rows and, as it writes, keeps the line and column where each cell begins: a count that knows nothing of the reader. */
function write(rows: readonly (readonly string[])[], { delimiter, lineEnd }: Dialect, alwaysQuote: boolean) {
  let text = "";
  let line = 1;
  let column = 1;
  const put = (piece: string) => {
    for (const character of piece) {
      text += character;
      column += character.length;
      if (character === (lineEnd === "CR" ? "\r" : "\n")) {
        line++;
        column = 1;
      }
    }
  };
  const places: Omit<Place, "file" | "endColumn">[][] = [];
  for (const row of rows) {
    places.push(
      row.map((cell, at) => {
        if (at > 0) put(delimiter);
        const place = { line, column };
        const mustQuote = alwaysQuote || /["\r\n]/.test(cell) || cell.includes(delimiter);
        put(mustQuote ? `"${cell.replaceAll('"', '""')}"` : cell);
        return place;
      }),
    );
    put(ends[lineEnd] as string);
  }
  return { text, places };
}

const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom("a", "B", " ", "1", "é", "Ж", "😀", '"', ",", ";", "\t", "|", "\n", "\r\n") }),
  fc.string({ unit: "binary" }).map((text) => text.replaceAll("\ufeff", "").replace(/[\ud800-\udfff]/gu, "")),
);
const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 12 });
const dialect = fc.record({
  delimiter: fc.constantFrom(",", ";", "\t", "|"),
  quote: fc.constant('"'),
  lineEnd: fc.constantFrom<LineEnd[]>("CRLF", "LF", "CR"),
});

describe("records and their places", () => {
  it("come back as they were written, whatever the pieces in which the text arrives", () => {
    fc.assert(
      fc.property(rows, dialect, fc.boolean(), fc.integer({ min: 1, max: 64 }), (written, form, alwaysQuote, size) => {
        const { text, places } = write(written, form, alwaysQuote);
        const bytes = Buffer.from(text);
        const placesOf = new CellPlaces("t.csv", form);
        const reader = new RecordReader(form, placesOf);
        const read: (readonly string[])[] = [];
        const readPlaces: { line: number; column: number }[][] = [];
        const take = ({ records, failure }: ReturnType<RecordReader["feed"]>) => {
          expect(failure).toBeUndefined();
          for (const record of records) {
            read.push(record.cells);
            readPlaces.push(
              record.cells.map((_, at) => {
                const { line, column } = placesOf.place(record, at);
                return { line, column };
              }),
            );
          }
        };
        for (let at = 0; at < bytes.length; at += size) take(reader.feed(bytes.subarray(at, at + size)));
        take(reader.finish());
        expect(read).toEqual(written);
        expect(readPlaces).toEqual(places);
      }),
      { numRuns: 500 },
    );
  });
});
