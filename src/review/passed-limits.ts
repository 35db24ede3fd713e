import { type Portion, type TermCost, total, whereIs } from "../planning/move-costs.ts";
import { ROUNDING } from "../planning/overruns.ts";
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

/**
 * The soft limits that a rep passes with a unit, and the budgets.
 * @param terms what the move of the unit to `to` costs.
 */
export function passedLimits(
  terms: readonly TermCost[],
  unit: number,
  to: Portion,
  held: HeldSeat,
  context: RuleContext,
): PassedLimit[] {
  const { model, state } = held;
  const own = whereIs(model, state, unit).filter(({ agent }) => agent === to.agent);
  const caps = model.caps.flatMap((rule, index): PassedLimit[] => {
    const added = (to.uses[index] ?? 0) - total(own.map(({ uses }) => uses[index] ?? 0));
    const use = (state.uses[index]?.[to.agent] ?? 0) + added;
    const most = model.problem.caps[index]?.capacity[to.agent] ?? Number.POSITIVE_INFINITY;
    const passes = !rule.hard && added > 0 && use > most + ROUNDING;
    return passes ? [{ code: rule.code, rule: rule.name, unit: rule.unit, use, most }] : [];
  });
  const budgets = terms.flatMap((term) =>
    term.term === "budget" && term.points > 0 ? [passedBudget(term.index, unit, held, context)] : [],
  );
  return [...caps, ...budgets];
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
