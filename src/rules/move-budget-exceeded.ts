import type { BudgetRule, RuleCard } from "./rule.ts";

const card: Omit<RuleCard, "options"> & { readonly kind: "budget" } = {
  code: "EB303",
  name: "move-budget-exceeded",
  kind: "budget",
  severity: "error",
  what: "Chosen moves touch no more of the revenue and of the clients than the budget allows; forced moves are free.",
  why: "A change of rep costs 13-18% of the client's yearly sales (Journal of Marketing 81(2), 2017): change only what pays.",
  wrong: "Chosen moves of 34% of the revenue with a budget of 20%.",
  right: "The moves that mend most within 20%.",
};

/** Revenue that chosen moves may touch. A client whose returns exceed its orders counts as 0. */
export const moveBudgetRevenue: BudgetRule = {
  ...card,
  measure: "revenue",
  options: ["limits.move_budget.revenue_share"],
  use: (profile) => Math.max(0, profile.signals.revenue12m),
  limit: (total, { config }) => total * config.limits.move_budget.revenue_share,
};

/** Clients that chosen moves may touch. */
export const moveBudgetClients: BudgetRule = {
  ...card,
  measure: "clients",
  options: ["limits.move_budget.client_share"],
  use: () => 1,
  limit: (total, { config }) => Math.floor(total * config.limits.move_budget.client_share),
};
