import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hoursByLevel } from "../../src/planning/hours-by-level.ts";
import { undone, type Work } from "../../src/planning/hours-flow.ts";
import { buildSeatModel } from "../../src/planning/seat-model.ts";
import { contextOf, repId, repOf } from "../rules/cast.ts";
import { buyerOf } from "./small-plan.ts";

const works = fc.array(
  fc.record({ amount: fc.integer({ min: 0, max: 12 }), workers: fc.uniqueArray(fc.integer({ min: 0, max: 3 })) }),
  { maxLength: 5 },
);
const capacities = fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 4, maxLength: 4 });

/** Hall's condition: what any set of works needs beyond all who may do it stays undone. */
function mostUndone(all: readonly Work[], capacity: readonly number[]): number {
  let most = 0;
  for (let set = 0; set < 1 << all.length; set++) {
    const chosen = all.filter((_, at) => (set >> at) & 1);
    const may = new Set(chosen.flatMap(({ workers }) => workers));
    const there = [...may].reduce((sum, worker) => sum + (capacity[worker] ?? 0), 0);
    most = Math.max(most, chosen.reduce((sum, { amount }) => sum + amount, 0) - there);
  }
  return most;
}

describe("hours that nobody has", () => {
  it("are those of the worst set of works, and of the last ones", () => {
    fc.assert(
      fc.property(works, capacities, (all, capacity) => {
        const open = undone(all, capacity);
        open.reduce((sum, own, at) => {
          expect(sum + own).toBe(mostUndone(all.slice(0, at + 1), capacity));
          return sum + own;
        }, 0);
      }),
    );
  });

  it("stand at the lowest level that would mend them, in the client's region", () => {
    const reps = [
      repOf({ id: repId("J"), level: "junior", levelRank: 0, regions: ["North"], quarterHours: 100 }),
      repOf({ id: repId("S"), level: "senior", levelRank: 2, regions: ["North", "South"], quarterHours: 50 }),
    ];
    const client = (region: string) => ({ region });
    const buyers = [
      buyerOf("hard", "S", { client: client("North"), label: "consultative", complexity: 70, hours: { seller: 45 } }),
      buyerOf("easy", "S", { client: client("South"), hours: { seller: 20 } }),
      buyerOf("north", "J", { client: client("North"), hours: { seller: 30 } }),
    ];
    const context = contextOf(reps);
    expect(hoursByLevel(buildSeatModel(buyers, "seller", reps, context), context)).toEqual([
      // The senior's hours in equal parts; the junior may not help in the South.
      line("North", "junior", { clients: 1, neededHours: 30, thereHours: 100 }),
      line("North", "middle", { clients: 1, neededHours: 45 }),
      line("North", "senior", { thereHours: 25 }),
      line("South", "junior", { clients: 1, neededHours: 20, shortHours: 15, shortFte: 0.1 }),
      line("South", "senior", { thereHours: 25 }),
    ]);
  });
});

function line(region: string, level: string, more: object) {
  const none = { clients: 0, neededHours: 0, thereHours: 0, shortHours: 0, shortFte: 0 };
  return { seat: "seller", region, level, ...none, ...more };
}
