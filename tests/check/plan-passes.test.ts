import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Plan } from "../../src/domain/plan.ts";
import { planCsv } from "../../src/report/csv.ts";
import { type Company, demoCompany, readCompany } from "../demo/company.ts";
import { arbitraryCompany, arbitraryConfig } from "../planning/arbitrary-company.ts";
import { judged, planOf } from "./judged.ts";

/** What a check may find in error: what the plan itself reported, by code. */
async function beyondThePlan(company: Company, made?: Plan): Promise<string[]> {
  const plan = made ?? (await planOf(company));
  const told = new Set(plan.findings.filter(({ severity }) => severity === "error").map(({ code }) => code));
  const found = await judged(planCsv(plan), company);
  return found
    .filter(({ severity, code }) => severity === "error" && !told.has(code))
    .map(({ code, message }) => `${code} ${message}`);
}

describe("a plan that is written and checked", () => {
  it("has no error that the plan did not report itself, in any company", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCompany(), arbitraryConfig(), async (files, config) => {
        expect(await beyondThePlan(await readCompany(files, config))).toEqual([]);
      }),
      { numRuns: 24 },
    );
  });

  it.each([1, 2])(
    "has none in the demo company (seed %i), and no warning of balance that nobody can follow",
    async (seed) => {
      const company = await demoCompany(seed);
      const plan = await planOf(company);
      expect(await beyondThePlan(company, plan)).toEqual([]);
      const aims = (await judged(planCsv(plan), company)).filter(({ code }) => code.startsWith("EB4"));
      expect(aims.map(({ code, severity }) => `${severity} ${code}`)).toEqual(["info EB408"]);
      expect(aims[0]?.message).toContain("junior: hours");
    },
  );
});
