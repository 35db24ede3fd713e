import { describe, expect, test } from "vitest";
import { type AllocationProblem, type SolveOptions, solveAllocation } from "../../src/allocation/index.ts";
import { solveWithLoader } from "../../src/allocation/solve.ts";
import { THREE_STEPS } from "./arbitrary-problem.ts";

const QUICK: SolveOptions = { seed: 1, effort: "quick" };

/** Every unit with every agent, at no cost; a test overrides what it is about. */
function complete(unitCount: number, agentCount: number, changes: Partial<AllocationProblem> = {}): AllocationProblem {
  return {
    unitCount,
    agentCount,
    pairStart: Int32Array.from({ length: unitCount + 1 }, (_, unit) => unit * agentCount),
    pairAgent: Int32Array.from({ length: unitCount * agentCount }, (_, pair) => pair % agentCount),
    pairCost: new Float64Array(unitCount * agentCount),
    unplacedCost: new Float64Array(unitCount).fill(100),
    measures: [],
    caps: [],
    budgets: [],
    home: new Int32Array(unitCount).fill(-1),
    ...changes,
  };
}

function evenHours(load: Float64Array, agentCount: number, target: number) {
  return {
    name: "hours",
    load,
    target: new Float64Array(agentCount).fill(target),
    scale: new Float64Array(agentCount).fill(Math.max(1, target)),
    weight: 10,
    penalty: THREE_STEPS,
  };
}

function hardCap(use: Float64Array, capacity: number[], overflowPrice = Number.POSITIVE_INFINITY) {
  return { name: "hours", use, usePerPair: false, capacity: Float64Array.from(capacity), overflowPrice };
}

/** Loads that no two agents can share exactly, so that there is something to search for. */
function uneven(): AllocationProblem {
  const load = Float64Array.from({ length: 60 }, (_, unit) => Math.sqrt(2 + unit));
  const total = load.reduce((sum, value) => sum + value, 0);
  return complete(60, 6, { measures: [evenHours(load, 6, total / 6)] });
}

test("no units and no agents: an empty plan that costs nothing", async () => {
  const result = await solveAllocation(complete(0, 0), QUICK);
  expect(result).toMatchObject({ objective: 0, bound: 0, gap: 0, status: "optimal" });
});

test("no agent: everybody stays unplaced", async () => {
  const result = await solveAllocation(complete(3, 0), QUICK);
  expect([...result.assignment]).toEqual([-1, -1, -1]);
  expect(result).toMatchObject({ objective: 300, gap: 0, status: "optimal" });
});

test("no agent and units that must be placed: infeasible, and said to be proved", async () => {
  const result = await solveAllocation(
    complete(2, 0, { unplacedCost: new Float64Array(2).fill(Number.POSITIVE_INFINITY) }),
    QUICK,
  );
  expect(result).toMatchObject({ objective: Number.POSITIVE_INFINITY, bound: Number.POSITIVE_INFINITY, gap: 0 });
  expect(result.status).toBe("infeasible");
  expect(result.statistics.notes).toContain("no assignment keeps all hard rules");
});

test("one agent takes all", async () => {
  const result = await solveAllocation(complete(4, 1), QUICK);
  expect([...result.assignment]).toEqual([0, 0, 0, 0]);
  expect(result.status).toBe("optimal");
});

test("a unit larger than any agent's hard capacity stays unplaced", async () => {
  const use = Float64Array.of(9, 1, 1);
  const result = await solveAllocation(complete(3, 2, { caps: [hardCap(use, [3, 3])] }), QUICK);
  expect(result.assignment[0]).toBe(-1);
  expect(result).toMatchObject({ objective: 100, status: "optimal" });
});

test("a unit that must be placed and fits nowhere: infeasible, without a throw", async () => {
  const use = Float64Array.of(9, 1, 1);
  const unplacedCost = new Float64Array(3).fill(Number.POSITIVE_INFINITY);
  const result = await solveAllocation(complete(3, 2, { unplacedCost, caps: [hardCap(use, [3, 3])] }), QUICK);
  expect(result.status).toBe("infeasible");
  expect(result.objective).toBe(Number.POSITIVE_INFINITY);
});

test("a negative hard capacity cannot be kept", async () => {
  const result = await solveAllocation(complete(1, 1, { caps: [hardCap(Float64Array.of(1), [-1])] }), QUICK);
  expect(result.status).toBe("infeasible");
});

test("soft caps that nobody can keep: the least overflow, with its price among the prices", async () => {
  const use = new Float64Array(10).fill(1);
  const result = await solveAllocation(complete(10, 2, { caps: [hardCap(use, [2, 2], 3)] }), QUICK);
  expect(result.terms.caps[0]).toBe(18);
  expect(result.status).toBe("optimal");
  expect([...(result.prices.caps[0] as Float64Array)]).toEqual([3, 3]);
});

test("every unit has a single pair: nothing to decide", async () => {
  const problem: AllocationProblem = {
    ...complete(4, 2),
    pairStart: Int32Array.of(0, 1, 2, 3, 4),
    pairAgent: Int32Array.of(0, 0, 0, 1),
    pairCost: new Float64Array(4),
    unplacedCost: new Float64Array(4).fill(1000),
    measures: [evenHours(Float64Array.of(1, 2, 3, 4), 2, 5)],
  };
  const result = await solveAllocation(problem, QUICK);
  expect([...result.assignment]).toEqual([0, 0, 0, 1]);
  expect(result.status).toBe("optimal");
});

test("a measure that is zero everywhere, and loads of zero, change nothing", async () => {
  const zero = new Float64Array(6);
  const result = await solveAllocation(
    complete(6, 3, { measures: [evenHours(zero, 3, 0)], caps: [hardCap(zero, [0, 0, 0])] }),
    QUICK,
  );
  expect(result).toMatchObject({ objective: 0, gap: 0, status: "optimal" });
});

test("two thousand equal units are spread evenly, and proved so", async () => {
  const load = new Float64Array(2000).fill(2);
  const result = await solveAllocation(complete(2000, 4, { measures: [evenHours(load, 4, 1000)] }), QUICK);
  expect(result).toMatchObject({ objective: 0, gap: 0, status: "optimal" });
});

test("numbers of very different size", async () => {
  const load = Float64Array.from({ length: 12 }, (_, unit) => (unit + 1) * 1e9);
  const tiny = Float64Array.from({ length: 12 }, (_, unit) => (unit + 1) * 1e-6);
  const result = await solveAllocation(
    complete(12, 3, { measures: [evenHours(load, 3, 26e9)], caps: [hardCap(tiny, [26e-6, 26e-6, 26e-6], 1e9)] }),
    QUICK,
  );
  expect(result.bound).toBeLessThanOrEqual(result.objective);
  expect(result.objective).toBeLessThan(1e-3);
});

describe("when HiGHS fails", () => {
  const load = Float64Array.from({ length: 40 }, (_, unit) => 1 + (unit % 7));
  const pairCost = Float64Array.from({ length: 160 }, (_, pair) => (pair * 7) % 11);
  const problem = complete(40, 4, { pairCost, measures: [evenHours(load, 4, 38)] });

  test("and cannot be loaded, our own bound and search do", async () => {
    const result = await solveWithLoader(problem, QUICK, () => Promise.reject(new Error("no memory")));
    expect(result.statistics.boundMethod).toBe("Lagrangian prices");
    expect(result.statistics.notes[0]).toContain("no memory");
    expect(result.gap).toBeLessThan(0.2);
  });

  test("and aborts in every call, the run is not lost", async () => {
    const result = await solveWithLoader(problem, QUICK, async () => {
      const aborting = () => {
        throw new Error("unreachable");
      };
      return { createModel: aborting, constants: {} as never };
    });
    expect(result.status).not.toBe("infeasible");
    expect(result.statistics.notes.join()).toContain("unreachable");
  });
});

test("an abort signal gives the best so far, marked as interrupted", async () => {
  const problem = uneven();
  const abort = new AbortController();
  const result = await solveAllocation(problem, {
    seed: 1,
    effort: "thorough",
    signal: abort.signal,
    onProgress: ({ phase }) => {
      if (phase === "search") abort.abort();
    },
  });
  expect(result.interrupted).toBe(true);
  expect(result.objective).toBeLessThan(Number.POSITIVE_INFINITY);
});

test("a time limit of nothing still gives a plan and a valid bound", async () => {
  const result = await solveAllocation(uneven(), { ...QUICK, timeLimitSeconds: 0 });
  expect(result.bound).toBeLessThanOrEqual(result.objective);
  expect(result.interrupted).toBe(false);
  expect(result.statistics.notes).toContain("the time limit ended the search");
});
