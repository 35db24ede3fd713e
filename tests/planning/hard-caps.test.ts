import { describe, expect, it } from "vitest";
import { moveFigures } from "../../src/planning/figures.ts";
import { budgetOverruns, chosenMoves } from "../../src/planning/overruns.ts";
import { configOf, repId, repOf } from "../rules/cast.ts";
import { buyerOf, planFor } from "./small-plan.ts";

const junior = repOf({ id: repId("BEN"), name: "Ben Okafor", level: "junior", levelRank: 0 });
const ana = repOf({ id: repId("ANA"), name: "Ana Ruiz" });
const config = configOf({ limits: { max_consultative: { junior: 2 } } });

const consultative = Array.from({ length: 10 }, (_, at) =>
  buyerOf(`C${at}`, "BEN", { label: "consultative", complexity: 10, revenue: 1000 + at }),
);

describe("a junior with ten consultative clients, who may have two", () => {
  it("loses eight, forced, free of the budget and of continuity", async () => {
    const { plan, seatPlans, row } = await planFor(consultative, [junior, ana], { config });
    expect(moveFigures(plan)).toMatchObject({ forced: 8, chosen: 0, revenueChosen: 0, continuity: 1 });
    const moved = plan.rows.filter(({ change }) => change === "moved");
    expect(moved.map(({ reason }) => reason)).toEqual(
      Array(8).fill("Ben Okafor may have 2 consultative clients and has 10"),
    );
    expect(plan.findings.filter(({ code }) => code === "EB303")).toEqual([]);
    expect(row("C9").couldStay).toBe(row("C9").change === "kept");
    const { model, holders } = seatPlans.get("seller") as NonNullable<ReturnType<typeof seatPlans.get>>;
    expect(chosenMoves(model, holders)).toEqual([]);
    // 10% of 10,045 and 15% of 10 clients, as without the cap.
    expect(model.budgetLimits).toEqual([1004_50, 1]);
  });

  it("judges an assignment by the same words: all ten moved, two of them by choice", async () => {
    const { seatPlans } = await planFor(consultative, [junior, ana], { config });
    const { model } = seatPlans.get("seller") as NonNullable<ReturnType<typeof seatPlans.get>>;
    const away = new Map(consultative.map(({ client }) => [client.id, ana.id]));
    expect(chosenMoves(model, away).sort()).toEqual(["C8", "C9"]);
    expect(budgetOverruns(model, away)).toMatchObject([
      { name: "revenue", spent: 2017_00, limit: 1004_50 },
      { name: "clients", spent: 2, limit: 1 },
    ]);
  });

  it("counts those whom nobody may take as forced, too", async () => {
    const other = { ...junior, id: repId("EVA"), name: "Eva Lund" };
    const { plan } = await planFor(consultative, [junior, other], { config });
    expect(moveFigures(plan)).toMatchObject({ forced: 8, chosen: 0, lost: 6 });
    expect(plan.findings.filter(({ code }) => code === "EB303")).toEqual([]);
  });
});
