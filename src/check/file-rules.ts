import type { Finding } from "../domain/finding.ts";
import type { RuleCard } from "../rules/rule.ts";

/** A rule on the file itself, with the head of its findings ready to spread. */
interface FileRule extends RuleCard {
  readonly as: Pick<Finding, "code" | "name" | "severity">;
}

function fileRule(card: RuleCard): FileRule {
  return { ...card, as: { code: card.code, name: card.name, severity: card.severity } };
}

export const clientMissing = fileRule({
  code: "EB103",
  name: "client-missing",
  severity: "error",
  what: "Every client of the clients file has a row.",
  why: "A client nobody lists is a client nobody calls; it comes up in the quarter's last week.",
  wrong: "160 clients, 159 rows.",
  right: "A row for each client, also for those without a rep.",
  options: [],
});

export const changesOnly = fileRule({
  code: "EB141",
  name: "changes-only",
  severity: "info",
  what: "The file has a row for each client, not only for those who change hands.",
  why: "An import file of a CRM lists only changes; the other clients are judged as staying with the owners of the clients file.",
  wrong: "A file of 3 rows, each with another owner than the clients file of 160 clients has.",
  right: "A row for each client, or such a file on purpose.",
  options: [],
});

export const seatMissing = fileRule({
  code: "EB105",
  name: "seat-missing",
  severity: "error",
  what: "Every seat that a client needs has a rep.",
  why: "An orphan: its orders go to whoever picks up the phone.",
  wrong: "An empty `seller_id` of a client that needs a seller.",
  right: "The id of a rep who may take it.",
  options: ["coverage.desk_only_below_revenue"],
});

export const ordersAreNewer = fileRule({
  code: "EB601",
  name: "labels-older-than-orders",
  severity: "warning",
  what: "The order history is the one that the plan was made from.",
  why: "Labels, hours and revenue in the plan follow from the history of then; they may differ now.",
  wrong: "plan.csv of September, orders.csv exported anew in October.",
  right: "A plan made again, or checked with the orders it was made from.",
  options: [],
});

export const otherConfig = fileRule({
  code: "EB602",
  name: "plan-of-another-config",
  severity: "warning",
  what: "The config is the one that the plan was made with.",
  why: "A plan that kept another guard or budget is judged by rules it was not made for.",
  wrong: "The guard lowered from 40 to 35 after the plan was made.",
  right: "The plan made again with the config of now.",
  options: [],
});

export const otherTables = fileRule({
  code: "EB603",
  name: "plan-of-other-tables",
  severity: "warning",
  what: "Clients, reps, requests, overrides and hand-offs are those that the plan was made from.",
  why: "New clients are missing in the plan, owners changed since, reps left.",
  wrong: "clients.csv exported anew after the plan was made.",
  right: "The plan made again.",
  options: [],
});

export const otherQuarter = fileRule({
  code: "EB604",
  name: "plan-of-another-quarter",
  severity: "warning",
  what: "The plan is of the quarter, takes effect on the day, and looks back from the day, that the check is made with.",
  why: "Capacities, holdovers and labels follow from the quarter and the days: a plan of one quarter is not right or wrong in another.",
  wrong: "The plan of 2026Q3 checked in October without `--quarter`.",
  right: "`evenbook check plan.csv --quarter 2026Q3 --as-of 2026-06-30`, or a new plan.",
  options: ["quarter", "effective", "as_of"],
});

export const mustRuleLowered = fileRule({
  code: "EB505",
  name: "must-rule-lowered",
  severity: "warning",
  what: "Must rules keep their severity.",
  why: "A must rule that was turned down in some config looks kept and is not.",
  wrong: "`rules: { EB201: { severity: off } }`",
  right: "The rule as it is, and a baseline with a date for what cannot be mended now.",
  options: ["rules"],
});

export const badConfig = fileRule({
  code: "EB502",
  name: "bad-config",
  severity: "error",
  what: "Every key and value of the config is one that evenbook knows.",
  why: "A misspelt guard guards nothing.",
  wrong: "`gaurd: { junior: { max_complexity: 30 } }`",
  right: "`guard: { junior: { max_complexity: 30 } }`",
  options: [],
});

export const staleConfig = fileRule({
  code: "EB506",
  name: "stale-config",
  severity: "warning",
  what: "What the config names is still in the tables.",
  why: "A setting for somebody who left does nothing, and whoever reads it believes that it does.",
  wrong: "`reps: { exclude: [R99] }` without R99 in reps.csv.",
  right: "The id of a rep, or no entry.",
  options: ["reps.exclude"],
});

export const fileRules: readonly FileRule[] = [
  badConfig,
  staleConfig,
  clientMissing,
  changesOnly,
  seatMissing,
  mustRuleLowered,
  ordersAreNewer,
  otherConfig,
  otherTables,
  otherQuarter,
];
