import type { CostRule } from "./rule.ts";

export const reachingDown: CostRule = {
  code: "EB405",
  name: "reaching-down",
  kind: "cost",
  severity: "warning",
  term: "fit",
  what: "A transactional client does not come to a rep of a higher level while one of a lower level may take it and has room.",
  why: "Senior hours on routine clients are missing at the clients that nobody else can develop.",
  wrong: "A senior whose book is half transactional while juniors have hours free.",
  right: "Transactional clients with the lower levels, as far as balance and continuity allow.",
  options: ["aims.reaching_down"],
  seats: ["seller"],
  weight: (config) => config.aims.reaching_down,
  cost: ({ profile, rep, seat }, books) => {
    if (profile.label.name !== "transactional" || books.hours <= 0) return 0;
    return (rep.levelRank * (profile.coverage.hours[seat] ?? 0)) / books.hours;
  },
};
