import fc from "fast-check";
import type { Highs } from "highs";
import { expect, test } from "vitest";
import { loadHighs } from "../../src/allocation/highs/session.ts";
import { type AllocationProblem, solveAllocation, writeLp } from "../../src/allocation/index.ts";
import { arbitraryProblem } from "./arbitrary-problem.ts";
import { bruteForce } from "./brute-force.ts";

let highs: Highs | undefined;

/** Optimum of the model text; Infinity when it has no solution. A fresh instance after each failure. */
async function solveText(text: string): Promise<number> {
  highs ??= await loadHighs();
  const result = highs.solve(text, { mip_rel_gap: 0, mip_abs_gap: 0, output_flag: false });
  if (result.Status === "Infeasible") return Number.POSITIVE_INFINITY;
  expect(result.Status).toBe("Optimal");
  return result.ObjectiveValue;
}

function numbered(count: number, name: string): string[] {
  return Array.from({ length: count }, (_, index) => `${name} ${index + 1}`);
}

function names(problem: AllocationProblem) {
  return { units: numbered(problem.unitCount, "Acme & Söhne"), agents: numbered(problem.agentCount, "Агент") };
}

test("the written model has the optimum of brute force, between our bound and our objective", async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryProblem({ units: 5, agents: 3, hard: true }), async (problem) => {
      const optimum = bruteForce(problem);
      const written = await solveText(writeLp(problem, names(problem)));
      const tolerance = 1e-5 * (1 + Math.abs(optimum));
      if (!Number.isFinite(optimum)) {
        expect(written).toBe(optimum);
        return;
      }
      const result = await solveAllocation(problem, { seed: 1, effort: "quick" });
      expect(Math.abs(written - optimum)).toBeLessThanOrEqual(tolerance);
      expect(written).toBeGreaterThanOrEqual(result.bound - tolerance);
      expect(written).toBeLessThanOrEqual(result.objective + tolerance);
    }),
    { numRuns: 40 },
  );
});

test("names are readable, legal and unique", () => {
  const problem: AllocationProblem = {
    unitCount: 3,
    agentCount: 1,
    pairStart: Int32Array.of(0, 1, 2, 3),
    pairAgent: Int32Array.of(0, 0, 0),
    pairCost: Float64Array.of(1, 2, 3),
    unplacedCost: Float64Array.of(9, 9, 9),
    measures: [],
    caps: [],
    budgets: [],
    home: Int32Array.of(-1, -1, -1),
  };
  const text = writeLp(problem, { units: ["Acme, Co.", "acme co", "Ещё"], agents: ["R07"] });
  expect(text).toContain("+ 1 x_AcmeCo_R07");
  expect(text).toContain("+ 2 x_acmeco2_R07");
  expect(text).toContain("+ 3 x_u3_R07");
});

test("no line is longer than some readers allow", () => {
  const unitCount = 500;
  const problem: AllocationProblem = {
    unitCount,
    agentCount: 1,
    pairStart: Int32Array.from({ length: unitCount + 1 }, (_, unit) => unit),
    pairAgent: new Int32Array(unitCount),
    pairCost: new Float64Array(unitCount).fill(1 / 3),
    unplacedCost: new Float64Array(unitCount).fill(2 / 3),
    measures: [],
    caps: [],
    budgets: [],
    home: new Int32Array(unitCount).fill(-1),
  };
  const longName = "x".repeat(200);
  const text = writeLp(problem, { units: new Array(unitCount).fill(longName), agents: [longName] });
  expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThan(1000);
});
