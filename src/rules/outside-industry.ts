import { relationshipValue } from "./client-moved-without-need.ts";
import type { CostRule } from "./rule.ts";
import { includesWord } from "./same-word.ts";

export const outsideIndustry: CostRule = {
  code: "EB407",
  name: "outside-industry",
  kind: "cost",
  severity: "warning",
  term: "fit",
  what: "The seller knows the client's industry, where both are known; the check warns where a seller who knows it has room and the change would pay.",
  why: "A new rep with industry experience loses less of the client's sales (Journal of Marketing 81(2), 2017).",
  wrong: "A food producer with a rep whose `industries` has `mining` only.",
  right: "A rep who knows food, if one is free.",
  options: ["aims.industry_fit"],
  seats: ["seller"],
  weight: (config) => config.aims.industry_fit,
  cost: ({ profile, rep }, books) => {
    const industry = profile.client.industry;
    if (industry === undefined || rep.industries.length === 0 || includesWord(rep.industries, industry)) return 0;
    return relationshipValue(profile, books);
  },
};
