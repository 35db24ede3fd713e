import type { Finding } from "../domain/finding.ts";

/** Files that could not be read as tables; a check without them judges nothing, or the wrong thing. */
const UNSOUND = new Set(["EB110", "EB111", "EB112", "EB113", "EB114", "EB126", "EB127", "EB129"]);

/** The config and the baseline itself. */
const OWN = new Set(["EB502", "EB503", "EB504"]);

/**
 * Whether the check itself cannot be trusted: an unreadable or empty file, a column that is missing or there twice, an unclosed quote,
 * bytes that are no text. A run with such a finding says nothing of the rules, neither good nor bad.
 */
export function makesCheckUnsound({ code, severity }: Pick<Finding, "code" | "severity">): boolean {
  return severity === "error" && UNSOUND.has(code);
}

/** Findings that no baseline hides: those that make the check unsound, and those about the config and the baseline. */
export function isNeverQuiet(finding: Pick<Finding, "code" | "severity">): boolean {
  return OWN.has(finding.code) || makesCheckUnsound(finding);
}
