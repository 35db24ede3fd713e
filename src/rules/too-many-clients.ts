import type { CapRule } from "./rule.ts";

export const tooManyClients: CapRule = {
  code: "EB302",
  name: "too-many-clients",
  kind: "cap",
  severity: "error",
  what: "A rep has no more clients than `max_clients` in reps.csv, in both seats together, each client once.",
  why: "Beyond some number a rep knows names, not clients.",
  wrong: "31 clients with a rep whose `max_clients` is 25.",
  right: "25 clients, or a higher `max_clients`.",
  options: [],
  seats: ["seller", "desk"],
  use: () => 1,
  capacity: (rep) => rep.maxClients,
  hard: false,
  countsClientOnce: true,
  unit: "clients",
};
