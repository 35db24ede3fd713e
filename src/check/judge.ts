import type { Finding } from "../domain/finding.ts";
import { pairRules } from "../rules/catalogue.ts";
import { expiredHoldover } from "../rules/holdover-expired.ts";
import { lockedToNobody } from "../rules/lock-without-owner.ts";
import type { RuleContext } from "../rules/rule.ts";
import { withSeverities } from "../rules/severity.ts";
import { tooManyConsultativeOnLevel } from "../rules/too-many-consultative-on-level.ts";
import { aimFindings } from "./aim-findings.ts";
import { mustRuleLowered } from "./file-rules.ts";
import { loadFindings } from "./load-findings.ts";
import { rowFindings } from "./row-findings.ts";
import type { CheckSubject } from "./subject.ts";

/** Judges an assignment by the solver's own rules; `found` is what reading the file has found already. It never solves. */
export function judge(subject: CheckSubject, found: readonly Finding[]): Finding[] {
  const { context, profiles } = subject;
  const findings = [
    ...found,
    ...rowFindings(subject),
    ...loadFindings(subject),
    ...aimFindings(subject),
    ...profiles
      .flatMap(({ client }) => [expiredHoldover(client, context), lockedToNobody(client, context)])
      .filter((finding) => finding !== undefined),
  ];
  return [...withSeverities(findings, context.config), ...loweredMustRules(context)];
}

/** A must rule that the config turns down is said, whatever else is: it cannot be turned off silently. */
export function loweredMustRules({ config }: RuleContext): Finding[] {
  return [...pairRules, tooManyConsultativeOnLevel].flatMap(({ code, name }): Finding[] => {
    const severity = (config.rules[code] ?? config.rules[name])?.severity;
    if (severity === undefined || severity === "error") return [];
    return [
      {
        ...mustRuleLowered.as,
        message: `the config sets the must rule ${code} ${name} to ${severity}`,
        remedy: "take the setting out; for known cases use a baseline with a date",
      },
    ];
  });
}
