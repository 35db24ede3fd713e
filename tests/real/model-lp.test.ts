import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import type { PlanDocument } from "../../src/report/plan-document.ts";
import { runInProcess } from "../cli/run-in-process.ts";
import { hasSharedData, sharedFile, why } from "./shared-data.ts";

const demo = join(import.meta.dirname, "../../fixtures/demo");

const companies = [
  { company: "demo", argv: ["demo"], whole: true },
  ...(hasSharedData ? ["northwind", "adventureworks"] : []).map((company) => ({
    company,
    argv: [
      "plan",
      ...["--config", join(demo, `../config/${company}.yaml`)],
      ...["--clients", sharedFile(company, "clients.csv")],
      ...["--reps", sharedFile(company, "reps.csv")],
      ...["--orders", sharedFile(company, "orders.csv")],
    ],
    // HiGHS needs more than a minute for AdventureWorks as a whole.
    whole: company === "northwind",
  })),
];

/** What HiGHS makes of an LP file: read by its own reader, as anybody would. */
async function solveText(text: string): Promise<{ readonly Status: string; readonly ObjectiveValue: number }> {
  const { default: load } = (await import("highs")) as unknown as {
    default: () => Promise<{ solve: (text: string, options: object) => { Status: string; ObjectiveValue: number } }>;
  };
  return (await load()).solve(text, { output_flag: false, mip_rel_gap: 1e-4, random_seed: 1 });
}

describe.each(companies)("model.lp of $company", ({ argv, whole }) => {
  it("is the model whose objective and bound the plan states", async () => {
    const folder = mkdtempSync(join(tmpdir(), "evenbook-lp-"));
    try {
      await runInProcess(
        [...argv, "--effort", "quick", "--out", join(folder, "plan"), "--model-out", join(folder, "model.lp")],
        process.cwd(),
      );
      const summary = JSON.parse(readFileSync(join(folder, "plan/summary.json"), "utf8")) as PlanDocument;
      const [seller] = summary.seats;
      if (!seller) throw new Error("no proof of the seller seat");
      const model = readFileSync(join(folder, "model.seller.lp"), "utf8");
      const close = 1e-6 * Math.abs(seller.objective);
      expect(Object.values(seller.terms).reduce((sum, term) => sum + term, 0)).toBeCloseTo(seller.objective, 1);

      const fixed = await solveText(withPlan(model, join(folder, "plan/plan.csv")));
      expect([fixed.Status, Math.abs(fixed.ObjectiveValue - seller.objective) <= close]).toEqual(["Optimal", true]);

      const relaxed = await solveText(`${model.slice(0, model.indexOf("Binaries"))}End\n`);
      expect(relaxed.ObjectiveValue).toBeLessThanOrEqual(seller.objective + close);

      if (!whole) return;
      const { Status, ObjectiveValue } = await solveText(model);
      expect(Status).toBe("Optimal");
      expect(ObjectiveValue).toBeGreaterThanOrEqual(seller.bound - close);
      // HiGHS stops within 1e-4 of its own optimum.
      expect(ObjectiveValue * (1 - 1e-4)).toBeLessThanOrEqual(seller.objective + close);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe.skipIf(hasSharedData)("models of the real companies", () => {
  it.skip(why, () => {});
});

/** The model with the plan's own choices as rows; a family's choice is that of any of its members. */
function withPlan(model: string, planFile: string): string {
  const rows = parse(readFileSync(planFile), { columns: true }) as Record<string, string>[];
  const seller = new Map(rows.map((row) => [row["client_id"] ?? "", row["seller_id"] ?? ""]));
  const variables = new Set(model.match(/\bx_\w+/g));
  const chosen = [...variables].filter((variable) => {
    for (const [client, rep] of seller) {
      if (variable.startsWith(`x_${client}_`) && variable.endsWith(`_${rep}`)) return true;
    }
    return false;
  });
  const fixes = chosen.map((variable, at) => ` fix${at}: ${variable} = 1`);
  return model.replace("Bounds\n", () => `${fixes.join("\n")}\nBounds\n`);
}
