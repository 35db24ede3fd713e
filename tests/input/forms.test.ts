import { describe, expect, it } from "vitest";
import { formatDay } from "../../src/calendar/days.ts";
import { readClients } from "../../src/input/tables/clients.ts";
import type { OrderOptions } from "../../src/input/tables/orders.ts";
import { linesOf, summaries, tableOf } from "./sources.ts";

const orders = (rows: readonly (readonly [date: string, amount: string])[], delimiter = ",") =>
  ["order_id,client_id,order_date,amount".replaceAll(",", delimiter)]
    .concat(rows.map(([date, amount], at) => [at, "C1", date, `"${amount}"`].join(delimiter)))
    .join("\n");

const read = async (content: string, options: OrderOptions = {}) => {
  const { lines, findings } = await linesOf(content, options);
  return { findings, read: lines.map(({ day, amount }) => `${formatDay(day)} ${amount}`), codes: summaries(findings) };
};

describe("the order of day and month", () => {
  it("comes from any date of the column with a part over 12", async () => {
    const dayFirst = await read(
      orders([
        ["01/02/2026", "1"],
        ["03/04/2026", "1"],
        ["31/12/2026", "1"],
      ]),
    );
    expect(dayFirst.read).toEqual(["2026-02-01 100", "2026-04-03 100", "2026-12-31 100"]);
    const monthFirst = await read(
      orders([
        ["01/02/2026", "1"],
        ["12/31/2026", "1"],
      ]),
    );
    expect(monthFirst.read).toEqual(["2026-01-02 100", "2026-12-31 100"]);
  });

  it("is asked for when no date tells, and nothing is read", async () => {
    const content = orders([
      ["01/02/2026", "1"],
      ["03/04/2026", "1"],
    ]);
    const { read: lines, codes, findings } = await read(content);
    expect(lines).toEqual([]);
    expect(codes).toEqual(["orders.csv:2:6 error EB125"]);
    expect(findings[0]?.remedy).toContain("date_order");
    expect((await read(content, { dateOrder: "dmy" })).read).toEqual(["2026-02-01 100", "2026-04-03 100"]);
    expect((await read(content, { dateOrder: "mdy" })).read).toEqual(["2026-01-02 100", "2026-03-04 100"]);
  });

  it("may come from another column of the file", async () => {
    const { value, findings } = await readClients(
      tableOf("client_id,hold_until,last_visit\nC1,03/04/2026,12/31/2025\n"),
    );
    expect(findings).toEqual([]);
    expect(value[0]?.holdUntil && formatDay(value[0].holdUntil)).toBe("2026-03-04");
  });

  it("is looked for far into a long file", async () => {
    const rows = Array.from({ length: 10_000 }, () => ["03/04/2026", "10.00"] as const);
    const { read: lines, codes } = await read(orders([...rows, ["31/12/2026", "10.00"]]));
    expect(codes).toEqual([]);
    expect(lines[0]).toBe("2026-04-03 1000");
  });
});

describe("columns in several forms", () => {
  it("are an error with lines when days and months change places", async () => {
    const { codes, findings } = await read(
      orders([
        ["31/12/2025", "1"],
        ["12/31/2025", "1"],
        ["30/12/2025", "1"],
      ]),
      { maxUnusableShare: 1 },
    );
    expect(codes).toEqual(["orders.csv:3:6 warning EB116", "orders.csv:3:6 error EB128"]);
    expect(findings[1]?.message).toContain("day before month (lines 2, 4); month before day (line 3)");
  });

  it("are a warning when each form is clear, and every date is read", async () => {
    const {
      read: lines,
      codes,
      findings,
    } = await read(
      orders([
        ["2026-03-01", "1"],
        ["2026-03-02", "1"],
        ["31.03.2026", "1"],
        ["5-Apr-26", "1"],
      ]),
    );
    expect(lines.map((line) => line.slice(0, 10))).toEqual(["2026-03-01", "2026-03-02", "2026-03-31", "2026-04-05"]);
    expect(codes).toHaveLength(1);
    expect(codes[0]).toContain("warning EB128");
    expect(findings[0]?.message).toContain(
      "year-month-day (lines 2, 3); day.month.year (line 4); day month-name year (line 5)",
    );
  });

  it("are an error when Excel serials stand among written dates", async () => {
    const { codes } = await read(
      orders([
        ["2026-03-01", "1"],
        ["2026-03-02", "1"],
        ["46083", "1"],
      ]),
    );
    expect(codes).toEqual(["orders.csv:4:6 error EB128"]);
  });

  it("are an error with lines when both decimal marks occur", async () => {
    const { findings, codes } = await read(
      orders(
        [
          ["2026-03-01", "1,50"],
          ["2026-03-01", "1.50"],
          ["2026-03-01", "2,50"],
        ],
        ";",
      ),
      {
        maxUnusableShare: 1,
      },
    );
    expect(codes).toEqual(["orders.csv:3:17 warning EB117", "orders.csv:3:17 error EB128"]);
    expect(findings[1]?.message).toContain("decimal comma (lines 2, 4); decimal dot (line 3)");
  });
});

describe("a slip in a long column", () => {
  it("is a bad value of that line and no mixture", async () => {
    const rows = Array.from({ length: 500 }, () => ["31/12/2025", "10.50"] as const);
    const { codes } = await read(orders([...rows, ["12/31/2025", "1,5"]]));
    expect(codes).toEqual(["orders.csv:502:8 warning EB116", "orders.csv:502:19 warning EB117"]);
  });
});

describe("the decimal mark", () => {
  it("is asked for when no number tells", async () => {
    const content = orders(
      [
        ["2026-03-01", "1,250"],
        ["2026-03-01", "3,500"],
      ],
      ";",
    );
    const { codes, findings } = await read(content);
    expect(codes).toEqual(["orders.csv:2:17 error EB131"]);
    expect(findings[0]?.remedy).toContain('decimal for this file in the config to "," or "."');
    expect((await read(content, { decimal: "." })).read).toEqual(["2026-03-01 125000", "2026-03-01 350000"]);
    expect((await read(content, { decimal: "," })).read).toEqual(["2026-03-01 125", "2026-03-01 350"]);
  });

  it("is a dot where the comma is the delimiter and nothing else tells", async () => {
    expect((await read(orders([["2026-03-01", "1,250"]]))).read).toEqual(["2026-03-01 125000"]);
  });

  it("may come from another column of the file", async () => {
    const { lines } = await linesOf("order_id;client_id;order_date;amount;unit_price\n1;C1;2026-03-01;1.250;0,5\n");
    expect(lines[0]?.amount).toBe(125_000);
  });

  it("makes a number in the other form bad further on, never a thousand times too large", async () => {
    const rows = Array.from({ length: 10_000 }, () => ["2026-03-01", "10.50"] as const);
    const { codes } = await read(orders([...rows, ["2026-03-01", "1,5"]]));
    expect(codes).toEqual(["orders.csv:10002:21 warning EB117"]);
  });
});
