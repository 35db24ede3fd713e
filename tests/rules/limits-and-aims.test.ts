import { describe, expect, it } from "vitest";
import { balanceRules, budgetRules, capRules, costRules, pairRules } from "../../src/rules/catalogue.ts";
import { clientMovedWithoutNeed, relationshipValue } from "../../src/rules/client-moved-without-need.ts";
import { moveBudgetClients, moveBudgetRevenue } from "../../src/rules/move-budget-exceeded.ts";
import { consultativeOutOfBalance, hoursOutOfBalance, revenueOutOfBalance } from "../../src/rules/out-of-balance.ts";
import { outsideIndustry } from "../../src/rules/outside-industry.ts";
import { overCapacity } from "../../src/rules/over-capacity.ts";
import { reachingDown } from "../../src/rules/reaching-down.ts";
import { tooManyClients } from "../../src/rules/too-many-clients.ts";
import { tooManyConsultativeOnLevel } from "../../src/rules/too-many-consultative-on-level.ts";
import { configOf, contextOf, profileOf, repId, repOf } from "./cast.ts";

const ann = repOf();
const books = { clients: 20, hours: 200, revenue: 1_000_000_00 };

describe("caps", () => {
  it("over-capacity: a client's hours in the seat against the rep's hours in the quarter", () => {
    const profile = profileOf({ hours: { seller: 7.5, desk: 2 } });
    expect(overCapacity.use(profile, "seller", contextOf([]))).toBe(7.5);
    expect(overCapacity.use(profile, "desk", contextOf([]))).toBe(2);
    expect(overCapacity.use(profileOf({}), "seller", contextOf([]))).toBe(0);
    expect(overCapacity.capacity(ann, contextOf([ann]))).toBe(250);
    expect(overCapacity.capacity(ann, contextOf([]))).toBe(0);
  });

  it("too-many-clients: one each, against max_clients where the rep has one", () => {
    expect(tooManyClients.use(profileOf({}), "seller", contextOf([]))).toBe(1);
    expect(tooManyClients.capacity(repOf({ maxClients: 25 }), contextOf([]))).toBe(25);
    expect(tooManyClients.capacity(ann, contextOf([]))).toBeUndefined();
  });

  it("too-many-consultative-on-level: consultative clients against the level's limit", () => {
    const config = configOf({ limits: { max_consultative: { junior: 6 } } });
    const junior = repOf({ level: "junior", levelRank: 0 });
    expect(tooManyConsultativeOnLevel.use(profileOf({ label: "consultative" }), "seller", contextOf([]))).toBe(1);
    expect(tooManyConsultativeOnLevel.use(profileOf({ label: "transactional" }), "seller", contextOf([]))).toBe(0);
    expect(tooManyConsultativeOnLevel.capacity(junior, contextOf([], { config }))).toBe(6);
    expect(tooManyConsultativeOnLevel.capacity(ann, contextOf([], { config }))).toBeUndefined();
  });
});

describe("the budget of chosen moves", () => {
  const context = contextOf([], {
    config: configOf({ limits: { move_budget: { revenue_share: 0.2, client_share: 0.25 } } }),
  });

  it("is a share of the revenue; a client with more returns than orders uses none", () => {
    expect(moveBudgetRevenue.use(profileOf({ revenue: 340 }))).toBe(340_00);
    expect(moveBudgetRevenue.use(profileOf({ revenue: -340 }))).toBe(0);
    expect(moveBudgetRevenue.limit(1000_00, context)).toBe(200_00);
  });

  it("is a share of the clients, whole ones", () => {
    expect(moveBudgetClients.use(profileOf({ revenue: 340 }))).toBe(1);
    expect(moveBudgetClients.limit(11, context)).toBe(2);
    expect(moveBudgetClients.limit(3, context)).toBe(0);
  });
});

describe("balance", () => {
  it("weighs hours, revenue that is not negative, and consultative clients", () => {
    const profile = profileOf({ label: "consultative", revenue: 500, hours: { seller: 9, desk: 2 } });
    expect(hoursOutOfBalance.load(profile, "seller")).toBe(9);
    expect(hoursOutOfBalance.load(profile, "desk")).toBe(2);
    expect(revenueOutOfBalance.load(profile, "seller")).toBe(500_00);
    expect(revenueOutOfBalance.load(profileOf({ revenue: -1 }), "seller")).toBe(0);
    expect(consultativeOutOfBalance.load(profile, "seller")).toBe(1);
    expect(consultativeOutOfBalance.load(profileOf({}), "seller")).toBe(0);
  });

  it("takes its weights from the config", () => {
    const config = configOf({ balance: { weights: { hours: 7, revenue: 5, consultative: 3 } } });
    expect(balanceRules.map((rule) => [rule.measure, rule.weight(config)])).toEqual([
      ["hours", 7],
      ["revenue", 5],
      ["consultative", 3],
    ]);
  });
});

describe("costs of a pair", () => {
  it("a relationship is worth the mean of its share of the revenue and of the clients", () => {
    // 100,000 of 1,000,000 is 0.1; one client of 20 is 0.05.
    expect(relationshipValue(profileOf({ revenue: 100_000 }), books)).toBeCloseTo(0.075, 12);
    expect(relationshipValue(profileOf({ revenue: -5 }), books)).toBe(0.025);
    expect(relationshipValue(profileOf({ revenue: 5 }), { clients: 0, hours: 0, revenue: 0 })).toBe(0.5);
  });

  it("client-moved-without-need: the relationship, unless the owner keeps it or is gone", () => {
    const olga = repOf({ id: repId("R9"), name: "Olga Owner" });
    const profile = profileOf({ revenue: 100_000, client: { ownerId: olga.id } });
    const cost = (rep: typeof ann, reps: readonly (typeof ann)[]) =>
      clientMovedWithoutNeed.cost({ profile, rep, seat: "seller" }, books, contextOf(reps));
    expect(cost(ann, [ann, olga])).toBeCloseTo(0.075, 12);
    expect(cost(olga, [ann, olga])).toBe(0);
    expect(cost(ann, [ann])).toBe(0);
    const ofDesk = profileOf({ client: { deskId: olga.id } });
    const context = contextOf([ann, olga]);
    expect(clientMovedWithoutNeed.cost({ profile: ofDesk, rep: ann, seat: "desk" }, books, context)).toBe(0.025);
    expect(clientMovedWithoutNeed.cost({ profile: ofDesk, rep: ann, seat: "seller" }, books, context)).toBe(0);
  });

  it("reaching-down: a transactional client's hours, once for each level above the first", () => {
    const profile = profileOf({ label: "transactional", hours: { seller: 10 } });
    const cost = (levelRank: number, of = profile) =>
      reachingDown.cost({ profile: of, rep: repOf({ levelRank }), seat: "seller" }, books, contextOf([]));
    expect([cost(0), cost(1), cost(2)]).toEqual([0, 0.05, 0.1]);
    expect(cost(2, profileOf({ label: "consultative", hours: { seller: 10 } }))).toBe(0);
  });

  it("outside-industry: the relationship, where both sides are known and differ", () => {
    const cost = (industry: string | undefined, industries: readonly string[]) =>
      outsideIndustry.cost(
        {
          profile: profileOf({ client: industry === undefined ? {} : { industry } }),
          rep: repOf({ industries }),
          seat: "seller",
        },
        books,
        contextOf([]),
      );
    expect(cost("Food", ["mining"])).toBe(0.025);
    expect(cost("Food", ["mining", " food"])).toBe(0);
    expect(cost("Food", [])).toBe(0);
    expect(cost(undefined, ["mining"])).toBe(0);
  });
});

describe("the catalogue", () => {
  const rules = [...pairRules, ...capRules, ...budgetRules, ...balanceRules, ...costRules];

  it("gives each code one name and each name one code", () => {
    const names = new Map(rules.map((rule) => [rule.code, rule.name]));
    const codes = new Map(rules.map((rule) => [rule.name, rule.code]));
    for (const { code, name } of rules) {
      expect([names.get(code), codes.get(name)]).toEqual([name, code]);
      expect(code).toMatch(/^EB\d{3}$/);
      expect(name).toMatch(/^[a-z]+(-[a-z]+)+$/);
    }
  });

  it("names only options that the config has", () => {
    const config = configOf({
      guard: { junior: { max_complexity: 1 } },
      mentoring: { max_complexity: 1 },
      limits: { max_consultative: { junior: 1 } },
      columns: { clients: { region: "x" }, reps: { regions: "x" } },
      files: { overrides: "overrides.csv" },
    });
    for (const option of rules.flatMap((rule) => rule.options)) {
      let node: unknown = config;
      for (const key of option.replace("<level>", "junior").split(".")) node = (node as Record<string, unknown>)?.[key];
      expect(node, option).toBeDefined();
    }
  });
});
