import type { Severity } from "./finding.ts";

/** What every rule says of itself; `docs/rules/` and `explain CODE` are made from it. */
export interface RuleCard {
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  /** One sentence: what the rule asks. */
  readonly what: string;
  /** Why that matters in the field. */
  readonly why: string;
  readonly wrong: string;
  readonly right: string;
  /** Keys of the config that change the rule. */
  readonly options: readonly string[];
  /** False for what only the plan weighs: the check never reports it. */
  readonly judged?: false;
}
