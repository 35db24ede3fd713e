import type { RuleCard } from "./rule.ts";

export const keptRowNotKept: RuleCard = {
  code: "EB214",
  name: "kept-row-not-kept",
  severity: "error",
  what: "Every row of the file that `plan --keep` names is an assignment that the must rules allow.",
  why: "Somebody decided it and believes that it holds; the plan places the client anew, for a must rule is never broken.",
  wrong: "`C02,R2` in the kept file, where R2 is junior and C02 too complex.",
  right: "The row with a rep who may take the client, or without one, so that the plan chooses.",
  options: [],
  judged: false,
};
