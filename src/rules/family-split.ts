import type { RuleCard } from "./rule.ts";

/** Kept by the plan through units that are placed as a whole; judged in files by the check. */
export const familySplit: RuleCard = {
  code: "EB211",
  name: "family-split",
  severity: "error",
  what: "Clients of one parent have one seller, as far as one rep may take them all.",
  why: "A group that deals with two reps plays one against the other, and nobody sees the whole of it.",
  wrong: "The parent with Ana Ruiz, its subsidiary with Ben Okafor.",
  right: "Both with one of them, or `families: apart` in the config.",
  options: ["families"],
};
