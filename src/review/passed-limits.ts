import { type Portion, type TermCost, total } from "../planning/move-costs.ts";
import type { HeldSeat } from "../planning/seat-plan.ts";
import type { BudgetRule, RuleContext } from "../rules/rule.ts";

/** A soft limit that a move would pass, or pass further: it may be, at a price above every balance, and `check` finds it. */
export interface PassedLimit {
  readonly code: string;
  readonly rule: string;
  /** Unit of `use` and `most`: h, clients, or cents. */
  readonly unit: string;
  readonly use: number;
  readonly most: number;
  /** Of a budget: the key of the config, what it is, and what it has to be at least. */
  readonly setting?: { readonly key: string; readonly from: number; readonly to: number };
}

/** @param terms what the move of the unit to `to` costs. */
export function passedLimits(
  terms: readonly TermCost[],
  unit: number,
  to: Portion,
  held: HeldSeat,
  context: RuleContext,
): PassedLimit[] {
  const { model, state } = held;
  return terms.flatMap((term): PassedLimit[] => {
    if (!(term.points > 0 && Number.isFinite(term.points))) return [];
    if (term.term === "budget") return [passedBudget(term.index, unit, held, context)];
    if (term.term !== "cap") return [];
    const { rule, index } = term;
    const use = (state.uses[index]?.[to.agent] ?? 0) + (to.uses[index] ?? 0);
    const most = model.problem.caps[index]?.capacity[to.agent] ?? Number.POSITIVE_INFINITY;
    return [{ code: rule.code, rule: rule.name, unit: rule.unit, use, most }];
  });
}

/** What hard caps must release is no part of the config's share, here as in the model. */
function passedBudget(index: number, unit: number, { model, state }: HeldSeat, { config }: RuleContext): PassedLimit {
  const rule = model.budgets[index] as BudgetRule;
  const { use, limit } = model.problem.budgets[index] as (typeof model.problem.budgets)[number];
  const spent = (state.spent[index] ?? 0) + (use[unit] ?? 0);
  const most = model.budgetLimits[index] as number;
  const needed = spent - (limit - most);
  const whole = total(model.units.flatMap(({ members }) => members.map(rule.use)));
  const [key = ""] = rule.options;
  const { revenue_share, client_share } = config.limits.move_budget;
  const from = rule.measure === "revenue" ? revenue_share : client_share;
  return {
    code: rule.code,
    rule: rule.name,
    unit: rule.measure === "revenue" ? "cents" : "clients",
    use: needed,
    most,
    // To the next hundredth of a percent, so that the setting does have room.
    setting: { key, from, to: Math.ceil((needed / whole) * 10_000 - 1e-9) / 10_000 },
  };
}
