import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseConfig } from "../../src/config/parse-config.ts";
import type { PlanDocument } from "../../src/report/plan-document.ts";
import { runInProcess } from "../cli/run-in-process.ts";
import { hasSharedData, sharedFile, why } from "./shared-data.ts";

const demo = join(import.meta.dirname, "../../fixtures/demo");
const tables = ["clients.csv", "reps.csv", "orders.csv"];

/** Folders as people have them: every file of a set, under the names it has. */
const folders = [
  { name: "demo", from: demo, files: readdirSync(demo).filter((file) => file.endsWith(".csv")), shared: false },
  { name: "Northwind", from: "northwind", files: tables, shared: true },
  {
    name: "AdventureWorks",
    from: "adventureworks",
    files: [...tables, "quota_history.csv", "territory_history.csv"],
    shared: true,
  },
  {
    name: "German Excel",
    from: "encodings",
    files: ["aw_de_clients.csv", "aw_de_reps.csv", "aw_de_orders.csv"],
    shared: true,
  },
  {
    name: "1C in cp1251",
    from: "encodings",
    files: ["oe_cp1251_clients.csv", "oe_cp1251_reps.csv", "oe_1c_cp1251_orders.csv"],
    shared: true,
  },
  {
    name: "1C in cp866 and KOI8-R",
    from: "encodings",
    files: ["oe_cp866_clients.csv", "oe_cp1251_reps.csv", "oe_koi8r_orders.csv"],
    shared: true,
  },
  {
    name: "Excel in UTF-16",
    from: "encodings",
    files: ["aw_utf16be_clients.csv", "aw_de_reps.csv", "aw_utf16le_orders.txt"],
    shared: true,
  },
  {
    name: "CR and accounting negatives",
    from: "encodings",
    files: ["aw_utf16be_clients.csv", "aw_de_reps.csv", "aw_accounting_negatives_orders.csv"],
    shared: true,
  },
];

describe.runIf(hasSharedData).each(folders.filter(({ shared }) => shared))("evenbook init for $name", (company) =>
  holds(company),
);
describe.each(folders.filter(({ shared }) => !shared))("evenbook init for $name", (company) => holds(company));

function holds({ name, from, files, shared }: (typeof folders)[number]) {
  let folder = "";
  let out = "";
  let code = -1;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "evenbook-init-"));
    for (const file of files) {
      cpSync(shared ? sharedFile(from, file) : join(from, file), join(folder, file));
      chmodSync(join(folder, file), 0o644);
    }
    ({ code, out } = await runInProcess(["init", "--yes"], folder));
  }, 60_000);

  afterAll(() => rmSync(folder, { recursive: true }));

  it("finds the three tables by itself and is sure of them", () => {
    expect(code).toBe(0);
    for (const kind of ["clients", "reps", "orders"])
      expect(out).toMatch(new RegExp(`^ {2}${kind} +\\S+ {2}sure$`, "m"));
  });

  it("writes a config without findings, with which the plan runs", async () => {
    const { findings } = parseConfig(readFileSync(join(folder, "evenbook.yaml"), "utf8"), "evenbook.yaml");
    expect(findings).toEqual([]);
    const plan = await runInProcess(["plan", "--json", "--effort", "quick", "--time-limit", "0.1"], folder);
    const document = JSON.parse(plan.out) as PlanDocument;
    // 1 where the data itself has too little capacity: the plan was made and says so.
    expect(plan.code).toBeLessThan(2);
    expect(document.config).toBe("evenbook.yaml");
    expect(document.findings.filter(({ code: one }) => /^EB(?:1[12]|50)/.test(one))).toEqual([]);
  });

  if (name !== "AdventureWorks") return;

  it("has by itself the regions and the levels by title that a person chose", () => {
    const person = join(import.meta.dirname, "../../fixtures/config/adventureworks.yaml");
    const [made, chosen] = [join(folder, "evenbook.yaml"), person].map(
      (file) => parseConfig(readFileSync(file, "utf8"), file).value,
    );
    expect(made?.columns.reps).toEqual(chosen?.columns.reps);
    expect(made?.levels.titles).toEqual(chosen?.levels.titles);
    // All who lead and own nobody; the person left out the director only.
    expect(made?.reps.exclude).toEqual(["274", "285", "287", "DW277"]);
  });
}

describe.skipIf(hasSharedData)("evenbook init for the real companies", () => {
  it.skip(why, () => {});
});
