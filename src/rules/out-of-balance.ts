import type { BalanceRule } from "./rule.ts";

/** Why even shares matter is the same for each measure. */
const why =
  "Equal counts are called fair and are not: 200 accounts worth 40 M beside 200 worth 12 M. Reps accept a plan in which the shares are even.";

export const hoursOutOfBalance: BalanceRule = {
  code: "EB401",
  name: "hours-out-of-balance",
  kind: "balance",
  severity: "warning",
  measure: "hours",
  what: "A rep's hours are within the tolerance of the rep's share, by capacity, of what the group has to do.",
  why,
  wrong: "A rep at 131% of the share with a tolerance of 15%.",
  right: "Between 85% and 115%.",
  options: ["balance.tolerance", "balance.weights.hours"],
  seats: ["seller", "desk"],
  load: (profile, seat) => profile.coverage.hours[seat] ?? 0,
  weight: (config) => config.balance.weights.hours,
};

export const revenueOutOfBalance: BalanceRule = {
  code: "EB402",
  name: "revenue-out-of-balance",
  kind: "balance",
  severity: "warning",
  measure: "revenue",
  what: "The revenue of a rep's clients is within the tolerance of the rep's share, by capacity.",
  why,
  wrong: "Half of the region's revenue with one of three sellers.",
  right: "A third each, within the tolerance.",
  options: ["balance.tolerance", "balance.weights.revenue"],
  seats: ["seller"],
  load: (profile) => Math.max(0, profile.signals.revenue12m),
  weight: (config) => config.balance.weights.revenue,
};

export const consultativeOutOfBalance: BalanceRule = {
  code: "EB403",
  name: "consultative-out-of-balance",
  kind: "balance",
  severity: "warning",
  measure: "consultative",
  what: "The number of a rep's consultative clients is within the tolerance of the rep's share, by capacity.",
  why,
  wrong: "All consultative clients with one rep.",
  right: "Each rep's share, as far as the guard for juniors allows.",
  options: ["balance.tolerance", "balance.weights.consultative"],
  seats: ["seller"],
  load: (profile) => (profile.label.name === "consultative" ? 1 : 0),
  weight: (config) => config.balance.weights.consultative,
};
