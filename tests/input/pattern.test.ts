import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expandPattern } from "../../src/input/bytes/pattern.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "evenbook-pattern-"));
  for (const year of ["2024", "2025"]) {
    mkdirSync(join(folder, year));
    writeFileSync(join(folder, year, `orders-${year}.csv`), "");
    writeFileSync(join(folder, year, ".orders-hidden.csv"), "");
  }
  for (const name of ["orders.csv", "q[1].csv", "q1.csv", "q2.csv", "q&.csv"]) writeFileSync(join(folder, name), "");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("expandPattern", () => {
  it.each([
    ["orders.csv", ["orders.csv"]],
    ["none.csv", ["none.csv"]],
    ["o*.csv", ["orders.csv"]],
    ["202[45]/orders-*.csv", ["2024/orders-2024.csv", "2025/orders-2025.csv"]],
    ["q[1-2].csv", ["q1.csv", "q2.csv"]],
    ["q[!1].csv", ["q&.csv", "q2.csv"]],
    ["q[&^].csv", ["q&.csv"]],
    ["q[1].csv", ["q[1].csv"]],
    ["q?1?.csv", ["q[1].csv"]],
    ["order?.csv", ["orders.csv"]],
    ["*/orders-*.csv", ["2024/orders-2024.csv", "2025/orders-2025.csv"]],
    ["202?/*", ["2024/orders-2024.csv", "2025/orders-2025.csv"]],
  ])("%s", async (pattern, expected) => {
    const { value, findings } = await expandPattern(join(folder, pattern));
    expect(value).toEqual(expected.map((path) => join(folder, path)));
    expect(findings).toEqual([]);
  });

  it("reports a pattern that matches nothing", async () => {
    const { value, findings } = await expandPattern(join(folder, "none", "*.csv"));
    expect(value).toEqual([]);
    expect(findings).toMatchObject([{ code: "EB110", message: expect.stringContaining("matches no file") }]);
  });
});
