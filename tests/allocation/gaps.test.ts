import { expect, test } from "vitest";
import { type AllocationProblem, solveAllocation } from "../../src/allocation/index.ts";
import { Random } from "../../src/allocation/random.ts";
import { benchInstance } from "../bench/instance.ts";
import { plannedInstance } from "../bench/planned-instance.ts";

// The gaps that a fixed number of iterations certifies. Times stand in docs/benchmarks.md.

test.each([
  ["planned by the tool, 120 x 10", plannedInstance(120, 10, 3), 1e-4],
  ["planned by the tool, 200 x 10", plannedInstance(200, 10, 1), 1e-4],
  ["balance in the foreground, 200 x 10", benchInstance(200, 10, 1), 1e-3],
])("%s: closed with normal effort", async (_, problem, gap) => {
  const result = await solveAllocation(problem, { seed: 1, effort: "normal" });
  expect(result.status).not.toBe("infeasible");
  expect(result.gap).toBeLessThanOrEqual(gap);
});

test.each([
  ["planned by the tool, 600 x 20", plannedInstance(600, 20, 2), 0.03],
  ["balance in the foreground, 400 x 15", benchInstance(400, 15, 2), 0.03],
  ["generalized assignment, type D, 60 x 5", generalizedAssignment(60, 5, 1), 0.01],
  ["generalized assignment, type D, 100 x 10", generalizedAssignment(100, 10, 1), 0.02],
])("%s: near with quick effort", async (_, problem, gap) => {
  const result = await solveAllocation(problem, { seed: 1, effort: "quick" });
  expect(result.status).not.toBe("infeasible");
  expect(result.gap).toBeLessThanOrEqual(gap);
});

/** Type D of P. Chu & J. Beasley (1997): what costs little uses much, and the agents have room for 80% of the mean. */
function generalizedAssignment(units: number, agents: number, seed: number): AllocationProblem {
  const random = new Random(seed);
  const use = Float64Array.from({ length: units * agents }, () => 1 + random.below(100));
  const cost = use.map((one) => 111 - one + random.below(21) - 10);
  const capacity = Float64Array.from({ length: agents }, (_, agent) => {
    const column = use.filter((_, pair) => pair % agents === agent);
    return Math.floor((0.8 * column.reduce((sum, one) => sum + one, 0)) / agents);
  });
  return {
    unitCount: units,
    agentCount: agents,
    pairStart: Int32Array.from({ length: units + 1 }, (_, unit) => unit * agents),
    pairAgent: Int32Array.from({ length: units * agents }, (_, pair) => pair % agents),
    pairCost: cost,
    unplacedCost: new Float64Array(units).fill(Number.POSITIVE_INFINITY),
    measures: [],
    caps: [{ name: "capacity", use, usePerPair: true, capacity, overflowPrice: Number.POSITIVE_INFINITY }],
    budgets: [],
    home: new Int32Array(units).fill(-1),
  };
}
