import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseIsoDay } from "../../src/calendar/days.ts";
import type { ClientId } from "../../src/domain/ids.ts";
import type { OrderLine } from "../../src/domain/order-line.ts";
import { orderNumber } from "../../src/domain/order-number.ts";
import { OrderHistory } from "../../src/history/order-history.ts";
import { readOrders } from "../../src/input/tables/orders.ts";
import { lineObjects } from "../history/ledger.ts";
import { summaries, tableOf } from "./sources.ts";

interface Written {
  readonly order: string;
  readonly client: string;
  readonly day: string;
  readonly amount: string;
  readonly sku: string;
  readonly quote: string;
}

/** Few values, so that lines recur within files and over them. */
const line: fc.Arbitrary<Written> = fc.record({
  order: fc.constantFrom("1", "2"),
  client: fc.constantFrom("C1", "C2"),
  day: fc.constantFrom("2026-01-31", "2026-02-28"),
  amount: fc.constantFrom("10.00", "20.00", "-10.00"),
  sku: fc.constantFrom("A", "B", ""),
  quote: fc.constantFrom("", "Q1"),
});
const files = fc.array(fc.array(line, { minLength: 1, maxLength: 12 }), { minLength: 2, maxLength: 4 });

function csvOf(lines: readonly Written[], withSku: boolean): string {
  const rows = lines.map((one) => [
    one.order,
    one.client,
    one.day,
    one.amount,
    ...(withSku ? [one.sku] : []),
    one.quote,
  ]);
  const header = ["order_id", "client_id", "order_date", "amount", ...(withSku ? ["sku"] : []), "quote_id"];
  return `${[header, ...rows].map((row) => row.join(",")).join("\n")}\n`;
}

/** How often each line is to count: as often as the file has it that has it most often. */
function union(
  all: readonly (readonly Written[])[],
  keyOf: (line: Written) => string,
): Readonly<Record<string, number>> {
  const most: Record<string, number> = {};
  for (const lines of all) {
    const here: Record<string, number> = {};
    for (const one of lines) here[keyOf(one)] = (here[keyOf(one)] ?? 0) + 1;
    for (const [key, count] of Object.entries(here)) most[key] = Math.max(most[key] ?? 0, count);
  }
  return most;
}

const clients = ["C1", "C2"] as ClientId[];

/** How often the history has each line. */
function countsOf(history: OrderHistory, withSku: boolean): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const client of clients) {
    for (const { order, day, amount, item, quoted } of lineObjects(history.linesOf(client))) {
      const key = [order, client, day, amount, withSku ? item : -1, quoted].join();
      counts[key] = (counts[key] ?? 0) + 1;
    }
  }
  return counts;
}

describe("several order files", () => {
  it("are one multiset of lines, by either way to read them, whatever columns they share", async () => {
    await fc.assert(
      fc.asyncProperty(files, fc.boolean(), fc.boolean(), async (all, sameColumns, byNumbers) => {
        const sources = all.map((lines, at) => ({ source: tableOf(csvOf(lines, sameColumns || at > 0), `${at}.csv`) }));
        const history = new OrderHistory([]);
        const { about } = await readOrders(sources, byNumbers ? history : { add: (one) => history.add(one) });
        const keyOf = ({ order, client, day, amount, sku, quote }: Written) => {
          const item = sameColumns && sku !== "" ? history.packed.itemNumber(sku) : -1;
          const cents = Math.round(Number(amount) * 100);
          return [orderNumber(order), client, parseIsoDay(day), cents, item, quote !== ""].join();
        };
        const expected = union(all, keyOf);
        expect(countsOf(history, sameColumns)).toEqual(expected);
        const kept = Object.values(expected).reduce((sum, count) => sum + count, 0);
        expect(about.used.lines).toBe(kept);
        expect(about.repeatedLines).toBe(all.flat().length - kept);
      }),
      { numRuns: 60 },
    );
  });

  it("count once what thousands of lines of two files have in common", async () => {
    const header = "order_id,client_id,order_date,amount\n";
    const linesUpTo = (from: number, to: number) =>
      Array.from(
        { length: to - from },
        (_, at) => `${from + at},C${(from + at) % 7},2026-03-01,${from + at}.50\n`,
      ).join("");
    const { about, findings } = await readOrders(
      [
        { source: tableOf(header + linesUpTo(0, 4000), "a.csv") },
        { source: tableOf(header + linesUpTo(3500, 6000), "b.csv") },
        { source: tableOf(header + linesUpTo(0, 4000), "c.csv") },
      ],
      new OrderHistory([]),
    );
    expect(about).toMatchObject({ used: { lines: 6000 }, repeatedLines: 4500 });
    expect(findings.map(({ message }) => message.split(" in this file")[0])).toEqual([
      "500 lines of 500 orders",
      "4000 lines of 4000 orders",
    ]);
  });

  it("keep both parts of an order that the export cut in two, and say so", async () => {
    const lines = [1, 2, 3, 4].map((n) => `7,C1,2026-03-01,${n}0.00`);
    const header = "order_id,client_id,order_date,amount\n";
    const kept: OrderLine[] = [];
    const { findings, about } = await readOrders(
      [
        { source: tableOf(`${header}${lines.slice(0, 2).join("\n")}\n`, "a.csv") },
        { source: tableOf(`${header}${lines.slice(2).join("\n")}\n8,C1,2026-03-02,5.00\n`, "b.csv") },
      ],
      { add: (one) => kept.push(one) },
    );
    expect(kept.map(({ amount }) => amount)).toEqual([1000, 2000, 3000, 4000, 500]);
    expect(about.repeatedLines).toBe(0);
    expect(summaries(findings)).toEqual(["b.csv:1:1 info EB154"]);
    expect(findings[0]?.message).toContain('2 lines of 1 order that is in "a.csv"');
  });

  it("warn where many orders differ, for they may have been corrected between two exports", async () => {
    const header = "order_id,client_id,order_date,amount\n";
    const { findings } = await readOrders(
      [
        { source: tableOf(`${header}1,C1,2026-03-01,10\n2,C1,2026-03-01,10\n3,C1,2026-03-01,10\n`, "a.csv") },
        { source: tableOf(`${header}1,C1,2026-03-01,11\n2,C1,2026-03-01,12\n3,C1,2026-03-01,10\n`, "b.csv") },
      ],
      { add: () => {} },
    );
    expect(summaries(findings)).toEqual(["b.csv:1:1 info EB133", "b.csv:1:1 warning EB154"]);
  });
});
