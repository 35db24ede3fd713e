import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Client } from "../../src/domain/client.ts";
import type { Rep, Seat } from "../../src/domain/rep.ts";
import { firstBreach } from "../../src/rules/catalogue.ts";
import { autumn, type Buyer, configOf, contextOf, day, profileOf, repId, repOf } from "./cast.ts";

interface Case {
  readonly buyer?: Buyer;
  readonly rep?: Partial<Rep>;
  readonly seat?: Seat;
  readonly others?: readonly Rep[];
  readonly config?: unknown;
  readonly regionsComparable?: boolean;
}

/** `EB206 missing-skill: client requires ...` of the first must rule that the pair breaks. */
function verdict({ buyer = {}, rep, seat = "seller", others = [], config, regionsComparable = true }: Case): string {
  const taker = repOf(rep);
  const context = contextOf([taker, ...others], { config: configOf(config), regionsComparable });
  const found = firstBreach({ profile: profileOf(buyer), rep: taker, seat }, context);
  return found ? `${found.rule.code} ${found.rule.name}: ${found.breach.message}` : "allowed";
}

const ofClient = (client: Partial<Client>): Buyer => ({ client });

describe("wrong-role", () => {
  it.each([
    ["seller", "seller", "allowed"],
    ["desk", "desk", "allowed"],
    ["both", "seller", "allowed"],
    ["both", "desk", "allowed"],
    ["desk", "seller", "EB203 wrong-role: Ann Reed has the role desk, not seller"],
    ["seller", "desk", "EB203 wrong-role: Ann Reed has the role seller, not desk"],
  ] as const)("a %s in the %s seat: %s", (role, seat, expected) => {
    expect(verdict({ rep: { role }, seat })).toBe(expected);
  });
});

describe("inactive-rep, in the quarter from 1 October to 31 December 2026", () => {
  it.each([
    [{}, "allowed"],
    [{ activeTo: day("2026-12-31") }, "allowed"],
    [{ activeTo: day("2026-12-30") }, "EB207 inactive-rep: Ann Reed leaves on 2026-12-30, before 2026Q4 ends"],
    [{ activeTo: day("2026-09-30") }, "EB207 inactive-rep: Ann Reed leaves on 2026-09-30, before 2026Q4 ends"],
    [{ activeFrom: day("2026-12-31") }, "allowed"],
    [{ activeFrom: day("2027-01-01") }, "EB207 inactive-rep: Ann Reed starts on 2027-01-01, after 2026Q4"],
    [{ hireDay: day("2027-01-01") }, "EB207 inactive-rep: Ann Reed starts on 2027-01-01, after 2026Q4"],
    [
      { hireDay: day("2020-01-01"), activeFrom: day("2027-02-01") },
      "EB207 inactive-rep: Ann Reed starts on 2027-02-01, after 2026Q4",
    ],
    [{ excluded: true }, "EB207 inactive-rep: Ann Reed is excluded by the config"],
  ])("%j: %s", (rep, expected) => {
    expect(verdict({ rep })).toBe(expected);
    expect(verdict({ rep: { ...rep, role: "desk" }, seat: "desk" })).toBe(expected);
  });
});

describe("locked-client-moved and holdover-broken", () => {
  const owner = repOf({ id: repId("R9"), name: "Olga Owner" });
  const owned = { ownerId: owner.id };

  it("keep the client with its owner", () => {
    expect(verdict({ buyer: ofClient({ ...owned, locked: true }), others: [owner] })).toBe(
      "EB208 locked-client-moved: client is locked to Olga Owner",
    );
    const held = { ...owned, holdUntil: day("2026-11-15"), holdReason: "tender runs" };
    expect(verdict({ buyer: ofClient(held), others: [owner] })).toBe(
      "EB209 holdover-broken: client stays with Olga Owner until 2026-11-15 (tender runs)",
    );
  });

  it("allow the owner", () => {
    const client = { ...owned, locked: true, holdUntil: day("2027-01-01") };
    expect(verdict({ buyer: ofClient(client), rep: owner })).toBe("allowed");
  });

  it("point to the row of clients.csv", () => {
    const pair = { profile: profileOf(ofClient({ ...owned, locked: true })), rep: repOf(), seat: "seller" } as const;
    const found = firstBreach(pair, contextOf([pair.rep, owner]));
    expect(found?.breach.related).toEqual({ file: "clients.csv", line: 7, column: 1 });
  });

  it.each([
    ["2026-09-30", "allowed"],
    ["2026-10-01", "EB209 holdover-broken: client stays with Olga Owner until 2026-10-01"],
  ])("a holdover until %s in the quarter from 2026-10-01: %s", (until, expected) => {
    expect(verdict({ buyer: ofClient({ ...owned, holdUntil: day(until) }), others: [owner] })).toBe(expected);
  });

  it("let go when the owner is gone from the reps table, or when there never was one", () => {
    const exceptions = { locked: true, holdUntil: day("2027-01-01") };
    expect(verdict({ buyer: ofClient({ ...owned, ...exceptions }) })).toBe("allowed");
    expect(verdict({ buyer: ofClient(exceptions), others: [owner] })).toBe("allowed");
  });

  it("hold the seller, not the desk specialist", () => {
    const client = { ...owned, deskId: owner.id, locked: true, holdUntil: day("2027-01-01") };
    expect(verdict({ buyer: ofClient(client), others: [owner], rep: { role: "desk" }, seat: "desk" })).toBe("allowed");
  });
});

describe("complex-consultative-on-junior", () => {
  const junior = { level: "junior", levelRank: 0 };
  const hard: Buyer = { label: "consultative", complexity: 36 };

  it("keeps complex consultative clients off the first level, with the default guard of 35", () => {
    expect(verdict({ buyer: hard, rep: junior })).toBe(
      "EB201 complex-consultative-on-junior: complexity 36, Ann Reed is junior: at most 35",
    );
    expect(verdict({ buyer: { ...hard, complexity: 35 }, rep: junior })).toBe("allowed");
    expect(verdict({ buyer: { ...hard, label: "transactional" }, rep: junior })).toBe("allowed");
    expect(verdict({ buyer: { ...hard, complexity: 100 } })).toBe("allowed");
  });

  it("guards sellers only: a junior at the desk processes anybody's orders", () => {
    expect(verdict({ buyer: hard, rep: { ...junior, role: "desk" }, seat: "desk" })).toBe("allowed");
  });

  it("guards the levels that the config names, as it says", () => {
    const config = { guard: { junior: { max_complexity: 20 }, middle: { max_complexity: 60 } } };
    const at = (complexity: number, rep?: Partial<Rep>) =>
      verdict({ buyer: { label: "consultative", complexity }, config, ...(rep ? { rep } : {}) }).slice(0, 7);
    expect([at(20, junior), at(21, junior), at(60), at(61)]).toEqual(["allowed", "EB201 c", "allowed", "EB201 c"]);
    expect(at(100, { level: "senior", levelRank: 2 })).toBe("allowed");
  });

  it("guards the first level also where the guard is empty, and nobody where there is one level only", () => {
    expect(verdict({ buyer: hard, rep: junior, config: { guard: {} } })).not.toBe("allowed");
    expect(verdict({ buyer: hard, rep: junior, config: { levels: { order: ["junior"] } } })).toBe("allowed");
  });

  it("never allows a complex consultative client on the first level, whatever that is called", () => {
    const names = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 5 });
    const guard = fc.option(fc.integer({ min: 0, max: 99 }), { nil: undefined });
    fc.assert(
      fc.property(names, guard, fc.integer({ min: 1, max: 100 }), fc.boolean(), (order, most, above, both) => {
        const first = order[0] as string;
        const complexity = Math.min(100, (most ?? 35) + above);
        const config = {
          levels: { order, default: first },
          ...(most === undefined ? {} : { guard: { [first]: { max_complexity: most } } }),
        };
        // Zod drops a key named __proto__: such a level has no guard to test.
        fc.pre(first !== "__proto__");
        const rep = { level: first, levelRank: 0, role: both ? "both" : "seller" } as const;
        expect(verdict({ buyer: { label: "consultative", complexity }, rep, config })).toContain("EB201");
      }),
    );
  });
});

describe("wrong-region, wrong-language and missing-skill", () => {
  it.each([
    ["North", ["North", "East"], "allowed"],
    [" north ", ["NORTH"], "allowed"],
    ["Łódź", ["łódź "], "allowed"],
    ["North", [], "allowed"],
    [undefined, ["South"], "allowed"],
    ["North", ["South", "East"], "EB204 wrong-region: client in North, Ann Reed serves South, East"],
    ["North", ["North-West"], "EB204 wrong-region: client in North, Ann Reed serves North-West"],
  ])("a client in %j for a rep of %j: %s", (region, regions, expected) => {
    expect(verdict({ buyer: ofClient(region === undefined ? {} : { region }), rep: { regions } })).toBe(expected);
  });

  it("regions that have no word in common say nothing", () => {
    const apart = { buyer: ofClient({ region: "Germany" }), rep: { regions: ["DACH"] } };
    expect(verdict(apart)).toContain("EB204");
    expect(verdict({ ...apart, regionsComparable: false })).toBe("allowed");
  });

  it.each([
    ["fr", ["en", "fr"], "allowed"],
    ["FR", [" fr"], "allowed"],
    ["fr", [], "allowed"],
    [undefined, ["en"], "allowed"],
    ["fr", ["en", "de"], "EB205 wrong-language: client speaks fr, Ann Reed en, de"],
  ])("a client who speaks %j for a rep of %j: %s", (language, languages, expected) => {
    const buyer = ofClient(language === undefined ? {} : { language });
    expect(verdict({ buyer, rep: { languages } })).toBe(expected);
    expect(verdict({ buyer, rep: { languages, role: "desk" }, seat: "desk" })).toBe(expected);
  });

  it.each([
    [[], [], "allowed"],
    [["Welding"], ["welding ", "pumps"], "allowed"],
    [["welding", "pumps"], ["pumps", "welding"], "allowed"],
    [["welding", "pumps", "air"], ["pumps"], "EB206 missing-skill: client requires welding, air, Ann Reed lacks it"],
  ])("a client who requires %j for a rep with %j: %s", (requiredSkills, skills, expected) => {
    expect(verdict({ buyer: ofClient({ requiredSkills }), rep: { skills } })).toBe(expected);
  });

  it("skills are the seller's; regions bind the desk, too", () => {
    const rep = { role: "desk", regions: ["South"] } as const;
    expect(verdict({ buyer: ofClient({ requiredSkills: ["welding"] }), rep, seat: "desk" })).toBe("allowed");
    expect(verdict({ buyer: ofClient({ region: "North" }), rep, seat: "desk" })).toContain("EB204");
  });
});

describe("firstBreach", () => {
  it("gives the plainest of several reasons", () => {
    const buyer: Buyer = {
      label: "consultative",
      complexity: 90,
      client: { region: "North", language: "fr", requiredSkills: ["welding"] },
    };
    const rep = { level: "junior", levelRank: 0, regions: ["South"], languages: ["en"], activeTo: autumn.firstDay };
    expect(verdict({ buyer, rep: { ...rep, role: "desk" } })).toContain("EB203");
    expect(verdict({ buyer, rep })).toContain("EB207");
    const { activeTo: _, ...active } = rep;
    expect(verdict({ buyer, rep: active })).toContain("EB201");
    expect(verdict({ buyer, rep: { ...active, level: "senior", levelRank: 2 } })).toContain("EB204");
  });
});
