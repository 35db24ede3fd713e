import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatDay } from "../../src/calendar/days.ts";
import type { OrderLine } from "../../src/domain/order-line.ts";
import type { Source } from "../../src/input/bytes/source.ts";
import type { KnownClient } from "../../src/input/tables/client-ids.ts";
import { readClients } from "../../src/input/tables/clients.ts";
import { type OrderOptions, readOrders } from "../../src/input/tables/orders.ts";
import { tableOf } from "./sources.ts";

const fixture = (name: string) => join(import.meta.dirname, "../../fixtures/input", name);

describe("clients as each system exports them", () => {
  it.each([
    ["salesforce-api-accounts.csv", ["001D000000IRFmaIAH", "Alder Mining", "005D000000A1b2cIAB", "North"]],
    ["salesforce-report-accounts.csv", ["001D000000IRFma", "Alder Mining", "Ann Reed", "North"]],
    ["hubspot-companies.csv", ["7001", "Alder Mining", "ann@example.org", undefined]],
    ["pipedrive-organizations.csv", ["41", "Alder Mining", "Ann Reed", undefined]],
    ["zoho-accounts.csv", ["zcrm_5001", "Alder Mining", "Ann Reed", "North"]],
    ["dynamics-accounts.csv", ["8f3c2a10-0001-4e11-9c00-000000000001", "Alder Mining", "Ann Reed", undefined]],
    ["bitrix24-companies.csv", ["11", 'ООО "Ольха"', "Анна Рид", undefined]],
    ["1c-clients.csv", ["00-000101", "Ольха ООО", "Рид А.", "Север"]],
    ["excel-unicode-text.txt", ["C1", "Čapek & Søn", "R1", undefined]],
  ])("%s", async (name, first) => {
    const { value, findings } = await readClients(fixture(name));
    expect(findings).toEqual([]);
    expect(value).toHaveLength(2);
    const [client] = value;
    expect([client?.id, client?.name, client?.ownerId, client?.region]).toEqual(first);
  });

  it("keeps a line feed in a cell and leaves out the footer of a Salesforce report", async () => {
    const { value, about } = await readClients(fixture("salesforce-report-accounts.csv"));
    expect(value[1]?.name).toBe("Birch Paper,\nPlant 2");
    expect(about).toMatchObject({ rows: 2, footerRows: 5, blankRows: 1, lineEnd: "mixed" });
  });

  it("finds the table of 1C between titles, an empty row and a total", async () => {
    const { about } = await readClients(fixture("1c-clients.csv"));
    expect(about).toMatchObject({
      encoding: "cp1251",
      titleRows: 2,
      headerLine: 3,
      blankRows: 1,
      footerRows: 1,
      rows: 2,
    });
  });
});

describe("orders as each system exports them", () => {
  const alders: KnownClient[] = [
    { id: "7001" as never },
    { id: "7002" as never },
    { id: "00-000101" as never, name: "ООО Ольха" },
    { id: "00-000102" as never, name: "ООО Берёза" },
    { id: "C1" as never },
    { id: "C2" as never },
    { id: "K-1" as never },
    { id: "001D000000IRFmaIAH" as never },
    { id: "001D000000IRFmb" as never },
    { id: "41" as never, name: "Alder Mining" },
    { id: "42" as never, name: "Birch Paper" },
    { id: "11" as never, name: 'ООО "Ольха"' },
    { id: "12" as never, name: 'ООО "Берёза"' },
    { id: "K-2" as never },
  ];
  it.each([
    ["pipedrive-deals.csv", ["801 41 2026-03-02 1250050", "804 42 2026-03-20 45000"]],
    [
      "salesforce-opportunities.csv",
      [
        "006D000000aaaa1IAA 001D000000IRFmaIAH 2026-03-02 1250050",
        "006D000000aaaa3IAA 001D000000IRFmb 2026-02-14 30000",
      ],
    ],
    ["zoho-deals.csv", ["zcrm_9001 41 2026-03-02 1250050", "zcrm_9003 42 2026-02-14 30000"]],
    [
      "dynamics-opportunities.csv",
      [
        "8f3c2a10-0002-4e11-9c00-000000000001 41 2026-03-02 1250050",
        "8f3c2a10-0002-4e11-9c00-000000000003 42 2026-02-14 30000",
      ],
    ],
    ["bitrix24-deals.csv", ["901 11 2026-03-02 12500000", "903 12 2026-02-14 300000"]],
    ["amocrm-deals.csv", ["501 00-000101 2026-03-02 12500000", "503 00-000102 2026-02-14 300000"]],
    [
      "1c-sales.csv",
      [
        "УТ-0000017 00-000101 2026-03-02 12500050",
        "УТ-0000018 00-000102 2026-03-05 300000",
        "УТ-0000019 00-000102 2026-03-06 -150000",
      ],
    ],
    ["excel-serial-dates.csv", ["1 C1 2026-03-02 123450", "2 C1 2026-03-31 -9900"]],
    ["german-orders.csv", ["4711 K-1 2026-03-05 125000", "4712 K-1 2026-03-31 1250", "4713 K-2 2026-04-01 -9990"]],
    ["orders.csv.gz", ["1 C1 2026-03-01 1000", "2 C2 2026-03-02 2000"]],
  ])("%s", async (name, expected) => {
    const { lines, findings } = await read(fixture(name), {});
    expect([lines, findings]).toEqual([expected, []]);
  });
  it("counts a deal of several companies once, for the first of them, and says so", async () => {
    const { lines, findings } = await read(fixture("hubspot-deals.csv"), {});
    expect(lines).toEqual(["9001 7001 2026-03-02 1250050", "9003 7002 2026-02-14 30000"]);
    expect(findings).toMatchObject([{ code: "EB151", place: { line: 4, column: 69 } }]);
    expect(findings[0]?.message).toContain("1 order line belongs to several clients");
  });

  it("takes the primary company where the export names it", async () => {
    const text =
      "Record ID,Deal Name,Deal Stage,Amount,Close Date,Associated Company IDs,Associated Company IDs (Primary)\n" +
      "9003,Rolls,Closed Won (Sales Pipeline),300,2026-02-14,7002;7001,7001\n";
    const { lines, findings } = await read(tableOf(text, "deals.csv"), {});
    expect([lines, findings]).toEqual([["9003 7001 2026-02-14 30000"], []]);
  });

  it("takes the stages of the config for won", async () => {
    const { lines } = await read(fixture("amocrm-deals.csv"), { wonStages: ["переговоры"] });
    expect(lines).toEqual(["502 00-000102 2026-03-03 800000"]);
  });

  it("is an error when no deal is won, and shows the stages there are", async () => {
    const { findings } = await read(fixture("pipedrive-deals.csv"), { wonStages: ["Signed"] });
    expect(findings).toMatchObject([{ code: "EB152", severity: "error" }]);
    expect(findings[0]?.message).toContain('"Won" (2), "Lost" (1), "Open" (1)');
  });

  it("warns of deals without a stage", async () => {
    const { lines, findings } = await read(
      tableOf("Deal ID,Deal Name,Amount,Close Date,Company ID\n1,Seals,5.00,2026-03-01,7001\n", "deals.csv"),
      {},
    );
    expect(lines).toHaveLength(1);
    expect(findings).toMatchObject([{ code: "EB153", severity: "warning" }]);
  });

  async function read(source: Source, options: OrderOptions) {
    const lines: OrderLine[] = [];
    const { findings } = await readOrders(
      [{ source }],
      { add: (line) => lines.push(line) },
      { clients: alders, ...options },
    );
    return {
      findings,
      lines: lines.map(({ orderId, clientId, day, amount }) => `${orderId} ${clientId} ${formatDay(day)} ${amount}`),
    };
  }
});
