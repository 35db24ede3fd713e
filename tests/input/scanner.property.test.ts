import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/domain/finding.ts";
import type { ClientId } from "../../src/domain/ids.ts";
import { OrderHistory } from "../../src/history/order-history.ts";
import { FoundEncoding } from "../../src/input/bytes/found-encoding.ts";
import { CellPlaces } from "../../src/input/rows/cell-places.ts";
import type { Dialect, LineEnd } from "../../src/input/rows/dialect.ts";
import { RecordReader } from "../../src/input/rows/records.ts";
import { ScannedRecord } from "../../src/input/rows/scanned-record.ts";
import { RecordScanner } from "../../src/input/rows/scanner.ts";
import { readOrders } from "../../src/input/tables/orders.ts";
import { openTable } from "../../src/input/tables/table.ts";
import { ordersShape } from "../../src/input/tables/table-shapes.ts";
import { lineObjects } from "../history/ledger.ts";
import { tableOf } from "./sources.ts";

const dialect = fc.record({
  delimiter: fc.constantFrom(",", ";", "\t", "|", "x"),
  quote: fc.constantFrom('"', '"', "'", ""),
  lineEnd: fc.constantFrom<LineEnd[]>("CRLF", "LF", "CR", "mixed"),
});

/** Text that is mostly made of what parts records and cells. */
const sour = fc.string({
  unit: fc.constantFrom(
    '"',
    '"',
    '""',
    "'",
    ",",
    ";",
    "\t",
    "|",
    "\n",
    "\r\n",
    "\r",
    "a",
    "bc",
    " ",
    "é",
    "Ж",
    "😀",
    "\0",
  ),
  maxLength: 60,
});
const size = fc.integer({ min: 1, max: 24 });

interface Read {
  readonly records: readonly { readonly cells: readonly string[]; readonly line: number; readonly text: string }[];
  readonly failure?: Pick<Finding, "code" | "place">;
}

function byCsvParse(bytes: Buffer, form: Dialect): Read {
  const { records, failure } = new RecordReader(form, new CellPlaces("t.csv", form)).readWhole(bytes, true);
  return { records: records.map(({ cells, line, text }) => ({ cells, line, text })), ...(failure && { failure }) };
}

function byScanner(bytes: Buffer, form: Dialect, pieces: number): Read {
  const scanner = new RecordScanner(form, 4);
  const present = new ScannedRecord(scanner, form.quote, FoundEncoding.given("utf-8"));
  const records: Read["records"][number][] = [];
  for (let at = 0; at < bytes.length; at += pieces) {
    scanner.feed(bytes.subarray(at, at + pieces));
    while (scanner.next(false)) records.push(present.record());
  }
  if (scanner.next(true)) records.push(present.record());
  else if (scanner.pending > 0) {
    const failure = new CellPlaces("t.csv", form).whyUnfinished(
      scanner.pendingLine,
      present.rest(),
      "CSV_QUOTE_NOT_CLOSED",
    );
    return { records, failure };
  }
  return { records };
}

describe("the scanner and csv-parse, its judge", () => {
  it("give the same records, or refuse at the same place, whatever the pieces", () => {
    fc.assert(
      fc.property(sour, dialect, size, (text, form, pieces) => {
        const bytes = Buffer.from(text);
        expect(byScanner(bytes, form, pieces)).toEqual(byCsvParse(bytes, form));
      }),
      { numRuns: 3000 },
    );
  });

  it("agree on bytes that are no text", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), dialect, size, (content, form, pieces) => {
        const bytes = Buffer.from(content);
        const cellsOf = ({ records }: Read) => records.map(({ cells }) => cells);
        expect(cellsOf(byScanner(bytes, form, pieces))).toEqual(cellsOf(byCsvParse(bytes, form)));
      }),
      { numRuns: 1000 },
    );
  });
});

const header =
  "order_id,client_id,order_date,amount,sku,quantity,unit_price,list_price,channel,quote_id,status,error,currency";
const column = (...usual: readonly string[]) =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...usual) },
    {
      weight: 1,
      arbitrary: fc.constantFrom("", " ", "'=1", '"a ""b"""', '"x\ny"', "Ж", '"1"', "\u00a0", "?", "Total", 'a"b'),
    },
  );
const row = fc
  .tuple(
    column("1", "2", "O-77", "A 1", '"O-8"', "№5"),
    column("C1", "C2", "C3", "C9", '"C1"', "a client with a long id", "Ц4"),
    column(
      "2026-03-01",
      "2026-03-02 10:00",
      "2026-03-01T09:30:00Z",
      "31.03.2026",
      "12-Mar-26",
      "2026-02-30",
      "2026-03/04",
      "31.03/2026",
      "31-03-2026",
      '"2026-03-05"',
      "46082",
    ),
    column("10", "10.5", "-3.005", "(1,234.50)", "$12.00", "5-", "1 000", "0.005", "123456789012345678", "12."),
    column("S1", "S2", "an item with a long name"),
    column("1", "2.5", "-1"),
    column("9.99", "10", "0.335"),
    column("", "10", "12"),
    column("", "portal", "phone"),
    column("", "Q1"),
    column("", "done", "cancelled"),
    column("", "no", "yes", "maybe"),
    column("", "EUR", "eur"),
  )
  .map((cells) => cells.join(","));
const unusual = fc.constantFrom(
  "",
  ",,,",
  "1,C1",
  "Total,,,12",
  "Copyright (c) us",
  "loose words",
  '1,C1,2026-03-01,5,"x\ny"z,1,9.99,,,,,,',
  '"1","C1',
  "1,C1,2026-03-01,5,,,,,,,,,,,,",
);
const table = fc.array(fc.oneof({ weight: 12, arbitrary: row }, { weight: 1, arbitrary: unusual }), { maxLength: 14 });
const someHeader = fc.constantFrom(
  header,
  header.replace(",amount", ",Note"),
  header.replace(",status", ",Deal Stage"),
);

const clientIds = ["C1", "C2", "C3", "Ц4", "a client with a long id"] as ClientId[];

async function historyOf(content: readonly Buffer[], pieces: number, express: boolean) {
  const history = new OrderHistory(["portal"]);
  const files = content.map((bytes, at) => ({ source: tableOf(bytes, `${at}.csv`, pieces) }));
  const sink = express ? history : { add: history.add.bind(history) };
  const { value, findings, about } = await readOrders(files, sink, { clientIds, dateOrder: "dmy" });
  // Numbers of items may differ, as long as the same lines have the same.
  const lines = clientIds.map((id) => {
    const seen = new Map<number, number>();
    return lineObjects(history.linesOf(id)).map(({ item = -1, ...line }) => {
      if (item >= 0 && !seen.has(item)) seen.set(item, seen.size);
      return { ...line, item: seen.get(item) ?? -1 };
    });
  });
  return { value, findings, about, lines };
}

describe("order lines taken from their bytes", () => {
  it("give the history, the findings and the sums that rows give", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(someHeader, table), { minLength: 1, maxLength: 2 }),
        size,
        async (files, pieces) => {
          const content = files.map(([head, rows]) => Buffer.from(`${head}\n${rows.join("\n")}\n`));
          expect(await historyOf(content, pieces * 10, true)).toEqual(await historyOf(content, 4096, false));
        },
      ),
      { numRuns: 400 },
    );
  });

  it("are the same in an encoding of one byte a character, and in UTF-16", async () => {
    const rows = ["№1;Ц4;31.03.2026;1 234,50;Насос", "2;C1;01.04.2026;-5,005;Клапан", "3;Ц4;02.04.2026;7;Насос"];
    const text = `Номер заказа;Код клиента;Дата;Сумма;Артикул\r\n${rows.join("\r\n")}\r\n`;
    const cp1251 = Buffer.from(
      Array.from(text, (sign) =>
        sign === "№" ? 0xb9 : sign >= "А" && sign <= "я" ? sign.charCodeAt(0) - 0x350 : sign.charCodeAt(0),
      ),
    );
    const expected = await historyOf([Buffer.from(text)], 4096, false);
    for (const bytes of [cp1251, Buffer.from(`\ufeff${text}`), Buffer.from(`\ufeff${text}`, "utf16le")]) {
      const { lines, findings } = await historyOf([bytes], 50, true);
      expect(findings).toEqual([]);
      expect(lines).toEqual(expected.lines);
      expect(lines.flat()).toHaveLength(3);
    }
  });
});

describe("rows found by the scanner", () => {
  const damaged = fc.array(
    fc.oneof(row, unusual, fc.constant("1,C1,2026-03-01,5,\ufffd,,,,,,,,"), fc.constant("\x00")),
    { maxLength: 12 },
  );
  const bad = fc
    .tuple(damaged, fc.uint8Array({ maxLength: 6 }))
    .map(([rows, tail]) =>
      Buffer.concat([Buffer.from(`${header}\n${rows.join("\n")}\n1,C1,`), Buffer.from(tail), Buffer.from(",1\n2,C1")]),
    );

  it("are those of csv-parse, with the same problems and the same account of the file", async () => {
    const read = async (bytes: Buffer, pieces: number, scan: boolean) => {
      const opened = await openTable(tableOf(bytes, "t.csv", pieces), ordersShape, {
        dateOrder: "dmy",
        encoding: "utf-8",
      });
      const findings: Finding[] = [];
      const rows: unknown[] = [];
      const take = (one: { cells: readonly string[]; misfit: Finding | undefined; place(field: "sku"): unknown }) =>
        rows.push([one.cells, one.misfit, one.place("sku")]);
      const report = (finding: Finding) => findings.push(finding);
      if (scan) await opened.scan(report, take);
      else for await (const batch of opened.rows(report)) batch.forEach(take);
      return { rows, findings, about: opened.about };
    };
    await fc.assert(
      fc.asyncProperty(bad, size, async (bytes, pieces) => {
        expect(await read(bytes, pieces * 5, true)).toEqual(await read(bytes, 4096, false));
      }),
      { numRuns: 400 },
    );
  });
});
