import type { Frontier } from "../planning/frontier.ts";
import type { RuleContext } from "../rules/rule.ts";
import { fourDecimals, tenths } from "./numbers.ts";
import { figureValues, moveValues } from "./plan-document.ts";

/** The frontier as one JSON document: what `--json` prints and the table is drawn from. Money in cents, shares from 0 to 1. */
export function frontierDocument(version: string, { points, knee }: Frontier, context: RuleContext) {
  const { config, quarter } = context;
  const kneePoint = points[knee ?? -1];
  return {
    evenbook: version,
    quarter: quarter.name,
    seed: config.seed,
    move_budget: config.limits.move_budget,
    points: points.map((point) => ({
      revenue_share: point.revenueShare,
      client_share: fourDecimals(point.clientShare),
      objective: tenths(point.objective),
      bound: tenths(point.bound),
      budget_passed: point.budgetPassed,
      kept_smaller: point.keptSmaller,
      unplaced: point.unplaced,
      ...figureValues(point.figures),
      moves: moveValues(point.moves),
    })),
    knee: kneePoint?.revenueShare ?? null,
    interrupted: points.some(({ interrupted }) => interrupted),
  };
}

export type FrontierDocument = ReturnType<typeof frontierDocument>;
