import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalOrder } from "../../src/allocation/canonical-order.ts";
import { evaluate } from "../../src/allocation/index.ts";
import { buildModel, type Model, toAssignment } from "../../src/allocation/model.ts";
import { Random } from "../../src/allocation/random.ts";
import { SearchState } from "../../src/allocation/search-state.ts";
import { soften } from "../../src/allocation/softened.ts";
import { arbitraryProblem } from "./arbitrary-problem.ts";

function randomPlace(model: Model, unit: number, random: Random): number {
  const from = model.pairStart[unit] as number;
  const count = (model.pairStart[unit + 1] as number) - from;
  const draw = random.below(count + 1);
  return draw === count ? -1 : from + draw;
}

test("the running cost of any series of moves equals counting anew, and the judge's objective", () => {
  fc.assert(
    fc.property(arbitraryProblem({ units: 10, agents: 5 }), fc.integer(), (problem, seed) => {
      fc.pre(problem.unitCount > 0);
      const model = soften(buildModel(problem, canonicalOrder(problem)));
      const random = new Random(seed);
      const state = new SearchState(model, new Int32Array(model.unitCount).fill(-1));
      for (let move = 0; move < 40; move++) {
        const first = random.below(model.unitCount);
        const second = random.below(model.unitCount);
        const pair = randomPlace(model, first, random);
        if (second === first) state.apply(first, pair, state.shiftDelta(first, pair));
        else {
          // Any two units and places: swaps, chains, two that share one agent only or none.
          const other = randomPlace(model, second, random);
          state.applyExchange(first, pair, second, other, state.exchangeDelta(first, pair, second, other));
        }
      }
      const running = state.cost;
      state.rescore();
      expect(running).toBeCloseTo(state.cost, 6);
      expect(evaluate(problem, toAssignment(model, state.pairOf)).objective).toBeCloseTo(state.cost, 6);
    }),
    { numRuns: 200 },
  );
});

test("a state that is rolled back is what it was", () => {
  fc.assert(
    fc.property(arbitraryProblem({ units: 10, agents: 5 }), fc.integer(), (problem, seed) => {
      fc.pre(problem.unitCount > 0);
      const model = soften(buildModel(problem, canonicalOrder(problem)));
      const random = new Random(seed);
      const start = Int32Array.from({ length: model.unitCount }, (_, unit) => randomPlace(model, unit, random));
      const state = new SearchState(model, start);
      const { cost } = state;
      const away = [...state.away].sort();
      state.journal = [];
      for (let move = 0; move < 20; move++) {
        const unit = random.below(model.unitCount);
        const place = randomPlace(model, unit, random);
        state.apply(unit, place, state.shiftDelta(unit, place));
      }
      state.rollBack(cost);
      expect(state.pairOf).toEqual(start);
      expect([...state.away].sort()).toEqual(away);
      state.rescore();
      expect(state.cost).toBeCloseTo(cost, 6);
    }),
    { numRuns: 100 },
  );
});
