import type { RuleCard } from "./rule.ts";

/** Aim without a price of its own: reaching-down and the desk keep it; the check names the senior it fails for. */
export const seniorBuriedInRoutine: RuleCard = {
  code: "EB404",
  name: "senior-buried-in-routine",
  severity: "warning",
  what: "A rep of the highest level spends no more than a share of the hours on processing orders.",
  why: "Experienced reps who keep the easy, regular buyers end up with invoices and order entry, and lose their skill.",
  wrong: "A senior with 90 h of order processing in a quarter of 250 h, while there is a desk.",
  right: "The desk seat of those clients filled.",
  options: ["aims.senior_routine_share"],
};
