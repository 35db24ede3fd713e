import fc from "fast-check";
import { expect, test } from "vitest";
import { dualValue } from "../../src/allocation/bounds/dual-value.ts";
import { canonicalOrder } from "../../src/allocation/canonical-order.ts";
import { excessModel } from "../../src/allocation/excess-model.ts";
import { buildModel } from "../../src/allocation/model.ts";
import { Random } from "../../src/allocation/random.ts";
import { RunControl } from "../../src/allocation/run-control.ts";
import { CyclicTransfer } from "../../src/allocation/search/cyclic-transfer.ts";
import { improveByKicks } from "../../src/allocation/search/kicks.ts";
import { SearchState } from "../../src/allocation/search-state.ts";
import { cheapestPairs } from "../../src/allocation/shortlist.ts";
import { soften } from "../../src/allocation/softened.ts";
import { arbitraryProblem } from "./arbitrary-problem.ts";

const problems = arbitraryProblem({ units: 14, agents: 5, hard: true }).filter(({ unitCount }) => unitCount > 0);

function anywhere(model: ReturnType<typeof buildModel>, random: Random): Int32Array {
  return Int32Array.from({ length: model.unitCount }, (_, unit) => {
    const from = model.pairStart[unit] as number;
    const count = (model.pairStart[unit + 1] as number) - from;
    const draw = random.below(count + 1);
    return draw === count ? -1 : from + draw;
  });
}

test("whatever the multipliers, an assignment costs the bound and its excess, and no excess is negative", () => {
  fc.assert(
    fc.property(problems, fc.integer(), (problem, seed) => {
      const model = soften(buildModel(problem, canonicalOrder(problem)));
      const random = new Random(seed);
      const multipliers = Float64Array.from({ length: model.rowCount }, () => 20 * (random.fraction() - 0.5));
      const places = anywhere(model, random);
      const excess = new SearchState(excessModel(model, multipliers), places).cost;
      const cost = new SearchState(model, places).cost;
      const { bound } = dualValue(model, multipliers);
      const rounding = 1e-9 * (1 + Math.abs(cost) + Math.abs(bound));
      expect(excess).toBeGreaterThanOrEqual(-rounding);
      expect(Math.abs(bound + excess - cost)).toBeLessThanOrEqual(rounding);
    }),
    { numRuns: 200 },
  );
});

test("cyclic transfers and kicks never make a plan dearer, keep each unit in one place, and count right", async () => {
  await fc.assert(
    fc.asyncProperty(problems, fc.integer(), async (problem, seed) => {
      const random = new Random(seed);
      const soft = soften(buildModel(problem, canonicalOrder(problem)));
      const model = excessModel(soft, new Float64Array(soft.rowCount));
      const state = new SearchState(model, anywhere(model, random));
      const before = state.cost;
      const places = cheapestPairs(model, 5);
      const transfer = new CyclicTransfer(state, places, { length: 4, looks: 500 }, random);
      for (let unit = 0; unit < model.unitCount; unit++) transfer.push(unit);
      transfer.descend(5000);
      await improveByKicks(state, transfer, places, {
        random,
        looks: 20_000,
        control: new RunControl({ seed: 1, effort: "quick" }),
      });
      const counted = state.cost;
      state.rescore();
      const rounding = 1e-6 * (1 + Math.abs(before));
      expect(Math.abs(counted - state.cost)).toBeLessThanOrEqual(rounding);
      expect(state.cost).toBeLessThanOrEqual(before + rounding);
      expect(state.members.flat().length).toBe(state.agentOf.filter((agent) => agent >= 0).length);
    }),
    { numRuns: 60 },
  );
});
