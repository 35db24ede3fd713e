import { describe, expect, it } from "vitest";
import { capOverruns } from "../../src/planning/overruns.ts";
import { staffingOf } from "../../src/planning/staffing.ts";
import { configOf, repId, repOf } from "../rules/cast.ts";
import { buyerOf, planFor } from "./small-plan.ts";

const bo = repOf({ id: repId("BO"), name: "Bo Both", role: "both" });
const dana = repOf({ id: repId("DANA"), name: "Dana Kraus", role: "desk" });
const own = (count: number) =>
  Array.from({ length: count }, (_, at) => buyerOf(`C${at}`, "BO", { hours: { seller: 20, desk: 10 } }));

describe("a rep of both roles at the desk", () => {
  it("has the hours that the seller seat leaves, for the share, for staffing and for preferences", async () => {
    // Ten clients of 20 h: 200 of 250 h are gone; 50 h are left beside Dana's 250.
    const result = await planFor(own(10), [bo, dana]);
    const { model } = result.seatPlans.get("desk") as NonNullable<ReturnType<typeof result.seatPlans.get>>;
    expect([...model.hours]).toEqual([50, 250]);
    expect([...(model.problem.measures[0]?.target ?? [])].map((hours) => Math.round(hours * 10) / 10)).toEqual([
      16.7, 83.3,
    ]);
    const { lines } = staffingOf(result.plan, result.seatPlans, result.context);
    expect(lines.map(({ seat, capacityHours }) => [seat, capacityHours])).toEqual([
      ["seller", 250],
      ["desk", 300],
    ]);
  });

  it("counts a client that it serves in both seats once against max_clients", async () => {
    const { seatPlans, plan } = await planFor(own(6), [{ ...bo, maxClients: 6 }]);
    const { model, holders } = seatPlans.get("desk") as NonNullable<ReturnType<typeof seatPlans.get>>;
    expect(holders.size).toBe(6);
    expect(capOverruns(model, holders)).toEqual([]);
    expect(plan.findings).toEqual([]);
  });

  it("counts those of other sellers beside its own", async () => {
    const ana = repOf({ id: repId("ANA"), name: "Ana Ruiz" });
    const clients = [
      ...own(2),
      buyerOf("D0", "ANA", { hours: { seller: 20, desk: 1 }, desk: "BO", client: { locked: true } }),
    ];
    const locked = clients.map((one) => ({ ...one, client: { ...one.client, locked: true } }));
    const { plan } = await planFor(locked, [{ ...bo, maxClients: 2 }, ana], { config: configOf() });
    expect(plan.findings.map(({ message }) => message)).toEqual(["Bo Both has 1 clients in the desk seat, 0 at most"]);
  });
});
