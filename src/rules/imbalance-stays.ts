import type { RuleCard } from "./rule.ts";

/** What is left of an imbalance when nobody can mend it row by row. The check alone judges it. */
export const imbalanceStays: RuleCard = {
  code: "EB408",
  name: "imbalance-stays",
  severity: "info",
  what: "Reps outside the tolerance whom no single move brings nearer that the must rules, the caps and the move budget allow and that would pay.",
  why: "A warning for each of them would ask for moves that other rules forbid: juniors cannot take the complex clients that are left. It is a question of staffing, and one note says so.",
  wrong: "Two juniors at 20% of their share, since all clients who are left are too complex for juniors.",
  right:
    "Somebody with the level, the region or the hours that are missing; or a tolerance or a budget that people can live with.",
  options: ["balance.tolerance", "limits.move_budget.revenue_share", "limits.move_budget.client_share"],
};
