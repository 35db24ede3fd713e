import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readClients } from "../../src/input/tables/clients.ts";
import { readReps } from "../../src/input/tables/reps.ts";
import { checksumOf, hasWrongChecksum, readSalesforceId } from "../../src/input/tables/salesforce-ids.ts";
import { tableOf } from "./sources.ts";

const longSalesforceId = (key: string) => key + checksumOf(key);
const characters = [..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"];
const short = fc
  .array(fc.constantFrom(...characters), { minLength: 12, maxLength: 12 })
  .map((rest) => `001${rest.join("")}`);

describe("Salesforce ids", () => {
  // The second by hand: 00530 00000 3xqMx, one capital, the fourth of its five: 8, which is I.
  it.each([
    ["001D000000IRFma", "001D000000IRFmaIAH"],
    ["00530000003xqMx", "00530000003xqMxAAI"],
  ])("%s is %s in 18 characters", (key, long) => {
    expect(longSalesforceId(key)).toBe(long);
    expect(readSalesforceId(long)).toEqual({ key, state: "intact" });
  });

  it("are the same in both forms, and in the long one also without their case", () => {
    fc.assert(
      fc.property(short, (key) => {
        const long = longSalesforceId(key);
        expect(readSalesforceId(key)?.key).toBe(key);
        for (const written of [long, long.toLowerCase(), long.toUpperCase()]) {
          expect(readSalesforceId(written)?.key).toBe(key);
        }
      }),
    );
  });

  it("have a wrong checksum when a letter of a long one changes its case, and others keep theirs", () => {
    fc.assert(
      fc.property(short, fc.nat(14), (key, at) => {
        const letter = key[at] as string;
        const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
        const changed = key.slice(0, at) + other + key.slice(at + 1) + longSalesforceId(key).slice(15);
        fc.pre(other !== letter && changed !== changed.toLowerCase() && changed !== changed.toUpperCase());
        expect(readSalesforceId(changed)?.state).toBe("wrong checksum");
      }),
    );
  });

  it.each(["001234567890123456", "AW00000001", "8f3c2a10-0001-4e11", "003D000000IRFmaIAX"])(
    "%s is none of them",
    (id) => {
      expect(hasWrongChecksum(id, "account")).toBe(false);
    },
  );

  it("are looked at in clients and reps", async () => {
    const clients = await readClients(
      tableOf("Id,Name,OwnerId,ParentId\n001D000000IRFmaIAX,Alder,005D000000A1b2cIAX,\n", "clients.csv"),
    );
    expect(clients.findings).toMatchObject([
      { code: "EB150", severity: "warning", place: { line: 2, column: 1 } },
      { code: "EB150", place: { line: 2, column: 26 } },
    ]);
    const reps = await readReps(tableOf("rep_id,crm_id\nR1,005D000000A1b2cIAX\n", "reps.csv"), {
      fullQuarterHours: 250,
    });
    expect(reps.findings).toMatchObject([{ code: "EB150", place: { line: 2, column: 4 } }]);
  });

  it("tie a parent in either form, or by its name, to its clients", async () => {
    const { value, findings } = await readClients(
      tableOf(
        "Id,Name,Parent Account\n001D000000IRFmaIAH,Alder,\n001D000000IRFmb,Birch,001D000000IRFma\n001D000000IRFmc,Cedar,alder\n",
        "clients.csv",
      ),
    );
    expect(findings).toEqual([]);
    expect(value.map(({ parentId }) => parentId)).toEqual([undefined, "001D000000IRFmaIAH", "001D000000IRFmaIAH"]);
  });
});
