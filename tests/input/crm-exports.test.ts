import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatDay } from "../../src/calendar/days.ts";
import type { OrderLine } from "../../src/domain/order-line.ts";
import type { KnownClient } from "../../src/input/tables/client-ids.ts";
import { readClients } from "../../src/input/tables/clients.ts";
import { readOrders } from "../../src/input/tables/orders.ts";

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
    { id: "K-2" as never },
  ];
  it.each([
    ["hubspot-deals.csv", ["9001 7001 2026-03-02 1250050", "9003 7002 2026-02-14 30000"]],
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
    const lines: OrderLine[] = [];
    const { findings } = await readOrders(
      [{ source: fixture(name) }],
      { add: (line) => lines.push(line) },
      { clients: alders },
    );
    expect(findings).toEqual([]);
    expect(
      lines.map(({ orderId, clientId, day, amount }) => `${orderId} ${clientId} ${formatDay(day)} ${amount}`),
    ).toEqual(expected);
  });
});
