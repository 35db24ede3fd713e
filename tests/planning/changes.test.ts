import { describe, expect, it } from "vitest";
import { moveFigures } from "../../src/planning/figures.ts";
import { repId, repOf } from "../rules/cast.ts";
import { buyerOf, planFor } from "./small-plan.ts";

const north = { region: "North" };
const ana = repOf({ id: repId("ANA"), name: "Ana Ruiz", regions: ["North"] });
const ben = repOf({ id: repId("BEN"), name: "Ben Okafor", regions: ["South"] });
const dana = repOf({ id: repId("DANA"), name: "Dana Kraus", role: "desk", regions: ["South"] });
const both = { seller: 10, desk: 2 };

describe("a seller who changes while the desk seat stays empty", () => {
  const mill = buyerOf("MILL", "BEN", { client: north, hours: both, revenue: 800 });

  it("is told in the row, and counted", async () => {
    const { plan, row } = await planFor([mill], [ana, ben, dana]);
    expect(row("MILL")).toMatchObject({ change: "unplaced", seating: { seller: "ANA" } });
    expect(row("MILL").seatChanges).toMatchObject([
      { seat: "seller", change: "moved", from: "BEN", to: "ANA", leaves: true, forced: true },
      { seat: "desk", change: "unplaced", leaves: false },
    ]);
    expect(row("MILL").reason).toContain("the seller changes, forced: client in North, Ben Okafor serves South");
    expect(moveFigures(plan)).toMatchObject({ forced: 1, chosen: 0, lost: 0, revenueForced: 800_00 });
  });
});

describe("a client that loses its seller", () => {
  it("leaves it, though nobody may take it", async () => {
    const { plan, row } = await planFor([buyerOf("MILL", "BEN", { client: north, revenue: 800 })], [ben]);
    expect(row("MILL").seatChanges).toMatchObject([{ seat: "seller", change: "unplaced", from: "BEN", leaves: true }]);
    expect(row("MILL").reason).toContain("client in North, Ben Okafor serves South");
    expect(moveFigures(plan)).toMatchObject({ forced: 1, lost: 1, revenueForced: 800_00, continuity: undefined });
  });
});

describe("seller and desk", () => {
  const desk = repOf({ id: repId("DESK"), name: "Dana Kraus", role: "desk" });

  it("a change of the desk is no move of the client, and has no part in the budget's figures", async () => {
    const { plan, row } = await planFor([buyerOf("MILL", "ANA", { desk: "GONE", hours: both })], [ana, desk]);
    expect(row("MILL")).toMatchObject({ change: "kept", forced: false });
    expect(row("MILL").reason).toBe("stays with its seller; the desk changes, forced: GONE is not in the reps table");
    expect(moveFigures(plan)).toMatchObject({ forced: 0, chosen: 0, revenueForced: 0, deskForced: 1, continuity: 1 });
  });

  it("a first seller stays one when the desk changes", async () => {
    const { plan, row } = await planFor([buyerOf("MILL", undefined, { desk: "GONE", hours: both })], [ana, desk]);
    expect(row("MILL")).toMatchObject({ change: "new", forced: false });
    expect(row("MILL").reason).toContain("has no seller yet; the desk changes, forced");
    expect(moveFigures(plan)).toMatchObject({ forced: 0, fresh: 1, deskForced: 1 });
  });

  it("a client of the desk alone follows the desk", async () => {
    const { row } = await planFor([buyerOf("MILL", undefined, { desk: "GONE", hours: { desk: 2 } })], [ana, desk]);
    expect(row("MILL")).toMatchObject({ change: "moved", forced: true });
  });
});
