import { describe, expect, it } from "vitest";
import { makePlan } from "../../src/planning/make-plan.ts";
import { savingsOf } from "../../src/planning/move-savings.ts";
import { demoCompany } from "../demo/company.ts";
import { configOf, repId, repOf } from "../rules/cast.ts";
import { buyerOf, planFor } from "./small-plan.ts";

const ana = repOf({ id: repId("ANA"), name: "Ana Ruiz" });
const ben = repOf({ id: repId("BEN"), name: "Ben Okafor" });
const dana = repOf({ id: repId("DANA"), name: "Dana Kraus", role: "desk" });
const emil = repOf({ id: repId("EMIL"), name: "Emil Novak", role: "desk" });
const free = { move_budget: { revenue_share: 1, client_share: 1 } };

function several(count: number, ...[owner, more]: [string, Parameters<typeof buyerOf>[2]?]) {
  return Array.from({ length: count }, (_, at) => buyerOf(`${owner}${at}`, owner, more));
}

async function reasonsOf(...[profiles, reps, more]: Parameters<typeof planFor>) {
  const { plan } = await planFor(profiles, reps, more);
  return plan.rows
    .flatMap(({ seatChanges }) => seatChanges)
    .filter(({ change, forced }) => change === "moved" && !forced)
    .map(({ reason }) => reason);
}

describe("why a client moves by choice", () => {
  const config = configOf({ limits: free, aims: { continuity: 1 } });

  it("names no measure in which the client has no load", async () => {
    // Ana has every consultative client too, but those who move are transactional and buy nothing: only hours can be the reason.
    const config = configOf({ limits: free, aims: { continuity: 1 }, balance: { weights: { consultative: 50 } } });
    const quiet = several(8, "ANA", { hours: { seller: 20 }, revenue: 0 });
    const locked = several(4, "ANA", { label: "consultative", client: { locked: true } }).map((profile, at) => ({
      ...profile,
      client: { ...profile.client, id: `K${at}` as typeof profile.client.id },
    }));
    const reasons = await reasonsOf([...quiet, ...locked], [ana, ben], { config });
    expect(reasons.length).toBeGreaterThan(0);
    for (const reason of reasons) expect(reason).toMatch(/^evens hours: /);
  });

  it("says by how many hours the giver would be over capacity", async () => {
    const reasons = await reasonsOf(several(14, "ANA", { hours: { seller: 20 } }), [ana, ben], {
      config: configOf({ limits: free, balance: { weights: { hours: 0, revenue: 0, consultative: 0 } } }),
    });
    // 14 x 20 = 280 h of 250: two must go, and with one of them back it would be 260.
    expect(reasons).toEqual(Array(2).fill("Ana Ruiz would be 10 h over capacity with it"));
  });

  it("says when a client fits better", async () => {
    const config = configOf({
      limits: free,
      aims: { continuity: 0, industry_fit: 1000 },
      balance: { weights: { hours: 0, revenue: 0, consultative: 0 } },
    });
    const miner = { ...ben, industries: ["mining"] };
    const cook = { ...ana, industries: ["food"] };
    const reasons = await reasonsOf([buyerOf("MILL", "ANA", { client: { industry: "mining" } })], [cook, miner], {
      config,
    });
    expect(reasons).toEqual(["Ben Okafor fits the industry mining better"]);
  });

  it("says that a seller's clients come to one desk specialist", async () => {
    const config = configOf({ aims: { continuity: 0, desk_affinity: 1000 }, balance: { weights: { hours: 0 } } });
    const hours = { seller: 10, desk: 2 };
    const clients = ["DANA", "DANA", "EMIL"].map((desk, at) => buyerOf(`C${at}`, "ANA", { desk, hours }));
    const reasons = await reasonsOf(clients, [ana, dana, emil], { config });
    expect(reasons.length).toBeGreaterThan(0);
    for (const reason of reasons) expect(reason).toBe("keeps Ana Ruiz's clients with one desk specialist");
  });

  it("evens revenue: both shares are true", async () => {
    const reasons = await reasonsOf([...several(6, "ANA"), ...several(2, "BEN")], [ana, ben], { config });
    for (const reason of reasons) {
      expect(reason).toMatch(
        /Ana Ruiz would have \d+% of the share with it, Ben Okafor would have \d+% of the share without it/,
      );
    }
    expect(reasons.length).toBeGreaterThan(0);
  });
});

describe("in the demo company", () => {
  it.each([1, 2])("each chosen move pays in the model, and says by what (seed %i)", async (seed) => {
    const { profiles, tables, context } = await demoCompany(seed);
    const { plan, seatPlans } = await makePlan(profiles, tables.reps, context, { seed: 1, effort: "quick" });
    for (const { profile, seatChanges } of plan.rows) {
      for (const { seat, change, forced, reason } of seatChanges) {
        if (change !== "moved" || forced) continue;
        const { model, state } = seatPlans.get(seat) as NonNullable<ReturnType<typeof seatPlans.get>>;
        const unit = model.unitOf.get(profile.client.id) ?? -1;
        const saved = savingsOf(model, state, [unit]).reduce((sum, { points }) => sum + points, 0);
        if (!/^part of|^makes room/.test(reason)) expect(saved).toBeGreaterThan(0);
        expect(reason).not.toMatch(/search ended/);
        if (/evens consultative/.test(reason)) {
          expect(model.units[unit]?.members.some(({ label }) => label.name === "consultative")).toBe(true);
        }
      }
    }
  });
});
