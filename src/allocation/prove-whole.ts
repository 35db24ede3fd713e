import { clipMultiplier } from "./bounds/multipliers.ts";
import type { Model } from "./model.ts";
import { cheapest, modelCost, type Proof, type ProofContext, placeCost, priceBudgets, solvePart } from "./prove.ts";
import type { Relaxation } from "./relax.ts";
import { selectCandidates } from "./search/candidates.ts";

/**
 * Places that HiGHS is given at most, beyond one for each unit, and the nodes of its tree: some seconds of work. With more places than that
 * only the cheapest are given, which improves the assignment and proves nothing.
 */
const EFFORT = {
  quick: { places: 400, nodes: 50, gap: 1e-3 },
  normal: { places: 900, nodes: 2000, gap: 1e-4 },
  thorough: { places: 2500, nodes: 20_000, gap: 0 },
} as const;

/** Models with more units than this are not for branch and bound in one piece, however few places they are given. */
const MOST_UNITS = 1000;

/**
 * Solves the whole model, budgets and all, by branch and bound over the places that a better assignment could use: those whose reduced
 * cost is below what the assignment costs above the bound (reduced cost fixing, Dantzig, Fulkerson & Johnson 1954). What comes out is
 * judged by `evaluate` as everything else is.
 */
export async function proveWhole(
  model: Model,
  relaxation: Relaxation,
  known: Proof,
  { judge, session, control, effort }: ProofContext,
): Promise<Proof> {
  const objective = modelCost(model, known.pairOf);
  const excess = objective - Math.max(known.bound, relaxation.bound);
  const limits = EFFORT[effort];
  if (model.unitCount > MOST_UNITS || !Number.isFinite(excess) || excess <= limits.gap * Math.abs(objective))
    return known;
  if (await control.shouldStop()) return known;
  const multipliers = relaxation.multipliers.map((value, row) => clipMultiplier(model, row, value));
  const priced = priceBudgets(model, multipliers);
  const reduced = reducedCosts(priced, multipliers);
  const useful = excess * (1 + 1e-9);
  const cheapestFew = reduced.values.filter((cost) => cost <= useful).sort();
  const complete = cheapestFew.length <= limits.places + model.unitCount;
  const most = complete ? useful : (cheapestFew[limits.places + model.unitCount] as number);
  const candidates = selectCandidates(
    model,
    (unit, place) => place === known.pairOf[unit] || (reduced.of(unit, place) as number) <= most,
  );
  const solved = await solvePart(model, candidates, known.pairOf, session, {
    mip_max_nodes: limits.nodes,
    mip_rel_gap: limits.gap,
    ...control.highsTimeLimit(),
  });
  const better = judge(solved.pairOf) < judge(known.pairOf) ? solved.pairOf : known.pairOf;
  const bound = complete ? Math.max(known.bound, Math.min(objective, solved.bound)) : known.bound;
  return { pairOf: better, bound };
}

/** Reduced cost of every place of every unit; forbidden places cost `Infinity`. */
function reducedCosts(model: Model, multipliers: Float64Array) {
  const least = Float64Array.from({ length: model.unitCount }, (_, unit) => cheapest(model, multipliers, unit));
  const of = (unit: number, place: number) => placeCost(model, multipliers, unit, place) - (least[unit] as number);
  const values = new Float64Array(model.pairAgent.length + model.unitCount);
  for (let unit = 0; unit < model.unitCount; unit++) {
    values[model.pairAgent.length + unit] = of(unit, -1);
    for (let pair = model.pairStart[unit] as number; pair < (model.pairStart[unit + 1] as number); pair++) {
      values[pair] = of(unit, pair);
    }
  }
  return { of, values };
}
