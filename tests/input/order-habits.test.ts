import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatDay } from "../../src/calendar/days.ts";
import { readBytes } from "../../src/input/bytes/source.ts";
import type { OrderOptions } from "../../src/input/index.ts";
import { linesOf, summaries } from "./sources.ts";

/** `1 C1 2026-03-01 1000` of each line. */
async function read(content: string | Buffer, options: OrderOptions = {}) {
  const { lines, findings, about } = await linesOf(content, options);
  const shown = lines.map(({ orderId, clientId, day, amount }) => `${orderId} ${clientId} ${formatDay(day)} ${amount}`);
  return {
    shown,
    findings: summaries(findings),
    messages: findings.map(({ message }) => message),
    about: about.files[0],
  };
}

const amounts = async (delimiter: string, ...cells: readonly string[]) => {
  const rows = cells.map((cell, at) => [at, "C1", "2026-03-01", `"${cell}"`].join(delimiter));
  const { shown, findings } = await read(
    [["order_id", "client_id", "order_date", "amount"].join(delimiter), ...rows].join("\n"),
  );
  expect(findings).toEqual([]);
  return shown.map((line) => Number(line.split(" ")[3]));
};

const dates = async (...cells: readonly string[]) => {
  const rows = cells.map((cell, at) => `${at},C1,"${cell}",10.00`);
  return read(`order_id,client_id,order_date,amount\n${rows.join("\n")}\n`);
};

describe("amounts as they are written", () => {
  it.each<[string, string, readonly string[], readonly number[]]>([
    ["accounting negatives", ",", ["(1,234.50)", "($5.00)", "12.00"], [-123_450, -500, 1200]],
    ["a trailing minus", ";", ["1.234,50-", "5,00 -", "7,25"], [-123_450, -500, 725]],
    ["currency signs and codes", ";", ["€ 1.250,00", "12,50 €", "EUR 7,00"], [125_000, 1250, 700]],
    ["thousands by apostrophe", ";", ["1'234.50", "1’000’000.05"], [123_450, 100_000_005]],
    ["thousands by no-break spaces", ";", ["1\u00a0234,50", "12\u202f345,00"], [123_450, 1_234_500]],
    ["thousands by dots", ";", ["1.234.567,89", "0,5"], [123_456_789, 50]],
  ])("%s", async (_, delimiter, cells, cents) => {
    expect(await amounts(delimiter, ...cells)).toEqual(cents);
  });
});

describe("dates as they are written", () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ["d-MMM-yy", ["5-Mar-26", "31-DEC-25"], ["2026-03-05", "2025-12-31"]],
    ["Russian months", ["5 марта 2026 г.", "31 дек. 2025"], ["2026-03-05", "2025-12-31"]],
    ["German months", ["5. März 2026", "31. Dez 2025"], ["2026-03-05", "2025-12-31"]],
    [
      "ISO with time and zone",
      ["2026-03-05T23:30:00Z", "2026-03-05 01:00:00+03:00", "2026-03-05T10:00:00.123Z"],
      ["2026-03-05", "2026-03-05", "2026-03-05"],
    ],
    ["Excel serials", ["46086", "46087.5"], ["2026-03-05", "2026-03-06"]],
    ["month first", ["03/31/2026", "3/5/2026"], ["2026-03-31", "2026-03-05"]],
  ])("%s", async (_, cells, days) => {
    const { shown, findings } = await dates(...cells);
    expect(findings).toEqual([]);
    expect(shown.map((line) => line.split(" ")[2])).toEqual(days);
  });

  it("ask for date_order where no part is over 12, and take it", async () => {
    const { shown, findings, messages } = await dates("03/04/2026", "05/06/2026");
    expect([shown, findings]).toEqual([[], ["orders.csv:2:6 error EB125"]]);
    expect(messages[0]).toContain("fit both day/month and month/day");
    const given = await read("order_id,client_id,order_date,amount\n1,C1,03/04/2026,10.00\n", { dateOrder: "mdy" });
    expect(given.shown).toEqual(["1 C1 2026-03-04 1000"]);
  });

  it("in several forms are a finding with lines", async () => {
    const { findings, messages } = await dates("2026-03-05", "05.03.2026", "2026-03-06");
    expect(findings).toEqual(["orders.csv:3:6 warning EB128"]);
    expect(messages[0]).toBe(
      "order_date is written in several forms: year-month-day (lines 2, 4); day.month.year (line 3)",
    );
  });
});

describe("what stands around the table", () => {
  const body = "1,C1,2026-03-01,10\n2,C1,2026-03-02,20\n";
  it.each<[string, string, object]>([
    [
      "title rows",
      `Sales 2026\nAll regions\norder_id,client_id,order_date,amount\n${body}`,
      { titleRows: 2, headerLine: 3 },
    ],
    ["an empty row under the header", `order_id,client_id,order_date,amount\n\n${body}`, { blankRows: 1 }],
    ["a total", `order_id,client_id,order_date,amount\n${body}Итого,,,30\nGrand Total,,,30\n`, { footerRows: 2 }],
    [
      "the footer of a Salesforce report",
      `order_id,client_id,order_date,amount\n${body}\n"Total Records: 2"\n"Confidential Information - Do Not Distribute"\n"Copyright (c) 2000-2026 salesforce.com, inc."\n`,
      { footerRows: 3, blankRows: 1 },
    ],
    ["CR alone as line end", `order_id,client_id,order_date,amount\n${body}`.replaceAll("\n", "\r"), { lineEnd: "CR" }],
    [
      "a sep= line",
      `sep=;\n${`order_id,client_id,order_date,amount\n${body}`.replaceAll(",", ";")}`,
      { delimiter: ";", titleRows: 1 },
    ],
    [
      "single quotes",
      `'order_id','client_id','order_date','amount'\n'1','C1','2026-03-01','10'\n'2','C1','2026-03-02','20'\n`,
      {},
    ],
    ["bars", `order_id,client_id,order_date,amount\n${body}`.replaceAll(",", "|"), { delimiter: "|" }],
  ])("%s", async (_, content, about) => {
    const found = await read(content);
    expect(found.findings).toEqual([]);
    expect(found.shown).toEqual(["1 C1 2026-03-01 1000", "2 C1 2026-03-02 2000"]);
    expect(found.about).toMatchObject({ rows: 2, ...about });
  });

  it("and gzip", async () => {
    const { shown, about } = await read(gzipSync(`order_id,client_id,order_date,amount\n${body}`));
    expect([shown.length, about?.compressed]).toEqual([2, true]);
  });
});

describe("an encoding that shows late", () => {
  it("is found where the first letter beyond ASCII stands, also in a stream", async () => {
    const ascii = Array.from({ length: 20_000 }, (_, at) => `${at};C1;01.03.2026;10,50\r\n`).join("");
    const head = Buffer.from(`order_id;client_id;order_date;amount\r\n${ascii}`);
    // "Ольха" in cp1251.
    const tail = Buffer.concat([
      Buffer.from("last;"),
      Buffer.from([0xce, 0xeb, 0xfc, 0xf5, 0xe0]),
      Buffer.from(";31.03.2026;1,00\r\n"),
    ]);
    const { shown, findings, about } = await read(Buffer.concat([head, tail]));
    expect(findings).toEqual([]);
    expect(about?.encoding).toBe("cp1251");
    expect(shown.at(-1)).toBe("last Ольха 2026-03-31 100");
  });
});

describe("damage in the order history", () => {
  const header = "order_id,client_id,order_date,amount\n";
  it("names the line where an open quote began, far from the end of the file", async () => {
    const rows = Array.from({ length: 30_000 }, (_, at) => `${at},C1,2026-03-01,10\n`).join("");
    const { shown, findings } = await read(`${header}${rows}x,"C1,2026-03-01,10\n${rows}`);
    expect(shown).toHaveLength(30_000);
    expect(findings).toEqual(["orders.csv:30002:3 error EB126"]);
  });

  it("finds a NUL, bytes without meaning, too many cells and a last line that is cut off", async () => {
    const good = "é,C1,2026-03-01,10\n".repeat(1000);
    const content = Buffer.concat([
      Buffer.from(`${header}${good}1,C1\0,2026-03-01,10\n`),
      Buffer.from([0x32, 0x2c, 0x43, 0xff, 0x31]),
      Buffer.from(",2026-03-01,10\n3,C1,2026-03-01,10,5\n4,C1,2026-0"),
    ]);
    const { findings, messages } = await read(content, { maxUnusableShare: 1 });
    expect(findings).toEqual([
      "orders.csv:1002:3 error EB127",
      "orders.csv:1003:3 error EB127",
      "orders.csv:1004:1 warning EB115",
      "orders.csv:1005:1 warning EB115",
    ]);
    expect(messages[3]).toContain("and the file ends in it");
  });

  it("finds a character that is cut in two by the end of a piece, or of the file", async () => {
    const { shown, findings } = await read(Buffer.from(`${header}1,Ж,2026-03-01,10\n`.repeat(1)));
    expect([shown, findings]).toEqual([["1 Ж 2026-03-01 1000"], []]);
    const cut = Buffer.from(`${header}${"Ж,C1,2026-03-01,10\n".repeat(100)}1,C1,2026-03-01,10,Ж`);
    const ends = await read(cut.subarray(0, -1), { maxUnusableShare: 1 });
    expect(ends.shown).toHaveLength(100);
    expect(ends.findings).toEqual(["orders.csv:102:1 warning EB115"]);
  });
});

describe("a file that vanishes or grows", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "evenbook-vanish-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("that is deleted while it is read is read to its end: what was opened stays readable", async () => {
    const path = join(folder, "orders.csv");
    writeFileSync(path, "x\n".repeat(2_000_000));
    let bytes = 0;
    let first = true;
    for await (const piece of readBytes(path, { bytes: 0, compressed: false })) {
      if (first) unlinkSync(path);
      first = false;
      bytes += piece.length;
    }
    expect(bytes).toBe(4_000_000);
  });

  it("that is gone when the network is gone says so", async () => {
    async function* failing() {
      yield Buffer.from("order_id,client_id,order_date,amount\n1,C1,2026-03-01,10\n");
      throw Object.assign(new Error("stale"), { code: "ESTALE" });
    }
    const { readOrders } = await import("../../src/input/tables/orders.ts");
    const source = { name: "orders.csv", stream: Readable.from(failing()) };
    const { findings } = await readOrders([{ source }], { add: () => {} });
    expect(summaries(findings)).toEqual(["orders.csv:1:1 error EB110"]);
    expect(findings[0]?.message).toContain("ESTALE");
  });
});
