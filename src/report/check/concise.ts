import type { CheckReport, CheckStyle } from "./check-report.ts";
import { shownOf } from "./shown.ts";
import { findingPlaceText, safeLine } from "./wording.ts";

/**
 * One line a finding, for editors, grep and logs: `plan.csv:14:3: error EB201 message`, in the order of `shownOf`. Nothing when nothing is
 * found; a line without a place for each code that has more than are shown.
 */
export function concise(report: CheckReport, style: CheckStyle): string {
  const { findings, more } = shownOf(report, style);
  const lines = findings.map((finding) => {
    const { severity, code, message } = finding;
    return `${findingPlaceText(finding, report)}: ${severity} ${code} ${safeLine(message)}\n`;
  });
  return [...lines, ...more.map((text) => `${safeLine(report.file)}: and ${safeLine(text)}\n`)].join("");
}
