import type { Finding } from "../domain/finding.ts";
import type { RuleCard } from "../rules/rule.ts";

/** What a finding has from its rule. */
export function headOf({ code, name, severity }: RuleCard): Pick<Finding, "code" | "name" | "severity"> {
  return { code, name, severity };
}
