import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlanDocument } from "../../src/report/plan-document.ts";
import { runInProcess } from "./run-in-process.ts";

const small = join(import.meta.dirname, "../../fixtures/small");
const tables = ["clients", "reps", "orders"].flatMap((name) => [`--${name}`, join(small, `${name}.csv`)]);
const folder = mkdtempSync(join(tmpdir(), "evenbook-"));
afterAll(() => rmSync(folder, { recursive: true }));
const run = (command: string, ...more: string[]) => runInProcess([command, ...more, ...tables], folder);

describe("a plan that takes effect on 15 November", () => {
  let plan = {} as PlanDocument;
  beforeAll(async () => {
    await run("plan", "--effort", "quick", "--effective", "2026-11-15", "--out", "plan");
    plan = JSON.parse(readFileSync(join(folder, "plan/summary.json"), "utf8")) as PlanDocument;
  });

  it("carries quarter and day, and hours of the 47 of 92 days that are left", async () => {
    expect([plan.quarter, plan.effective, plan.days_in_force]).toEqual(["2026Q4", "2026-11-15", 47]);
    const whole = JSON.parse((await run("plan", "--effort", "quick", "--json")).out) as PlanDocument;
    expect(whole.effective).toBe("2026-10-01");
    plan.reps.forEach((rep, at) => {
      const all = whole.reps[at]?.capacity_hours ?? 0;
      expect(rep.capacity_hours).toBeCloseTo((all * 47) / 92, 1);
      // Needs and hours there are cut alike, so that books look as full as in a whole quarter.
      expect(rep.before.load ?? 0).toBeCloseTo(whole.reps[at]?.before.load ?? 0, 3);
    });
  });

  it("passes a check from the same day, and is told from one of another", async () => {
    const same = await run("check", "plan/plan.csv", "--effective", "2026-11-15");
    expect(same.out).not.toContain("EB60");
    expect(same.code).toBe(0);
    const other = await run("check", "plan/plan.csv", "--format", "concise");
    expect(other.out).toContain("this plan takes effect on 2026-11-15, the check is from 2026-10-01");
  });
});
