import { describe, expect, it } from "vitest";
import { leaversOf, readinessOf, seatShares } from "../../src/planning/readiness.ts";
import { configOf, contextOf, day, repId, repOf } from "../rules/cast.ts";

const junior = { level: "junior", levelRank: 0 };
const reps = [
  repOf({ id: repId("old"), ...junior, hireDay: day("2025-09-15") }),
  repOf({ id: repId("new"), ...junior, hireDay: day("2026-08-31") }),
  repOf({ id: repId("senior"), level: "senior", levelRank: 2, hireDay: day("2026-11-01") }),
  repOf({ id: repId("settled"), hireDay: day("2020-01-01") }),
  repOf({ id: repId("gone"), ...junior, hireDay: day("2026-08-01"), activeTo: day("2026-10-31") }),
  repOf({ id: repId("desk"), ...junior, role: "desk", hireDay: day("2024-01-01"), quarterHours: 200 }),
  repOf({ id: repId("both"), role: "both", quarterHours: 100 }),
];

describe("who will be ready", () => {
  it("has full hours when the ramp ends, and the next level by tenure", () => {
    const ready = readinessOf(reps, contextOf(reps)).map(({ rep, ...when }) => ({ id: rep.id, ...when }));
    expect(ready).toEqual([
      { id: "old", next: { level: "middle", from: day("2026-09-15") } },
      { id: "new", fullFrom: day("2027-02-28"), next: { level: "middle", from: day("2027-08-31") } },
      { id: "senior", fullFrom: day("2027-05-01") },
    ]);
  });

  it("follows the config's ramp and months of service", () => {
    const config = configOf({ capacity: { ramp: [] }, levels: { by_tenure_months: { senior: 24 } } });
    expect(readinessOf(reps, contextOf(reps, { config }))).toEqual([]);
  });
});

it("full-time reps of both roles count half in each seat", () => {
  // Four sellers of 250 h and a fifth of one; who leaves within the quarter takes no clients.
  expect(seatShares(reps, contextOf(reps))).toEqual({ seller: 4.2, desk: 1 });
});

it("who leaves within the quarter has hours until then, and none in a plan from later on", () => {
  const context = contextOf(reps);
  const hours = leaversOf(reps, context).map(({ rep, hours }) => [rep.id, hours]);
  // The 31 days of October of the quarter's 92, at 0.3 of the ramp, of 250 h.
  expect(hours).toEqual([["gone", 25.27]]);
  const later = { ...context, quarter: { ...context.quarter, effectiveDay: day("2026-11-01") } };
  expect(leaversOf(reps, later)).toEqual([]);
});
