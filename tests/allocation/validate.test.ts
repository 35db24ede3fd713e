import { expect, test } from "vitest";
import { type AllocationProblem, evaluate, solveAllocation } from "../../src/allocation/index.ts";

const GOOD: AllocationProblem = {
  unitCount: 2,
  agentCount: 2,
  pairStart: Int32Array.of(0, 2, 3),
  pairAgent: Int32Array.of(0, 1, 1),
  pairCost: Float64Array.of(0, 1, 2),
  unplacedCost: Float64Array.of(5, 5),
  measures: [],
  caps: [],
  budgets: [],
  home: Int32Array.of(0, -1),
};

const MEASURE = {
  name: "hours",
  load: Float64Array.of(1, 2),
  target: Float64Array.of(1, 1),
  scale: Float64Array.of(1, 1),
  weight: 1,
  penalty: { at: [0], slope: [-1, 1] },
};

const MALFORMED: [string, Partial<AllocationProblem>, string][] = [
  ["a cost that is no number", { pairCost: Float64Array.of(0, Number.NaN, 2) }, "pairCost[1] is NaN"],
  ["a negative cost", { pairCost: Float64Array.of(0, -1, 2) }, "pairCost[1] is -1"],
  ["too few costs", { pairCost: Float64Array.of(0) }, "pairCost has 1 entries, not 3"],
  ["unsorted agents", { pairAgent: Int32Array.of(1, 0, 1) }, "the agents of unit 0 do not ascend: 1, then 0"],
  ["an agent that is not there", { pairAgent: Int32Array.of(0, 2, 1) }, "pairAgent[1] of unit 0 is 2"],
  ["starts that descend", { pairStart: Int32Array.of(0, 2, 1) }, "pairStart[2] is 1"],
  ["a home that is not there", { home: Int32Array.of(0, 7) }, "home[1] is 7"],
  ["a fraction of a unit", { unitCount: 1.5 }, "unitCount is 1.5"],
  ["a penalty that is not convex", { measures: [{ ...MEASURE, penalty: { at: [0], slope: [1, -1] } }] }, "convex"],
  ["breakpoints that descend", { measures: [{ ...MEASURE, penalty: { at: [1, 0], slope: [0, 1, 2] } }] }, "ascend"],
  ["a scale of zero", { measures: [{ ...MEASURE, scale: Float64Array.of(1, 0) }] }, "measures[0].scale[1] is 0"],
];

test.each(MALFORMED)("%s is refused with its place", async (_, change, message) => {
  await expect(solveAllocation({ ...GOOD, ...change }, { seed: 1, effort: "quick" })).rejects.toThrow(RangeError);
  await expect(solveAllocation({ ...GOOD, ...change }, { seed: 1, effort: "quick" })).rejects.toThrow(message);
});

test("options out of their range are refused", async () => {
  await expect(solveAllocation(GOOD, { seed: Number.NaN, effort: "quick" })).rejects.toThrow("seed is NaN");
  await expect(solveAllocation(GOOD, { seed: 1, effort: "hard" as "quick" })).rejects.toThrow('effort is "hard"');
});

test("the judge refuses a unit with an agent that may not take it", () => {
  expect(() => evaluate(GOOD, Int32Array.of(0, 0))).toThrow("unit 1 may not go to agent 0");
});

test("the judge counts each term as the formula says", () => {
  const problem: AllocationProblem = {
    ...GOOD,
    measures: [{ ...MEASURE, weight: 2, penalty: { at: [-1, 0, 1], slope: [-10, -1, 1, 10] } }],
    caps: [
      { name: "cap", use: Float64Array.of(4, 4), usePerPair: false, capacity: Float64Array.of(9, 3), overflowPrice: 7 },
    ],
    budgets: [{ name: "moved", use: Float64Array.of(6, 6), limit: 5, overflowPrice: 0.5 }],
  };
  const { objective, terms } = evaluate(problem, Int32Array.of(1, -1));
  // Agent 0 has nothing (1 below its target), agent 1 has 1 (on target) and 4 of a cap of 3; the first unit left its home.
  expect(terms).toEqual({ pairs: 1, unplaced: 5, balance: [2], caps: [7], budgets: [0.5] });
  expect(objective).toBe(15.5);
});
