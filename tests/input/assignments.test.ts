import { describe, expect, it } from "vitest";
import type { ClientId, RepId } from "../../src/domain/ids.ts";
import { readAssignments } from "../../src/input/tables/assignments.ts";
import { ExcelIds } from "../../src/input/tables/excel-ids.ts";
import { tableOf } from "./sources.ts";

describe("ids that a spreadsheet changed", () => {
  const recognise = (ids: readonly string[], written: string) =>
    new ExcelIds(ids as readonly ClientId[]).recognise(written);

  it("compares long ids digit by digit", () => {
    const ids = ["9007199254740993", "9007199254740995", "00123456789012345678"];
    expect(recognise(ids, "9007199254740992")).toBeUndefined();
    expect(recognise(ids, "9007199254740994")).toBeUndefined();
    expect(recognise(ids, "123456789012345678")).toEqual({ what: "dropped leading zeros", id: ids[2] });
    expect(recognise(ids, "123456789012345679")).toBeUndefined();
  });

  it("sees that only 15 digits are left, and is never certain whose they are", () => {
    expect(recognise(["9007199254740993"], "9007199254740990")).toEqual({ what: "kept only 15 digits" });
    expect(recognise(["9007199254740993"], "9007199254740000")).toBeUndefined();
    // Written exactly but for zeros in front, yet it may as well be what is left of the other.
    expect(recognise(["09007199254740990", "9007199254740993"], "9007199254740990")).toEqual({
      what: "dropped leading zeros",
    });
  });

  it("reads a number in scientific notation where one client alone fits", () => {
    expect(recognise(["12E5"], "1.20E+06")).toEqual({ what: "wrote it as a number", id: "12E5" });
    expect(recognise(["1200000", "1201234"], "1.20E+06")).toEqual({ what: "wrote it as a number" });
    expect(recognise(["4006381333931"], "4.00638E+12")).toEqual({ what: "wrote it as a number" });
    expect(recognise(["9007199254740996"], "9.00719925474099E+15")).toEqual({ what: "wrote it as a number" });
    expect(recognise(["9999999"], "1.00E+07")).toEqual({ what: "wrote it as a number" });
    expect(recognise(["4006381333931"], "4.1E+12")).toBeUndefined();
    expect(recognise(["00123"], "123")).toEqual({ what: "dropped leading zeros", id: "00123" });
    expect(recognise(["000"], "0")).toEqual({ what: "dropped leading zeros", id: "000" });
  });
});

describe("total rows of an assignment file", () => {
  const read = (text: string, ...ids: readonly string[]) =>
    readAssignments(tableOf(text, "plan.csv"), {
      clients: ["C1", ...ids].map((id) => ({ id: id as ClientId, name: `Client ${id}` })),
      reps: [{ id: "R1" as RepId, name: "Ana Ruiz" }],
    });

  it.each([
    ["client_id,owner_id\nC1,R1\n", "Total,11"],
    ["client_id,client_name,seller_id,desk_id\nC1,Alder,R1,\n", "Grand Total,,11,10"],
    ["client_id,client_name,seller_id,desk_id\nC1,Alder,R1,\n", "Summe,,11,"],
    ["client_id,owner_id\nC1,R1\n", "Итого"],
    ["client_id,owner_id\nC1,R1\n", "Итого,11"],
  ])("%j ends with %s", async (head, total) => {
    const { findings, about } = await read(`${head}${total}\n`);
    expect(findings).toEqual([]);
    expect([about.rows, about.footerRows]).toEqual([1, 1]);
  });

  it("is a client's row when a client has that id, and a row of nobody's when a rep is named", async () => {
    const known = await read("client_id,owner_id\nC1,R1\nTotal,R1\n", "Total");
    expect([known.findings, known.value.rows.size]).toEqual([[], 2]);
    const unknown = await read("client_id,owner_id\nC1,R1\nTotal,R1\n");
    expect(unknown.findings.map(({ code }) => code)).toEqual(["EB101"]);
  });
});
