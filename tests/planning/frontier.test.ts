import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { frontierOf } from "../../src/planning/frontier.ts";
import { kneeOf } from "../../src/planning/knee.ts";
import { makePlan } from "../../src/planning/make-plan.ts";
import { readCompany } from "../demo/company.ts";
import { arbitraryCompany, arbitraryConfig } from "./arbitrary-company.ts";

const options = { seed: 1, effort: "quick" as const };

describe("the frontier", () => {
  it("never gets worse with a larger budget, keeps each budget, and holds the plan at the configured one", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCompany(), arbitraryConfig(), async (files, config) => {
        const { profiles, tables, context } = await readCompany(files, config);
        const own = config.limits.move_budget.revenue_share;
        const shares = [...new Set([0, own, 0.3])].sort((a, b) => a - b);
        const { points } = await frontierOf(profiles, tables.reps, context, shares, options);
        for (const [at, { objective, bound }] of points.entries()) {
          expect(objective).toBeGreaterThanOrEqual(bound - 1e-6 * Math.abs(bound));
          expect(objective).toBeLessThanOrEqual(points[at - 1]?.objective ?? Number.POSITIVE_INFINITY);
        }
        const { plan } = await makePlan(profiles, tables.reps, context, options);
        const planned = plan.proofs.find(({ seat }) => seat === "seller")?.objective ?? 0;
        expect(points[shares.indexOf(own)]?.objective).toBeLessThanOrEqual(planned);
      }),
      { numRuns: 4 },
    );
  });
});

describe("the knee", () => {
  const curve = (...ys: readonly number[]) => ys.map((y, x) => ({ x, y }));

  it("is where the curve bends most", () => {
    expect(kneeOf(curve(100, 40, 20, 15, 10))).toBe(1);
    expect(kneeOf([{ x: 0, y: 100 }, { x: 10, y: 20 }, { x: 11, y: 19 }, { x: 40, y: 0 }])).toBe(1); // biome-ignore format: one line
  });

  it("is nowhere on a straight, flat or single line", () => {
    for (const points of [curve(40, 30, 20, 10), curve(5, 5, 5), curve(5), []]) expect(kneeOf(points)).toBeUndefined();
  });
});
