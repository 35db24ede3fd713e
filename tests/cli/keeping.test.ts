import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlanDocument } from "../../src/report/plan-document.ts";
import { runInProcess } from "./run-in-process.ts";

const small = join(import.meta.dirname, "../../fixtures/small");
const overrides = "client_id,kind,rep_id,reason\nC1,exclusion,R1,quarrel\n";

describe("a plan that is agreed in rounds", () => {
  const root = mkdtempSync(join(tmpdir(), "evenbook-"));
  const at = (...names: string[]) => join(root, ...names);
  const plan = (...more: string[]) => runInProcess(["plan", "--effort", "quick", "--quiet", ...more], at("here"));
  const summary = (folder: string) => JSON.parse(readFileSync(at(folder, "summary.json"), "utf8")) as PlanDocument;

  beforeAll(async () => {
    cpSync(small, at("here"), { recursive: true });
    writeFileSync(at("here/overrides.csv"), overrides);
    expect((await plan("--out", "first")).code).toBe(0);
  });

  afterAll(() => rmSync(root, { recursive: true }));

  it("has the same id from the same files in another folder, and another from another seed, config, table or result", async () => {
    cpSync(at("here"), at("there"), { recursive: true });
    const id = async (folder: string, ...more: string[]) => {
      const { out } = await runInProcess(["plan", "--effort", "quick", "--json", ...more], at(folder));
      return (JSON.parse(out) as PlanDocument).plan_id;
    };
    const own = summary("here/first").plan_id;
    expect(own).toMatch(/^[0-9a-f]{12}$/);
    expect(await id("there")).toBe(own);
    writeFileSync(at("there/evenbook.yaml"), "balance: { tolerance: 0.2 }\n");
    writeFileSync(at("there/kept.csv"), "client_id,seller_id\nC7,R1\n");
    const others = [
      await id("here", "--seed", "2"),
      await id("there"),
      await id("there", "--keep", "kept.csv"),
      await id("there", "--release", "R2"),
    ];
    expect(new Set([own, ...others]).size).toBe(5);
  });

  it("passes the check with the overrides it was made with; without them it is told so, and a broken one is found", async () => {
    const check = (file: string, ...more: string[]) =>
      runInProcess(["check", file, "--format", "concise", ...more], at("here"));
    const sound = await check("first/plan.csv");
    expect([sound.code, sound.out.includes("EB603")]).toEqual([0, false]);
    writeFileSync(at("here/none.csv"), "client_id,kind,rep_id\nC2,exclusion,R2\n");
    const others = await check("first/plan.csv", "--overrides", "none.csv");
    expect(others.out).toContain("EB603 the overrides file is not the one this plan was made from");
    writeFileSync(at("here/edited.csv"), "client_id,seller_id\nC1,R1\n");
    const broken = await check("edited.csv");
    expect(broken.code).toBe(1);
    expect(broken.out).toContain("EB212 Adler Pumpen (C1): client is never with Ana Ruiz (quarrel)");
  });

  it("knows which plan an edited one is from, and never writes over it", async () => {
    cpSync(at("here/first"), at("here/second"), { recursive: true });
    const edited = readFileSync(at("here/second/plan.csv"), "utf8").replace(/(?<=^C7,.*,)R2(?=,)/m, "R1");
    writeFileSync(at("here/second/plan.csv"), edited);
    const over = await plan("--keep", "second/plan.csv", "--out", "second", "--force");
    expect([over.code, over.err]).toEqual([2, expect.stringContaining("is an input of this run")]);
    expect(readFileSync(at("here/second/plan.csv"), "utf8")).toBe(edited);
    expect((await plan("--keep", "second/plan.csv", "--out", "third")).code).toBe(0);
    const { kept, inputs } = summary("here/third");
    expect(kept).toMatchObject({ based_on: summary("here/first").plan_id, not_kept: 0 });
    expect(inputs.map(({ table }) => table)).toContain("keep");
    const seats = (text: string) => text.split("\n").map((line) => line.match(/^C\d|,R\d,D?\d?,/g)?.slice(0, 2));
    expect(seats(readFileSync(at("here/third/plan.csv"), "utf8"))).toEqual(seats(edited));
  });

  it("refuses what is left of a plan, and a file that cannot be kept, and writes nothing", async () => {
    writeFileSync(at("here/odd.csv"), "name,colour\nC1,red\n");
    const odd = await plan("--keep", "odd.csv", "--out", "fourth");
    expect(odd.code).toBe(2);
    rmSync(at("here/first/plan.csv"));
    const rest = await plan("--out", "first");
    expect([rest.code, rest.err]).toEqual([2, expect.stringContaining("holds files of a plan already (labels.csv, ")]);
  });
});
