import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluate, solveAllocation } from "../../src/allocation/index.ts";
import { arbitraryProblem, renumber } from "./arbitrary-problem.ts";
import { bruteForce } from "./brute-force.ts";

const QUICK = { seed: 1, effort: "quick" } as const;
const near = (value: number): number => 1e-7 * (1 + Math.abs(value));

test("bound <= optimum <= objective, and the optimum is found on small problems", async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryProblem({ units: 6, agents: 3, hard: true }), async (problem) => {
      const result = await solveAllocation(problem, QUICK);
      const optimum = bruteForce(problem);
      expect(result.bound).toBeLessThanOrEqual(optimum + near(optimum));
      expect(result.objective).toBeGreaterThanOrEqual(optimum);
      if (Number.isFinite(optimum)) expect(result.objective).toBeLessThanOrEqual(optimum + near(optimum));
    }),
    { numRuns: 40 },
  );
});

test("renumbering units and agents changes no bit of the objective and the bound", async () => {
  const renumbered = arbitraryProblem({ units: 9, agents: 5, hard: true }).chain((problem) =>
    fc.record({
      problem: fc.constant(problem),
      units: fc.shuffledSubarray([...Array(problem.unitCount).keys()], { minLength: problem.unitCount }),
      agents: fc.shuffledSubarray([...Array(problem.agentCount).keys()], { minLength: problem.agentCount }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(renumbered, async ({ problem, units, agents }) => {
      const straight = await solveAllocation(problem, QUICK);
      const shuffled = await solveAllocation(renumber(problem, units, agents), QUICK);
      expect(shuffled.objective).toBe(straight.objective);
      expect(shuffled.bound).toBe(straight.bound);
    }),
    { numRuns: 40 },
  );
});

test("the terms add up to the objective that is reported", async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryProblem({ units: 8, agents: 4 }), async (problem) => {
      const result = await solveAllocation(problem, QUICK);
      const judged = evaluate(problem, result.assignment);
      expect(result.objective).toBe(judged.objective);
      expect(result.terms).toEqual(judged.terms);
    }),
    { numRuns: 30 },
  );
});

test("the same seed gives the same bytes", async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryProblem({ units: 12, agents: 4 }), fc.integer(), async (problem, seed) => {
      const options = { seed, effort: "quick" } as const;
      expect(await solveAllocation(problem, options)).toEqual(await solveAllocation(problem, options));
    }),
    { numRuns: 20 },
  );
});

test("the plan is never worse than the present assignment", async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryProblem({ units: 12, agents: 4, hard: true }), async (problem) => {
      const home = Int32Array.from(problem.home, (agent, unit) => {
        const row = problem.pairAgent.subarray(problem.pairStart[unit], problem.pairStart[unit + 1]);
        return row.includes(agent) ? agent : -1;
      });
      const result = await solveAllocation(problem, QUICK);
      expect(result.objective).toBeLessThanOrEqual(evaluate(problem, home).objective);
    }),
    { numRuns: 50 },
  );
});
