import fc from "fast-check";
import { expect, test } from "vitest";
import { type AllocationProblem, evaluate, solveAllocation } from "../../src/allocation/index.ts";
import { bruteForce } from "./brute-force.ts";

/**
 * The generalized assignment problem: every job to exactly one machine, at the least cost, where a job takes another share of
 * each machine's capacity.
 */
function generalizedAssignment(cost: number[][], use: number[][], capacity: number[]): AllocationProblem {
  const jobs = cost.length;
  const machines = capacity.length;
  return {
    unitCount: jobs,
    agentCount: machines,
    pairStart: Int32Array.from({ length: jobs + 1 }, (_, job) => job * machines),
    pairAgent: Int32Array.from({ length: jobs * machines }, (_, pair) => pair % machines),
    pairCost: Float64Array.from(cost.flat()),
    unplacedCost: new Float64Array(jobs).fill(Number.POSITIVE_INFINITY),
    measures: [],
    caps: [
      {
        name: "capacity",
        use: Float64Array.from(use.flat()),
        usePerPair: true,
        capacity: Float64Array.from(capacity),
        overflowPrice: Number.POSITIVE_INFINITY,
      },
    ],
    budgets: [],
    home: new Int32Array(jobs).fill(-1),
  };
}

test("a generalized assignment problem is solved to its proved optimum", async () => {
  const table = (most: number) =>
    fc.array(fc.array(fc.integer({ min: 1, max: most }), { minLength: 3, maxLength: 3 }), {
      minLength: 7,
      maxLength: 7,
    });
  await fc.assert(
    fc.asyncProperty(
      table(30),
      table(15),
      fc.array(fc.integer({ min: 10, max: 30 }), { minLength: 3, maxLength: 3 }),
      async (cost, use, capacity) => {
        const problem = generalizedAssignment(cost, use, capacity);
        const optimum = bruteForce(problem);
        const result = await solveAllocation(problem, { seed: 1, effort: "quick" });
        expect(result.objective).toBe(optimum);
        expect(evaluate(problem, result.assignment).objective).toBe(optimum);
        expect(result.status).toBe(Number.isFinite(optimum) ? "optimal" : "infeasible");
      },
    ),
    { numRuns: 25 },
  );
});
