import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readClients } from "../../src/input/tables/clients.ts";
import { resolveLevels } from "../../src/input/tables/levels.ts";
import { readReps } from "../../src/input/tables/reps.ts";
import { linesOf, tableOf } from "./sources.ts";

const signs = fc.string({
  unit: fc.constantFrom('"', "'", ",", ";", "\n", "\r", "\0", "a", "1", "/", ".", "-", "(", "\ufeff", "=", "€"),
  maxLength: 200,
});
const under = (header: string) => signs.map((text) => Buffer.from(`${header}\n${text}`));
const bytes = (header: string) =>
  fc.oneof(
    fc.uint8Array({ maxLength: 400 }).map((content) => Buffer.from(content)),
    under(header),
    signs.map((text) => Buffer.from(text)),
    fc.uint8Array({ maxLength: 100 }).map((tail) => Buffer.concat([Buffer.from([0xff, 0xfe]), tail])),
    fc.uint8Array({ maxLength: 100 }).map((tail) => Buffer.concat([Buffer.from([0x1f, 0x8b]), tail])),
  );
const size = fc.integer({ min: 1, max: 50 });

describe("garbage is read or reported, and never throws", () => {
  it("as clients", async () => {
    await fc.assert(
      fc.asyncProperty(bytes("client_id,name,potential,hold_until,lock,parent_id"), size, async (content, pieces) => {
        const { value, findings } = await readClients(tableOf(content, "t.csv", pieces));
        expect(value.length + findings.length).toBeGreaterThan(0);
      }),
    );
  });

  it("as reps", async () => {
    await fc.assert(
      fc.asyncProperty(bytes("rep_id;level;role;fte;hire_date"), size, async (content, pieces) => {
        const { value, findings } = await readReps(tableOf(content, "t.csv", pieces), { fullQuarterHours: 400 });
        const levels = resolveLevels(value, { order: ["junior", "senior"], titles: {} }, undefined);
        expect(levels.value.length + findings.length).toBeGreaterThan(0);
      }),
    );
  });

  it("as orders", async () => {
    await fc.assert(
      fc.asyncProperty(bytes("order_id,client_id,order_date,amount,quantity,unit_price,error"), async (content) => {
        const { lines, findings } = await linesOf(content);
        expect(lines.length + findings.length).toBeGreaterThan(0);
        expect(lines.every(({ amount, day }) => Number.isSafeInteger(amount) && Number.isSafeInteger(day))).toBe(true);
      }),
    );
  });
});
