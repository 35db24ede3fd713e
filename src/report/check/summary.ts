import type { Finding, Severity } from "../../domain/finding.ts";
import type { CheckReport } from "./check-report.ts";

const ORDER: readonly Severity[] = ["error", "warning", "info"];
const WORDS: Readonly<Record<Severity, readonly [one: string, many: string]>> = {
  error: ["error", "errors"],
  warning: ["warning", "warnings"],
  info: ["note", "notes"],
};

/** How many findings there are of each severity. */
export function countBySeverity(findings: readonly Finding[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

/** "3 errors, 2 warnings"; severities that do not occur are left out; empty when none does. */
export function countsText(counts: Readonly<Record<Severity, number>>): string {
  return ORDER.filter((severity) => counts[severity] > 0)
    .map((severity) => `${counts[severity]} ${WORDS[severity][counts[severity] === 1 ? 0 : 1]}`)
    .join(", ");
}

/** "3 errors, 2 warnings in 160 rows; 4 known ones kept quiet by the baseline". */
export function summaryText({ findings, rows, baselined }: CheckReport): string {
  const found = countsText(countBySeverity(findings)) || (baselined > 0 ? "nothing new" : "nothing to report");
  const known = baselined === 1 ? "1 known one" : `${baselined} known ones`;
  return `${found} in ${rows} ${rows === 1 ? "row" : "rows"}${baselined > 0 ? `; ${known} kept quiet by the baseline` : ""}`;
}

/** Errors, then warnings, then notes; within each in the order given. */
export function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return ORDER.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}
