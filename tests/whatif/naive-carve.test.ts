import { describe, expect, it } from "vitest";
import { presentAssignment } from "../../src/planning/present.ts";
import { naiveCarve } from "../../src/whatif/naive-carve.ts";
import { buyerOf, planFor } from "../planning/small-plan.ts";
import { configOf, contextOf, repId, repOf } from "../rules/cast.ts";

const senior = (id: string) => repOf({ id: repId(id), name: id, level: "senior", levelRank: 2, regions: ["North"] });
const newcomer = repOf({ id: repId("NEW1"), level: "junior", levelRank: 0, regions: ["North"] });
const reps = [senior("R1"), senior("R2"), newcomer];
const north = { region: "North" };
const easy = (id: string, owner: string) => buyerOf(id, owner, { client: north, revenue: 9000, hours: { seller: 3 } });
const hard = (id: string, owner?: string) =>
  buyerOf(id, owner, { client: north, label: "consultative", complexity: 80, revenue: 2000, hours: { seller: 15 } });
const book = [
  hard("H1", "R1"),
  hard("H2", "R1"),
  hard("H3", "R2"),
  easy("E1", "R1"),
  easy("E2", "R1"),
  easy("E3", "R2"),
];

const given = (clients = book) => {
  const context = contextOf(reps);
  const carved = naiveCarve(clients, presentAssignment(clients, context), [newcomer], context);
  return clients.map(({ client }) => client.id).filter((id) => carved.get(id)?.seller === newcomer.id);
};

describe("the usual carve", () => {
  it("hands over an even number, of those that bring least for their hours, which are the hardest", () => {
    expect(given()).toEqual(["H1", "H2"]);
  });

  it("gives what nobody has first", () => {
    expect(given([...book, hard("H0")])).toEqual(["H1", "H0"]);
  });

  it("keeps locks, and leaves other regions alone", () => {
    const locked = book.map((one) =>
      one.client.id === "H1" ? { ...one, client: { ...one.client, locked: true } } : one,
    );
    expect(given(locked)).toEqual(["H2", "E1"]);
    const south = book.map((one) => ({ ...one, client: { ...one.client, region: "South" } }));
    expect(given(south)).toEqual([]);
  });

  it("differs from evenbook's plan in what counts: no client is too complex for who joins", async () => {
    const { plan } = await planFor(book, reps, {
      config: configOf({ limits: { move_budget: { revenue_share: 1, client_share: 1 } } }),
    });
    const taken = plan.rows
      .filter(({ seating }) => seating.seller === newcomer.id)
      .map(({ profile }) => profile.client.id);
    expect(taken.length).toBeGreaterThan(0);
    expect(taken.every((id) => id.startsWith("E"))).toBe(true);
  });
});
