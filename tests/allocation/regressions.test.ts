import { expect, test } from "vitest";
import { type AllocationProblem, solveAllocation } from "../../src/allocation/index.ts";
import { Random } from "../../src/allocation/random.ts";

function problemOf(more: Partial<AllocationProblem> & Pick<AllocationProblem, "unitCount" | "agentCount">) {
  const pairs = more.unitCount * more.agentCount;
  return {
    pairStart: Int32Array.from({ length: more.unitCount + 1 }, (_, unit) => unit * more.agentCount),
    pairAgent: Int32Array.from({ length: pairs }, (_, pair) => pair % more.agentCount),
    pairCost: new Float64Array(pairs),
    unplacedCost: new Float64Array(more.unitCount).fill(40),
    measures: [],
    caps: [],
    budgets: [],
    home: new Int32Array(more.unitCount).fill(-1),
    ...more,
  };
}

const hardCap = (use: Float64Array, capacity: readonly number[]) => ({
  name: "room",
  use,
  usePerPair: false,
  capacity: Float64Array.from(capacity),
  overflowPrice: Number.POSITIVE_INFINITY,
});

test("too little room for all is no proof that nothing fits: beyond 20,000 pairs the bound stays below the optimum", async () => {
  const [units, agents] = [2001, 10];
  const random = new Random(7);
  const cost = Float64Array.from({ length: units }, () => 100 * random.fraction());
  const unplacedCost = Float64Array.from({ length: units }, () => 1000 + 1e6 * random.fraction());
  const room = 1200;
  const problem = problemOf({
    unitCount: units,
    agentCount: agents,
    pairCost: Float64Array.from({ length: units * agents }, (_, pair) => cost[Math.floor(pair / agents)] as number),
    unplacedCost,
    caps: [hardCap(new Float64Array(units).fill(1), Array(agents).fill(room / agents))],
  });
  // All agents cost the same: those stay out for whom that costs least more.
  const more = unplacedCost.map((one, unit) => one - (cost[unit] as number)).sort();
  const optimum =
    cost.reduce((sum, one) => sum + one, 0) + more.slice(0, units - room).reduce((sum, one) => sum + one, 0);
  const result = await solveAllocation(problem, { seed: 1, effort: "quick" });
  expect(result.bound).toBeLessThanOrEqual(optimum * (1 + 1e-9));
  expect(result.objective).toBeGreaterThanOrEqual(optimum * (1 - 1e-9));
  expect(result.gap).toBeLessThan(0.01);
});

test("a hard limit that only a feather breaks is kept all the same", async () => {
  const problem = problemOf({
    unitCount: 3,
    agentCount: 2,
    pairCost: Float64Array.of(0, 30, 0, 0, 0, 0),
    caps: [hardCap(Float64Array.of(1e-5, 1, 1), [0, 8])],
  });
  const result = await solveAllocation(problem, { seed: 1, effort: "quick" });
  expect([result.objective, result.status]).toEqual([30, "optimal"]);
});

test("four parts with one place left each are proved without a note", async () => {
  const of3 = [0, 30, 0, 0, 0, 0];
  const problem = problemOf({
    unitCount: 12,
    agentCount: 8,
    pairStart: Int32Array.from({ length: 13 }, (_, unit) => 2 * unit),
    pairAgent: Int32Array.from({ length: 24 }, (_, pair) => 2 * Math.floor(pair / 6) + (pair % 2)),
    pairCost: Float64Array.from({ length: 24 }, (_, pair) => of3[pair % 6] as number),
    caps: [
      hardCap(
        Float64Array.from({ length: 12 }, (_, unit) => (unit % 3 === 0 ? 0.1 : 1)),
        Array.from({ length: 8 }, (_, agent) => (agent % 2 === 0 ? 0 : 8)),
      ),
    ],
  });
  const result = await solveAllocation(problem, { seed: 1, effort: "normal" });
  expect([result.objective, result.status, result.statistics.notes]).toEqual([120, "optimal", []]);
});

test("what an agent costs whom no unit can go to is in the bound", async () => {
  const problem = problemOf({
    unitCount: 2,
    agentCount: 3,
    // Nobody may go to the third.
    pairStart: Int32Array.from([0, 2, 4]),
    pairAgent: Int32Array.from([0, 1, 0, 1]),
    pairCost: new Float64Array(4),
    measures: [
      {
        name: "hours",
        load: Float64Array.from([3, 5]),
        target: Float64Array.from([2, 3, 3]),
        scale: Float64Array.from([2, 3, 3]),
        weight: 1,
        penalty: { at: [-0.5, 0, 0.5], slope: [-10, -1, 1, 10] },
      },
    ],
  });
  const { objective, bound, gap } = await solveAllocation(problem, { seed: 1, effort: "quick" });
  expect(objective).toBeGreaterThan(5);
  expect(bound).toBeLessThanOrEqual(objective);
  expect(gap).toBeLessThan(1e-9);
});
