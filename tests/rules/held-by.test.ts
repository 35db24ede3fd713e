import { describe, expect, it } from "vitest";
import type { Rep } from "../../src/domain/rep.ts";
import { lockedToNobody } from "../../src/rules/lock-without-owner.ts";
import { buyerOf, planFor } from "../planning/small-plan.ts";
import { contextOf, day, repId, repOf } from "./cast.ts";

const olga = repOf({ id: repId("OLGA"), name: "Olga Owner" });
const ben = repOf({ id: repId("BEN"), name: "Ben Okafor" });
const mill = buyerOf("MILL", "OLGA", { client: { locked: true } });
const held = buyerOf("MILL", "OLGA", { client: { holdUntil: day("2026-12-31") } });

describe("a lock to an owner who may hold no client", () => {
  it.each<[Partial<Rep>, string]>([
    [{ activeTo: day("2026-11-15") }, "leaves on 2026-11-15, before 2026Q4 ends"],
    [{ activeFrom: day("2027-01-01") }, "starts on 2027-01-01, after 2026Q4"],
    [{ excluded: true }, "is excluded by the config"],
    [{ role: "desk" }, "has the role desk"],
  ])("%j holds nothing: the client moves, forced, and the lock is told", async (more, words) => {
    const owner = { ...olga, ...more };
    for (const profile of [mill, held]) {
      const { plan, row } = await planFor([profile], [owner, ben]);
      expect(row("MILL")).toMatchObject({ change: "moved", forced: true, seating: { seller: "BEN" } });
      expect(row("MILL").reason).toContain(words);
      expect(plan.findings).toMatchObject([
        { code: "EB501", message: `Client MILL (MILL) is held with Olga Owner, who ${words}` },
      ]);
    }
  });

  it("holds with one who may, and then nothing is told", async () => {
    const { row, context } = await planFor([mill], [olga, ben]);
    expect(row("MILL")).toMatchObject({ change: "kept" });
    expect(lockedToNobody(mill.client, context)).toBeUndefined();
    expect(lockedToNobody(mill.client, contextOf([ben]))?.message).toContain("OLGA, who is not in the reps table");
  });
});

describe("a lock of a complex client to a junior", () => {
  it("does not beat the guard: the client is unplaced and both rules are named", async () => {
    const junior = { ...olga, level: "junior", levelRank: 0 };
    const complex = buyerOf("MILL", "OLGA", { label: "consultative", complexity: 72, client: { locked: true } });
    const { plan, row } = await planFor([complex], [junior, ben]);
    expect(row("MILL").change).toBe("unplaced");
    expect(plan.unplaced[0]?.stops.map(({ code }) => code).sort()).toEqual(["EB201", "EB208"]);
  });
});
