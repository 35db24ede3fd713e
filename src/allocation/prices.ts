import type { Model } from "./model.ts";
import type { AllocationProblem, ScarcityPrices } from "./problem.ts";

/** The multipliers of the rows, back in the caller's numbering. */
export function scarcityPrices(problem: AllocationProblem, model: Model, multipliers: Float64Array): ScarcityPrices {
  const ofKind = (kind: number): Float64Array => {
    const prices = new Float64Array(model.agentCount);
    model.order.agents.forEach((agent, index) => {
      prices[agent] = (multipliers[index * model.rowKinds + kind] as number) + 0;
    });
    return prices;
  };
  return {
    balance: problem.measures.map((_, index) => ofKind(index)),
    caps: problem.caps.map((_, index) => ofKind(problem.measures.length + index)),
    budgets: multipliers.slice(model.agentCount * model.rowKinds),
  };
}
