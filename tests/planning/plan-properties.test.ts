import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AllocationProblem, evaluate } from "../../src/allocation/index.ts";
import type { Config } from "../../src/config/schema.ts";
import { seats } from "../../src/domain/rep.ts";
import { moveFigures } from "../../src/planning/figures.ts";
import { makePlan } from "../../src/planning/make-plan.ts";
import { budgetOverruns, chosenMoves } from "../../src/planning/overruns.ts";
import type { SeatPlan } from "../../src/planning/seat-plan.ts";
import { planCsv } from "../../src/report/csv.ts";
import { firstBreach } from "../../src/rules/catalogue.ts";
import { type CompanyFiles, readCompany } from "../demo/company.ts";
import { arbitraryCompany, arbitraryConfig, renameIds, shuffleRows } from "./arbitrary-company.ts";

const options = { seed: 1, effort: "quick" as const };

async function planOf(files: CompanyFiles, config: Config) {
  const company = await readCompany(files, config);
  return { ...company, ...(await makePlan(company.profiles, company.tables.reps, company.context, options)) };
}

describe("a plan of any company", () => {
  it("gives every client each seat it needs once, or says why not", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCompany(), arbitraryConfig(), async (files, config) => {
        const { profiles, plan } = await planOf(files, config);
        expect(plan.rows.map((row) => row.profile.client.id)).toEqual(
          profiles.map((profile) => profile.client.id).sort(),
        );
        for (const { profile, seating, change, reason } of plan.rows) {
          for (const seat of seats) {
            const needed = profile.coverage.hours[seat] !== undefined;
            const listed = plan.unplaced.some((one) => one.profile === profile && one.seat === seat);
            expect(seating[seat] !== undefined || listed).toBe(needed);
            expect(seating[seat] !== undefined && listed).toBe(false);
          }
          expect(reason).not.toBe("");
          expect(change === "unplaced").toBe(plan.unplaced.some((one) => one.profile === profile));
        }
      }),
      { numRuns: 24 },
    );
  });

  it("breaks no must rule, and names a rule for every rep who was stopped", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCompany(), arbitraryConfig(), async (files, config) => {
        const { plan, context } = await planOf(files, config);
        for (const { profile, seating } of plan.rows) {
          for (const seat of seats) {
            const rep = context.reps.get(seating[seat] ?? ("" as never));
            if (rep) expect(firstBreach({ profile, rep, seat }, context)).toBeUndefined();
          }
        }
        for (const { stops } of plan.unplaced) for (const stop of stops) expect(stop.code).toMatch(/^EB\d{3}$/);
      }),
      { numRuns: 24 },
    );
  });

  it("does not depend on the order of rows", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCompany(), arbitraryConfig(), fc.integer(), async (files, config, shuffle) => {
        const [one, other] = [await planOf(files, config), await planOf(shuffleRows(files, shuffle), config)];
        expect(planCsv(other.plan)).toBe(planCsv(one.plan));
      }),
      { numRuns: 12 },
    );
  });

  it("keeps labels and objective when all ids are renamed", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCompany(), arbitraryConfig(), fc.integer(), async (files, config, key) => {
        const { files: renamed, newId } = renameIds(files, key);
        const [one, other] = [await planOf(files, config), await planOf(renamed, config)];
        const label = new Map(other.profiles.map((profile) => [profile.client.id as string, profile.label]));
        for (const profile of one.profiles) expect(label.get(newId(profile.client.id))).toEqual(profile.label);
        expect(other.plan.proofs.map((proof) => proof.objective)).toEqual(
          one.plan.proofs.map((proof) => proof.objective),
        );
      }),
      { numRuns: 12 },
    );
  });

  it("is never worse than leaving everybody with the owner, and giving the others to where they cost least", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCompany(), arbitraryConfig(), async (files, config) => {
        const { seatPlans } = await planOf(files, config);
        for (const { model, allocation } of seatPlans.values()) {
          expect(allocation.objective).toBeLessThanOrEqual(repairedPresent(model.problem) + 1e-6);
        }
      }),
      { numRuns: 24 },
    );
  });

  it("moves by choice no more than the budget, what hard limits release apart", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCompany(), arbitraryConfig(), async (files, config) => {
        const { plan, seatPlans } = await planOf(files, config);
        const { model, holders } = seatPlans.get("seller") as SeatPlan;
        const chosen = plan.rows.filter(({ seatChanges }) =>
          seatChanges.some(({ seat, leaves, forced }) => seat === "seller" && leaves && !forced),
        );
        expect(chosen.map(({ profile }) => profile.client.id)).toEqual(chosenMoves(model, holders).sort());
        expect(moveFigures(plan).chosen).toBe(chosen.length);
        const passed = budgetOverruns(model, holders).length > 0;
        expect(plan.findings.some(({ code }) => code === "EB303")).toBe(passed);
      }),
      { numRuns: 24 },
    );
  });

  it("gives the same bytes for the same seed", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCompany(), arbitraryConfig(), async (files, config) => {
        expect(planCsv((await planOf(files, config)).plan)).toBe(planCsv((await planOf(files, config)).plan));
      }),
      { numRuns: 10 },
    );
  });
});

/** Objective of the present, without whom a hard limit cannot hold, after each homeless unit went to where it then cost least. */
function repairedPresent(problem: AllocationProblem): number {
  const assignment = problem.home.slice();
  const objective = () => evaluate(problem, assignment).objective;
  for (let unit = 0; objective() === Number.POSITIVE_INFINITY; unit++) assignment[unit] = -1;
  assignment.forEach((agent, unit) => {
    if (agent >= 0) return;
    let [best, least] = [-1, objective()];
    for (const other of problem.pairAgent.subarray(problem.pairStart[unit], problem.pairStart[unit + 1])) {
      assignment[unit] = other;
      const points = objective();
      if (points < least) [best, least] = [other, points];
    }
    assignment[unit] = best;
  });
  return objective();
}
