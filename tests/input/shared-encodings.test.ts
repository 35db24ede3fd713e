import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { TableShape } from "../../src/input/columns/shape.ts";
import { openTable } from "../../src/input/tables/table.ts";
import { clientsShape, ordersShape, repsShape } from "../../src/input/tables/table-shapes.ts";

// Relative to the project's root: data that is shared between projects and not part of this one.
const folder = join(import.meta.dirname, "../../../shared/data/encodings");
const expectedFile = join(folder, "expected.json");
const isHere = existsSync(expectedFile);

interface Expected {
  readonly encoding: string;
  readonly delimiter: string;
  readonly newline: string;
  readonly rows: number;
  readonly header: readonly string[];
  readonly preamble_lines: number;
  readonly footer_lines: number;
  readonly first_row: readonly string[];
}

const lineEnds: Readonly<Record<string, string>> = { CRLF: "'\\r\\n'", LF: "'\\n'", CR: "'\\r'" };

function shapeOf(file: string): TableShape<string> {
  return file.includes("clients") ? clientsShape : file.includes("reps") ? repsShape : ordersShape;
}

const cases: [string, Expected][] = isHere ? Object.entries(JSON.parse(readFileSync(expectedFile, "utf8"))) : [];

describe.skipIf(!isHere)(
  "files as they leave Excel, 1C and German or Russian systems (skipped without ../shared)",
  () => {
    it.each(cases)("%s is understood without any option", async (file, expected) => {
      const findings: string[] = [];
      const table = await openTable(join(folder, file), shapeOf(file), {});
      let firstRow: readonly string[] | undefined;
      for await (const rows of table.rows(({ message }) => findings.push(message))) firstRow ??= rows[0]?.cells;
      const { about } = table;
      const scanned = await openTable(join(folder, file), shapeOf(file), {});
      const rows: (readonly string[])[] = [];
      await scanned.scan(
        ({ message }) => findings.push(message),
        ({ cells }) => rows.push(cells),
      );
      expect(rows[0]).toEqual(firstRow);
      expect(scanned.about).toEqual(about);
      expect([...table.findings, ...findings]).toEqual([]);
      expect({
        encoding: about.encoding,
        delimiter: about.delimiter,
        newline: lineEnds[about.lineEnd ?? ""],
        rows: about.rows,
        header: about.header,
        preamble_lines: about.titleRows,
        footer_lines: about.footerRows,
        first_row: firstRow,
      }).toEqual({
        encoding: expected.encoding.replace("utf-16-", "utf-16"),
        delimiter: expected.delimiter,
        newline: expected.newline,
        rows: expected.rows,
        header: expected.header,
        preamble_lines: expected.preamble_lines,
        footer_lines: expected.footer_lines,
        first_row: expected.first_row,
      });
    });
  },
);
