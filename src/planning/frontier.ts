import { type Allocation, evaluate, type SolveOptions, solveAllocation } from "../allocation/index.ts";
import type { Config } from "../config/schema.ts";
import type { ClientProfile } from "../domain/profile.ts";
import type { Rep } from "../domain/rep.ts";
import type { RuleContext } from "../rules/rule.ts";
import { type Figures, figuresOf, type MoveFigures, moveFigures } from "./figures.ts";
import { kneeOf } from "./knee.ts";
import { inOrder, planWith } from "./make-plan.ts";
import { budgetOverruns } from "./overruns.ts";
import { buildSeatModel } from "./seat-model.ts";
import { seatPlanFrom } from "./seat-plan.ts";

/** The best plan found within one budget. */
export interface FrontierPoint {
  /** Share of the revenue that chosen moves may touch. */
  readonly revenueShare: number;
  readonly clientShare: number;
  /** Points of the seller seat, of which the budget is a part. */
  readonly objective: number;
  /** No plan within the budget has fewer. */
  readonly bound: number;
  /** The plan is that of a smaller budget: the search within this one found none that is better. */
  readonly keptSmaller: boolean;
  /** The chosen moves pass the budget, since a limit could not be kept otherwise; limits come first (EB303). */
  readonly budgetPassed: boolean;
  readonly figures: Figures;
  readonly moves: MoveFigures;
  readonly unplaced: number;
  readonly interrupted: boolean;
}

export interface Frontier {
  /** The smallest budget first. */
  readonly points: readonly FrontierPoint[];
  /** Position of the budget from which more of it begins to pay less; absent where there is no such bend. */
  readonly knee: number | undefined;
}

/**
 * The trade-off between disruption and balance: the plan for each budget of chosen moves, all else as configured. A plan within a smaller
 * budget is a plan within a larger one and costs no more there; where the search finds nothing better it is kept, so the points never rise.
 * @param shares of revenue, ascending.
 */
export async function frontierOf(
  profiles: readonly ClientProfile[],
  reps: readonly Rep[],
  context: RuleContext,
  shares: readonly number[],
  options: SolveOptions,
): Promise<Frontier> {
  const { clients, people } = inOrder(profiles, reps);
  const points: FrontierPoint[] = [];
  let smaller: Int32Array | undefined;
  for (const revenueShare of shares) {
    const clientShare = clientShareFor(revenueShare, context.config);
    const within = withBudget(context, revenueShare, clientShare);
    const model = buildSeatModel(clients, "seller", people, within);
    const found = await solveAllocation(model.problem, options);
    const allocation = betterOf(found, smaller, model.problem);
    smaller = allocation.assignment;
    const seatPlan = seatPlanFrom(model, allocation);
    const { plan } = await planWith(seatPlan, clients, people, within, options);
    points.push({
      ...{ revenueShare, clientShare, keptSmaller: allocation !== found, interrupted: allocation.interrupted },
      objective: allocation.objective,
      bound: allocation.bound,
      budgetPassed: budgetOverruns(model, seatPlan.holders).length > 0,
      figures: figuresOf(plan.rows, plan.assignment, people, within),
      moves: moveFigures(plan),
      unplaced: plan.unplaced.length,
    });
  }
  return { points, knee: kneeOf(points.map(({ revenueShare, objective }) => ({ x: revenueShare, y: objective }))) };
}

/** The clients' budget grows in proportion to the configured ones, so that the configured budget gives the configured plan. */
function clientShareFor(revenueShare: number, { limits: { move_budget: own } }: Config): number {
  if (own.revenue_share === 0) return revenueShare === 0 ? 0 : 1;
  return Math.min(1, (own.client_share * revenueShare) / own.revenue_share);
}

function withBudget(context: RuleContext, revenueShare: number, clientShare: number): RuleContext {
  const { config } = context;
  const move_budget = { revenue_share: revenueShare, client_share: clientShare };
  return { ...context, config: { ...config, limits: { ...config.limits, move_budget } } };
}

/** The smaller budget's plan where it is better under the larger budget than what was found there. */
function betterOf(
  found: Allocation,
  smaller: Int32Array | undefined,
  problem: Parameters<typeof evaluate>[0],
): Allocation {
  if (!smaller) return found;
  const { objective, terms } = evaluate(problem, smaller);
  if (objective >= found.objective) return found;
  const gap = (objective - found.bound) / Math.abs(objective || 1);
  return { ...found, assignment: smaller, objective, terms, gap, status: "feasible" };
}
