import type { CheckReport } from "./check-report.ts";
import { findingPlaceText, safeLine } from "./wording.ts";

/** One line a finding, for editors, grep and logs: `plan.csv:14:3: error EB201 message`. Nothing when nothing is found. */
export function concise(report: CheckReport): string {
  return report.findings
    .map((finding) => {
      const { severity, code, message } = finding;
      return `${findingPlaceText(finding, report)}: ${severity} ${code} ${safeLine(message)}\n`;
    })
    .join("");
}
