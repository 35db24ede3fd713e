import type { Alert, AlertKind, Count, ProjectSign } from "../../aftercare/watch/alert.ts";
import { formatDay } from "../../calendar/days.ts";
import { moneyText, percent } from "../numbers.ts";

/** An alert's kind in a few words. */
export const kindWords: Readonly<Record<AlertKind, string>> = {
  overdue: "order overdue",
  spend_down: "spend down",
  lost_category: "category lost",
  dissatisfaction: "hidden dissatisfaction",
  project: "project",
  label_changed: "label would change",
  first_half_year_over: "first half-year over",
};

/** What was seen, with its figures. Text from files stands in it as it is. */
export function alertWords({ figures, since }: Alert, currency: string): string {
  switch (figures.kind) {
    case "overdue":
      return `no order for ${figures.silentDays} days, since ${formatDay(since)}; usually every ${figures.usualGapDays}, nine of ten times within ${figures.percentile90}`;
    case "spend_down":
      return `${moneyText(figures.now, currency)} since ${formatDay(since)}, ${moneyText(figures.yearAgo)} in the same season last year (${percent(figures.now / figures.yearAgo - 1)}); its own noise is ${moneyText(figures.noise)}`;
    case "lost_category":
      return `${figures.category}: on ${figures.times} of ${figures.orderDays} order days until ${formatDay(since)}, on none of ${figures.daysWithout} since; ${moneyText(figures.value12m, currency)} in the 12 months before`;
    case "dissatisfaction":
      return `${figures.counts.map(countWords).join(", ")}${figures.ordersGoOn ? "; it orders on and says nothing else" : ""}`;
    case "project":
      return figures.signs.map((sign) => signWords(sign, currency)).join("; ");
    case "label_changed":
      return `${figures.from} in the plan, ${figures.to} by its orders since (score ${figures.score}), and so already half-way`;
    case "first_half_year_over":
      return `first order ${formatDay(figures.firstOrder)}; it is ${figures.label} now`;
  }
}

const countNames = {
  errors: ["order entered wrongly", "orders entered wrongly"],
  returns: ["return", "returns"],
  complaints: ["complaint", "complaints"],
} as const;

function countWords({ what, count, expected }: Count): string {
  return `${count} ${countNames[what][count === 1 ? 0 : 1]} where ${expected < 0.1 ? expected.toFixed(2) : expected < 10 ? expected.toFixed(1) : Math.round(expected)} are usual`;
}

function signWords(sign: ProjectSign, currency: string): string {
  switch (sign.sign) {
    case "request":
      return `asked on ${formatDay(sign.day)}${sign.text === undefined ? "" : `: "${sign.text}"`}`;
    case "project_code":
      return `${orders(sign.orders)} with a project code from ${formatDay(sign.day)}`;
    case "won":
      return `project ${sign.projectId} won ${formatDay(sign.day)}`;
    case "large_order":
      return `an order of ${moneyText(sign.value, currency)} on ${formatDay(sign.day)}, the usual one is ${moneyText(sign.median)}`;
    case "new_categories":
      return `${sign.days === 1 ? "a category" : "categories"} it never bought, from ${formatDay(sign.day)}`;
    case "quotes":
      return `${orders(sign.orders)} on a quote from ${formatDay(sign.day)}`;
  }
}

function orders(count: number): string {
  return `${count} order${count === 1 ? "" : "s"}`;
}

/** What to do about it. */
export function adviceWords({ figures, handTo }: Alert): string {
  switch (figures.kind) {
    case "overdue":
      return "call, and ask what changed";
    case "spend_down":
      return "visit, and ask: own business down, or somebody else's offer";
    case "lost_category":
      return "visit, and ask what was better elsewhere: a competitor took that part";
    case "dissatisfaction":
      return "mend what went wrong, then visit and ask what was not said";
    case "project":
      return "hand to the seller; the desk stays informed";
    case "label_changed":
      return handTo === "desk" ? "orders to the desk, visits stay" : "hand to the seller";
    case "first_half_year_over":
      return "orders to the desk; the seller visits by its cadence";
  }
}

/** Odds in words: "1 in 2,000". */
export function chanceWords(chance: number | undefined): string {
  if (chance === undefined) return "said by the data";
  if (chance < 1e-6) return "chance under 1 in a million";
  const one = 1 / chance;
  const digits = one >= 100 ? 10 ** (Math.floor(Math.log10(one)) - 1) : 1;
  return `chance 1 in ${String(Math.floor(one / digits) * digits).replace(/\B(?=(\d{3})+$)/g, ",")}`;
}
