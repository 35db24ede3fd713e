import type { RuleCard } from "../rules/rule.ts";

/** What the catalogue says of findings about the baseline itself. */
export const badBaseline: RuleCard = {
  code: "EB503",
  name: "bad-baseline",
  severity: "error",
  what: "The baseline is a JSON file of known findings, as `--write-baseline` writes it.",
  why: "A baseline that is half read would keep the wrong findings quiet, or none.",
  wrong: '{"version":1,"entries":[{"code":"EB201","client":"C014","until":"31.12.2026"}]}',
  right: '{"version":1,"entries":[{"code":"EB201","client":"C014","until":"2026-12-31"}]}',
  options: [],
};

export const baselineEntryGone: RuleCard = {
  code: "EB504",
  name: "baseline-entry-gone",
  severity: "info",
  what: "Every entry of the baseline still occurs.",
  why: "An entry left behind would keep the same mistake quiet when somebody makes it again.",
  wrong: "The baseline knows EB201 for client C014, who has had a senior seller since.",
  right: "The entry taken out, or the baseline written again.",
  options: [],
};

export const baselineCards: readonly RuleCard[] = [badBaseline, baselineEntryGone];
