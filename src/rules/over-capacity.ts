import type { CapRule } from "./rule.ts";

export const overCapacity: CapRule = {
  code: "EB301",
  name: "over-capacity",
  kind: "cap",
  severity: "error",
  what: "A rep's clients need no more hours than the rep has in the quarter.",
  why: "Hours that are not there are taken from the clients who complain least.",
  wrong: "Clients of 290 h with a rep of 250 h.",
  right: "Clients of up to 250 h; the rest with others, or one more rep.",
  options: ["capacity.hours_per_quarter", "capacity.max_utilisation", "capacity.ramp", "coverage"],
  seats: ["seller", "desk"],
  use: (profile, seat) => profile.coverage.hours[seat] ?? 0,
  capacity: (rep, { capacityHours }) => capacityHours.get(rep.id) ?? 0,
  hard: false,
  unit: "h",
};
