import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffPlans, type PlanDiff } from "../../src/review/diff.ts";
import { anyhow, arbitraryCase, companyOf, keptRules, sideOf } from "./assigned.ts";

/** The same difference seen from the other side. */
function turned({ figures, reps, clients, same }: PlanDiff) {
  return {
    same,
    figures: figures.map(({ name, a, b }) => ({ name, a: b, b: a })),
    reps: reps.map(({ rep, before, after, came, went }) => ({
      id: rep.id,
      before: after,
      after: before,
      came: went,
      went: came,
    })),
    clients: new Set(clients.map(({ profile, seat, from, to }) => `${profile.client.id} ${seat} ${to} ${from}`)),
  };
}

function plain({ figures, reps, clients, same }: PlanDiff) {
  return {
    same,
    figures: figures.map(({ name, a, b }) => ({ name, a, b })),
    reps: reps.map(({ rep, ...rest }) => ({ id: rep.id, ...rest })),
    clients: new Set(clients.map(({ profile, seat, from, to }) => `${profile.client.id} ${seat} ${from} ${to}`)),
  };
}

describe("the difference of two assignments", () => {
  it("is empty from one to itself, and turned round from the other side", async () => {
    let differing = 0;
    await fc.assert(
      fc.asyncProperty(arbitraryCase, async ({ files, config, picks }) => {
        const company = await companyOf(files, config);
        const [one, other] = [sideOf(anyhow(company, picks)), sideOf(keptRules(company, picks))];
        for (const side of [one, other]) {
          const self = diffPlans(side, side);
          expect(self).toMatchObject({ reps: [], clients: [], same: company.profiles.length });
          for (const { a, b } of self.figures) expect(b).toBe(a);
        }
        const there = diffPlans(one, other);
        differing += there.clients.length;
        expect(plain(diffPlans(other, one))).toEqual(turned(there));
      }),
      { numRuns: 8 },
    );
    expect(differing).toBeGreaterThan(0);
  });

  it("adds up: what came and went is the change of each rep's clients, and what is with nobody is counted", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCase, async ({ files, config, picks }) => {
        const company = await companyOf(files, config);
        const [one, other] = [sideOf(keptRules(company, picks)), sideOf(keptRules(company, [...picks].reverse()))];
        const { clients, figures } = diffPlans(one, other);
        const without = figures.find(({ name }) => name.startsWith("clients without a seller"));
        const lost = clients.filter(({ seat, to }) => seat === "seller" && to === undefined).length;
        const gained = clients.filter(({ seat, from }) => seat === "seller" && from === undefined).length;
        expect((without?.b ?? 0) - (without?.a ?? 0)).toBe(lost - gained);
        for (const { from, forced, reason } of clients) {
          expect(reason).not.toBe("");
          if (from === undefined) expect(forced).toBe(false);
        }
      }),
      { numRuns: 6 },
    );
  });
});
