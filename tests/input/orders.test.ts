import { describe, expect, it } from "vitest";
import { dayOf } from "../../src/calendar/days.ts";
import type { ClientId } from "../../src/domain/ids.ts";
import { readOrders } from "../../src/input/tables/orders.ts";
import { linesOf, summaries, tableOf } from "./sources.ts";

const clientIds = ["C1", "C2"] as ClientId[];
const header = "order_id,client_id,order_date,amount";

describe("readOrders", () => {
  it("gives every field of the contract to the sink", async () => {
    const { lines, findings, value, about } = await linesOf(
      "order_id,client_id,order_date,amount,sku,category,quantity,unit_price,list_price,channel,rep_id,quote_id,project_id,status,error,currency\n" +
        "O1,C1,2026-03-01,2024.994,S1,Pumps,1,2024.994,2100,portal,R1,Q1,P1,shipped,no,eur\n",
      { clientIds },
    );
    expect(findings).toEqual([]);
    expect(lines).toEqual([
      {
        orderId: "O1",
        clientId: "C1",
        day: dayOf(2026, 3, 1),
        amount: 202_499,
        sku: "S1",
        category: "Pumps",
        unitPrice: 2024.994,
        listPrice: 2100,
        channel: "portal",
        quoteId: "Q1",
        projectId: "P1",
        enteredWrongly: false,
      },
    ]);
    expect(value).toEqual({
      columns: {
        sku: true,
        category: true,
        unitPrice: true,
        listPrice: true,
        channel: true,
        quoteId: true,
        projectId: true,
        error: true,
      },
      firstDay: dayOf(2026, 3, 1),
      lastDay: dayOf(2026, 3, 1),
    });
    expect(about).toMatchObject({ lines: 1, used: { lines: 1, amount: 202_499 }, currency: "EUR" });
  });

  it("multiplies quantity and price exactly where the amount is absent or empty", async () => {
    const { lines } = await linesOf(
      "order_id,client_id,order_date,amount,quantity,unit_price\n1,C1,2026-03-01,,3,0.335\n2,C1,2026-03-01,,-2,1.005\n3,C1,2026-03-01,7,9,9\n",
    );
    expect(lines.map(({ amount }) => amount)).toEqual([101, -201, 700]);
  });

  it("leaves out and counts cancelled orders, whatever is wrong with them otherwise", async () => {
    const { lines, findings, about } = await linesOf(
      `${header},status\n1,C1,2026-03-01,10,done\n2,C1,soon,10,Cancelled\n3,C1,2026-03-02,10,отменён\n4,C1,2026-03-02,10,cancelled\n`,
    );
    expect(lines.map(({ orderId }) => orderId)).toEqual(["1"]);
    expect(findings).toEqual([]);
    expect(about.skipped).toEqual({
      lines: 3,
      byStatus: [
        { status: "Cancelled", lines: 1 },
        { status: "отменён", lines: 1 },
        { status: "cancelled", lines: 1 },
      ],
    });
  });

  it("keeps only won deals where the status is a stage", async () => {
    const { lines } = await linesOf(
      "Record ID,Associated Company IDs,Close Date,Amount,Deal Stage\n1,C1,2026-03-01,10,Closed Won\n2,C1,2026-03-01,10,Closed Lost\n3,C1,2026-03-01,10,\n",
    );
    expect(lines.map(({ orderId }) => orderId)).toEqual(["1"]);
  });

  const many = (count: number) => Array.from({ length: count }, (_, at) => `G${at},C1,2026-03-01,10`).join("\n");
  const bad =
    "B1,C9,2026-03-01,10\nB2,C9,2026-03-02,20\nB3,C1,2026-02-31,10\nB4,C1,2026-03-01,ten\n,C1,2026-03-01,1\nB6,C1\n";

  it("warns of lines it cannot use while they are few", async () => {
    const { lines, findings, about } = await linesOf(`${header}\n${bad}${many(994)}\n`, { clientIds });
    expect(lines).toHaveLength(994);
    expect(summaries(findings)).toEqual([
      "orders.csv:2:4 warning EB101",
      "orders.csv:4:7 warning EB116",
      "orders.csv:5:18 warning EB117",
      "orders.csv:6:1 warning EB118",
      "orders.csv:7:1 warning EB115",
    ]);
    expect(findings[0]?.message).toBe('client "C9" is not in the clients file, so 2 order lines cannot be used');
    expect(about).toMatchObject({
      lines: 1000,
      used: { lines: 994 },
      unusable: { lines: 6, amount: 4100 },
      ofUnknownClients: { lines: 2, amount: 3000 },
    });
  });

  it("reports everything that is wrong with a line, and uses a line whose optional cells only are wrong", async () => {
    const { lines, findings } = await linesOf(
      `order_id,client_id,order_date,quantity,unit_price,list_price,error\n1,C9,soon,two,cheap,?,maybe\n2,C1,2026-03-01,2,3,?,maybe\n`,
      { clientIds, maxUnusableShare: 1 },
    );
    expect(findings.map(({ place, code }) => `${place?.line} ${code}`)).toEqual([
      "2 EB101",
      "2 EB116",
      "2 EB117",
      "2 EB117",
      "2 EB117",
      "2 EB121",
      "3 EB117",
      "3 EB121",
    ]);
    expect(lines).toEqual([{ orderId: "2", clientId: "C1", day: dayOf(2026, 3, 1), amount: 600, unitPrice: 3 }]);
  });

  it("makes them errors when they are many, or little lines with much money", async () => {
    const { findings } = await linesOf(`${header}\n${bad}${many(500)}\n`, { clientIds });
    expect(findings.filter(({ severity }) => severity !== "error")).toEqual([]);
    expect(findings[0]?.message).toContain("6 of 506 order lines (1.2%");
    const rich = await linesOf(`${header}\nB1,C9,2026-03-01,100000\n${many(999)}\n`, { clientIds });
    expect(summaries(rich.findings)).toEqual(["orders.csv:1:1 error EB124", "orders.csv:2:4 error EB101"]);
    const allowed = await linesOf(`${header}\n${bad}${many(500)}\n`, { clientIds, maxUnusableShare: 0.05 });
    expect(allowed.findings.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it("keeps the first twenty of each kind, counts the rest and gives every one to onReject", async () => {
    const rejected: string[] = [];
    const rows = Array.from({ length: 300 }, (_, at) => `O${at},X${at},someday,1`).join("\n");
    const { findings, about } = await linesOf(`${header}\n${rows}\n`, {
      clientIds,
      onReject: ({ code }) => rejected.push(code),
    });
    expect(findings.filter(({ code }) => code === "EB116")).toHaveLength(20);
    expect(about.hiddenFindings).toEqual([
      { code: "EB116", count: 280 },
      { code: "EB101", count: 280 },
    ]);
    expect(rejected).toHaveLength(600);
  });

  it("reports amounts in several currencies, by column or by sign", async () => {
    const byColumn = await linesOf(
      `${header},currency\n1,C1,2026-03-01,10,EUR\n2,C1,2026-03-01,10,eur\n3,C1,2026-03-01,10,USD\n`,
    );
    expect(summaries(byColumn.findings)).toEqual(["orders.csv:4:17 error EB123"]);
    expect(byColumn.findings[0]?.message).toContain('"EUR" (2 lines), "USD" (1 line)');
    const bySign = await linesOf(`${header}\n1,C1,2026-03-01,$10\n2,C1,2026-03-01,10 €\n`);
    expect(summaries(bySign.findings)).toEqual(["orders.csv:3:17 error EB123"]);
  });

  it("compares Salesforce ids in both forms and keeps the spelling of the clients file", async () => {
    const long = "001D000000IRFmaIAH" as ClientId;
    const { lines } = await linesOf(`${header}\n1,001D000000IRFma,2026-03-01,10\n2,001D000000IRFmA,2026-03-01,10\n`, {
      clientIds: [long],
      maxUnusableShare: 1,
    });
    expect(lines.map(({ orderId, clientId }) => [orderId, clientId])).toEqual([["1", long]]);
  });

  it("reads several files as one history and counts an order of both once", async () => {
    const lines: string[] = [];
    const { findings, about, value } = await readOrders(
      [
        {
          source: tableOf(
            `${header},sku\n1,C1,2025-12-30,10,A\n2,C1,2025-12-31,10.50,A\n2,C1,2025-12-31,5.50,B\n`,
            "2025.csv",
          ),
        },
        {
          source: tableOf(
            "order_id;client_id;order_date;amount\n2;C1;31/12/2025;10,50\n2;C1;31/12/2025;5,50\n1;C1;01/02/2026;7,50\n",
            "2026.csv",
          ),
          options: { dateOrder: "dmy" },
        },
      ],
      { add: ({ orderId, amount }) => lines.push(`${orderId} ${amount}`) },
    );
    expect(lines).toEqual(["1 1000", "2 1050", "2 550", "1 750"]);
    expect(summaries(findings)).toEqual(["2026.csv:1:1 info EB133"]);
    expect(findings[0]?.message).toContain("2 lines of 1 order in this file were already");
    expect(about).toMatchObject({ lines: 6, repeatedLines: 2, used: { lines: 4 } });
    expect(about.files.map(({ file, rows }) => [file, rows])).toEqual([
      ["2025.csv", 3],
      ["2026.csv", 3],
    ]);
    expect(value.columns.sku).toBe(false);
    expect(value.lastDay).toBe(dayOf(2026, 2, 1));
  });
});
