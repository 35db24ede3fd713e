import { describe, expect, it } from "vitest";
import { readClients } from "../../src/input/tables/clients.ts";
import { linesOf, summaries, tableOf } from "./sources.ts";

const clients = async (content: string, options = {}) => {
  const { value, findings, about } = await readClients(tableOf(content), options);
  return { ids: value.map(({ id }) => id), codes: summaries(findings), about };
};

describe("what stands around a table", () => {
  it("titles above and an empty row under the header are passed over", async () => {
    const { ids, about } = await clients(
      "Client list\nPrinted 2026-03-31\n\nclient_id,name,region\n,,\nC1,Alder,North\n",
    );
    expect(ids).toEqual(["C1"]);
    expect(about).toMatchObject({ titleRows: 3, headerLine: 4, blankRows: 1 });
  });

  it.each(["Total", "Grand Total", "Grand Total:", "Итого", "ИТОГО:", "Всего", "Gesamt", "Total (2 rows)"])(
    "a row %j with sums is no data",
    async (word) => {
      const { lines, findings, about } = await linesOf(
        `order_id,client_id,order_date,amount\n1,C1,2026-03-01,10\n${word},,,10\n`,
      );
      expect(lines).toHaveLength(1);
      expect(findings).toEqual([]);
      expect(about.files[0]).toMatchObject({ rows: 1, footerRows: 1 });
    },
  );

  it("a client may be called Total", async () => {
    expect((await clients("client_id,name\nTOTAL,Total Pumps\nC2,Birch\n")).ids).toEqual(["TOTAL", "C2"]);
  });

  it("a lone cell after an empty row is a broken row when data follows it", async () => {
    const { ids, codes } = await clients("client_id,name,region\nC1,Alder,North\n\nC2\nC3,Cedar,South\n");
    expect(ids).toEqual(["C1", "C3"]);
    expect(codes).toEqual(["table.csv:4:1 error EB115"]);
  });

  it("a sep= line names the delimiter", async () => {
    const { ids, about } = await clients("sep=|\nclient_id|name\nC1|Alder, Sons; Co\n");
    expect(ids).toEqual(["C1"]);
    expect(about).toMatchObject({ delimiter: "|", titleRows: 1 });
  });

  it.each([
    [",", "client_id,name\nC1,Alder; Birch; Cedar\nC2,Dogwood; Elm; Fir\n"],
    [";", "client_id;potential\nC1;1,50\nC2;2,50\n"],
    ["\t", "client_id\tname\nC1\tAlder, Birch\n"],
    ["|", "client_id|name\nC1|Alder\n"],
    [",", "client_id\nC1\nC2\n"],
  ])("the delimiter %j is found", async (delimiter, content) => {
    const { about, codes } = await clients(content);
    expect(codes).toEqual([]);
    expect(about.delimiter).toBe(delimiter);
  });

  it("single quotes are quotes where the header has them", async () => {
    const { value } = await readClients(tableOf("'client_id','name'\n'C1','Alder, Sons'\n"));
    expect(value[0]).toMatchObject({ id: "C1", name: "Alder, Sons" });
  });

  it("can be fixed by options", async () => {
    const content = "client_id;name\nclient_id;label name\nC1,5;Alder\n";
    const { ids, about } = await clients(content, { headerLine: 2, delimiter: ";" });
    expect(ids).toEqual(["C1,5"]);
    expect(about.headerLine).toBe(2);
  });

  it("states what was understood", async () => {
    const { about } = await clients("Account ID;Account Name;Phone;hold_until\r\nC1;Alder;1;31.12.2026\r\n");
    expect(about).toEqual({
      file: "table.csv",
      bytes: 65,
      compressed: false,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      encoding: "utf-8",
      encodingBasis: "plain ASCII",
      delimiter: ";",
      lineEnd: "CRLF",
      quote: '"',
      decimalMarks: [],
      dateForms: ["day.month.year"],
      headerLine: 1,
      header: ["Account ID", "Account Name", "Phone", "hold_until"],
      mapping: [
        { field: "hold_until", header: "hold_until", how: "name" },
        { field: "client_id", header: "Account ID", how: "alias" },
        { field: "name", header: "Account Name", how: "alias" },
      ],
      ignored: ["Phone"],
      rows: 1,
      titleRows: 0,
      footerRows: 0,
      blankRows: 0,
      notes: [],
    });
  });
});
