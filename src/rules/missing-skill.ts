import type { PairRule } from "./rule.ts";
import { includesWord } from "./same-word.ts";

export const missingSkill: PairRule = {
  code: "EB206",
  name: "missing-skill",
  kind: "must",
  severity: "error",
  what: "The seller has every skill that the client requires.",
  why: "A client that needs hydraulics advice and does not get it asks the competitor.",
  wrong: "Client requires `hydraulics`, rep has `welding`.",
  right: "A rep whose `skills` has `hydraulics`.",
  options: [],
  forbids: ({ profile, rep, seat }) => {
    if (seat !== "seller") return undefined;
    const missing = profile.client.requiredSkills.filter((skill) => !includesWord(rep.skills, skill));
    return missing.length === 0
      ? undefined
      : { message: `client requires ${missing.join(", ")}, ${rep.name} lacks it` };
  },
};
