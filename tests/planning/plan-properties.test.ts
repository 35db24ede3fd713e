import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate } from "../../src/allocation/index.ts";
import { seats } from "../../src/domain/rep.ts";
import { makePlan } from "../../src/planning/make-plan.ts";
import { planCsv } from "../../src/report/csv.ts";
import { firstBreach } from "../../src/rules/catalogue.ts";
import { type CompanyFiles, readCompany } from "../demo/company.ts";
import { arbitraryCompany, renameIds, shuffleRows } from "./arbitrary-company.ts";

const options = { seed: 1, effort: "quick" as const };

async function planOf(files: CompanyFiles) {
  const company = await readCompany(files);
  return { ...company, ...(await makePlan(company.profiles, company.tables.reps, company.context, options)) };
}

describe("a plan of any company", () => {
  it("gives every client each seat it needs once, or says why not", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCompany(), async (files) => {
        const { profiles, plan } = await planOf(files);
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
      { numRuns: 40 },
    );
  });

  it("breaks no must rule, and names a rule for every rep who was stopped", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCompany(), async (files) => {
        const { plan, context } = await planOf(files);
        for (const { profile, seating } of plan.rows) {
          for (const seat of seats) {
            const rep = context.reps.get(seating[seat] ?? ("" as never));
            if (rep) expect(firstBreach({ profile, rep, seat }, context)).toBeUndefined();
          }
        }
        for (const { stops } of plan.unplaced) for (const stop of stops) expect(stop.code).toMatch(/^EB\d{3}$/);
      }),
      { numRuns: 40 },
    );
  });

  it("does not depend on the order of rows", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCompany(), fc.integer(), async (files, shuffle) => {
        const [one, other] = [await planOf(files), await planOf(shuffleRows(files, shuffle))];
        expect(planCsv(other.plan)).toBe(planCsv(one.plan));
      }),
      { numRuns: 25 },
    );
  });

  it("keeps labels and objective when all ids are renamed", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCompany(), fc.integer(), async (files, key) => {
        const { files: renamed, newId } = renameIds(files, key);
        const [one, other] = [await planOf(files), await planOf(renamed)];
        const label = new Map(other.profiles.map((profile) => [profile.client.id as string, profile.label]));
        for (const profile of one.profiles) expect(label.get(newId(profile.client.id))).toEqual(profile.label);
        expect(other.plan.proofs.map((proof) => proof.objective)).toEqual(
          one.plan.proofs.map((proof) => proof.objective),
        );
      }),
      { numRuns: 25 },
    );
  });

  it("is never worse than leaving everybody with the owner who may keep them", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCompany(), async (files) => {
        const { seatPlans } = await planOf(files);
        for (const { model, allocation } of seatPlans.values()) {
          const present = evaluate(model.problem, model.problem.home).objective;
          expect(allocation.objective).toBeLessThanOrEqual(present + 1e-6);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("gives the same bytes for the same seed", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCompany(), async (files) => {
        expect(planCsv((await planOf(files)).plan)).toBe(planCsv((await planOf(files)).plan));
      }),
      { numRuns: 10 },
    );
  });
});
