import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate } from "../../src/allocation/index.ts";
import { loadFindings } from "../../src/check/load-findings.ts";
import { rowFindings } from "../../src/check/row-findings.ts";
import { checkSubject } from "../../src/check/subject.ts";
import type { Config } from "../../src/config/schema.ts";
import { makePlan } from "../../src/planning/make-plan.ts";
import type { HeldSeat } from "../../src/planning/seat-plan.ts";
import { type Candidate, candidatesFor } from "../../src/review/candidates.ts";
import { type PlanUnderReview, reviewHeld, reviewSolved } from "../../src/review/plan-under-review.ts";
import { anyhow, arbitraryCase, companyOf, fileOf, keptRules } from "./assigned.ts";

interface Asked {
  readonly held: HeldSeat;
  readonly unit: number;
  readonly profile: PlanUnderReview["profiles"][number];
  readonly candidates: readonly Candidate[];
}

/** Every client in every seat it needs. */
function* asked({ seats, context }: PlanUnderReview): Generator<Asked> {
  for (const held of seats.values()) {
    for (const [unit, { members }] of held.model.units.entries()) {
      for (const profile of members) yield { held, unit, profile, candidates: candidatesFor(profile, held, context) };
    }
  }
}

/** What the check says of a file, by code and client. */
function checked(
  review: PlanUnderReview,
  ...[seat, forced, repId]: [Parameters<typeof fileOf>[1], Parameters<typeof fileOf>[2], Parameters<typeof fileOf>[3]]
) {
  const file = fileOf(review, seat, forced, repId);
  const subject = checkSubject(file, review.profiles, review.reps, review.context);
  return [...rowFindings(subject), ...loadFindings(subject)];
}

describe("candidates", () => {
  it("cost what the solver's judge says the changed plan costs more", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCase, async ({ files, config, picks }) => {
        const review = keptRules(await companyOf(files, config), picks);
        for (const { held, unit, candidates } of asked(review)) {
          const { model, state } = held;
          const now = evaluate(model.problem, state.assignment).objective;
          if (!Number.isFinite(now)) continue;
          for (const { rep, points, exclusion, costs } of candidates) {
            if (exclusion) continue;
            const moved = state.assignment.slice();
            moved[unit] = model.reps.indexOf(rep);
            const more = evaluate(model.problem, moved).objective - now;
            expect(Math.abs(points - more)).toBeLessThan(0.002 + 1e-9 * Math.abs(now));
            const sum = costs.reduce((total, cost) => total + cost.points, 0);
            expect(Math.abs(sum - points)).toBeLessThan(0.02 + 1e-9 * Math.abs(points));
          }
        }
      }),
      { numRuns: 8 },
    );
  });

  it("are excluded by a rule that the check finds when the client is given to them all the same", async () => {
    const found = new Set<string>();
    await fc.assert(
      fc.asyncProperty(arbitraryCase, async ({ files, config, picks }) => {
        const company = await companyOf(files, config);
        for (const review of [keptRules(company, picks), anyhow(company, picks)]) {
          for (const { held, unit, profile, candidates } of asked(review)) {
            const { id } = profile.client;
            const family = held.model.units[unit]?.members.map(({ client }) => client.id) ?? [];
            for (const { rep, exclusion } of candidates) {
              if (!exclusion) continue;
              const { code, breaches } = exclusion;
              found.add(code);
              const codes = checked(review, held.model.seat, family, rep.id);
              // A family is stopped by what stops one of its members; the limits of a rep are told of the rep.
              const own = code === "EB211" ? breaches[0] : { clientId: id, rule: { code } };
              expect(codes).toContainEqual(
                expect.objectContaining(
                  code === "EB202" ? { code, repId: rep.id } : { code: own?.rule.code, clientId: own?.clientId },
                ),
              );
            }
          }
        }
      }),
      { numRuns: 8, seed: 20261 },
    );
    for (const code of ["EB201", "EB202", "EB204", "EB205", "EB206", "EB207", "EB208"]) expect(found).toContain(code);
  });

  it("pass only limits that the check then finds", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCase, async ({ files, config, picks }) => {
        const review = keptRules(await companyOf(files, config), picks);
        for (const { held, unit, candidates } of asked(review)) {
          const family = held.model.units[unit]?.members.map(({ client }) => client.id) ?? [];
          for (const { rep, exclusion, passed, isHolder } of candidates) {
            if (exclusion || isHolder) continue;
            const codes = checked(review, held.model.seat, family, rep.id);
            for (const { code } of passed.filter(({ setting }) => setting === undefined)) {
              expect(codes).toContainEqual(expect.objectContaining({ code, repId: rep.id }));
            }
          }
        }
      }),
      { numRuns: 8 },
    );
  });

  it("pass no budget once the config has what is told to be needed", async () => {
    let raised = 0;
    await fc.assert(
      fc.asyncProperty(arbitraryCase, async ({ files, config, picks }) => {
        const company = await companyOf(files, config);
        const review = keptRules(company, picks);
        for (const { profile, held, candidates } of asked(review)) {
          for (const { rep, passed } of candidates) {
            const settings = passed.flatMap(({ setting }) => (setting ? [setting] : []));
            if (settings.length === 0 || settings.some(({ to }) => to > 1)) continue;
            raised++;
            const budget = Object.fromEntries(settings.map(({ key, to }) => [key.split(".").at(-1), to]));
            const wider: Config = {
              ...config,
              limits: { ...config.limits, move_budget: { ...config.limits.move_budget, ...budget } },
            };
            const context = { ...company.context, config: wider };
            const again = reviewHeld(
              { seller: review.seats.get("seller")?.holders ?? new Map() },
              { ...company, context },
            );
            const seller = again.seats.get(held.model.seat) as HeldSeat;
            const same = candidatesFor(profile, seller, context).find((one) => one.rep === rep);
            expect(same?.passed.filter(({ setting }) => setting)).toEqual([]);
          }
        }
      }),
      { numRuns: 8, seed: 20264 },
    );
    expect(raised).toBeGreaterThan(0);
  });

  it("has the plan's own choice first, where the plan is proved the best", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCase, async ({ files, config }) => {
        const company = await companyOf(files, config);
        const { profiles, reps, context } = company;
        const result = await makePlan(profiles, reps, context, { seed: 1, effort: "quick" });
        for (const { held, profile, candidates } of asked(reviewSolved(result, company))) {
          const holder = candidates.find(({ isHolder }) => isHolder);
          expect(holder?.rep.id).toBe(result.plan.assignment.get(profile.client.id)?.[held.model.seat]);
          expect(holder?.exclusion).toBeUndefined();
          expect(holder?.points ?? 0).toBe(0);
          if (result.seatPlans.get(held.model.seat)?.allocation.gap !== 0) continue;
          for (const { exclusion, points } of candidates)
            if (!exclusion) expect(points).toBeGreaterThanOrEqual(-0.001 - 1e-9 * Math.abs(points));
        }
      }),
      { numRuns: 2 },
    );
  });
});
