import type { Finding, Severity } from "../../domain/finding.ts";
import type { CheckReport, CheckStyle } from "./check-report.ts";
import { limited } from "./shown.ts";
import { countBySeverity, countsText, summaryText, worstFirst } from "./summary.ts";
import { relatedLines, remedyLines, safeLine } from "./wording.ts";

const COMMANDS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "notice" };

/** GitHub shows ten annotations of each kind a step; one notice is kept for the line that counts the rest. */
const MOST: Readonly<Record<Severity, number>> = { error: 10, warning: 10, info: 9 };

/**
 * Workflow commands that GitHub turns into annotations on the file, worst first, then one notice with what did not fit. `--max` keeps one code
 * from taking the place of all others.
 */
export function github(report: CheckReport, { maxPerCode = Number.POSITIVE_INFINITY }: CheckStyle): string {
  const left = { ...MOST };
  const shown = limited(worstFirst(report.findings), maxPerCode).findings.filter(
    ({ severity }) => left[severity]-- > 0,
  );
  const rest = countBySeverity(report.findings);
  for (const { severity } of shown) (rest as Record<Severity, number>)[severity]--;
  const more = countsText(rest);
  const lines = [
    ...shown.map((finding) => annotation(finding, report)),
    ...(more === "" ? [] : [`::notice title=evenbook::${data([`and ${more} more than are shown here`])}`]),
    `evenbook: ${summaryText(report)}`,
  ];
  return `${lines.join("\n")}\n`;
}

function annotation(finding: Finding, report: CheckReport): string {
  const { severity, code, name, place, message } = finding;
  const properties = {
    file: place?.file ?? report.file,
    ...(place === undefined
      ? {}
      : {
          line: String(place.line),
          col: String(place.column),
          ...(place.endColumn === undefined ? {} : { endLine: String(place.line), endColumn: String(place.endColumn) }),
        }),
    title: `${code} ${name}`,
  };
  const written = Object.entries(properties).map(([key, value]) => `${key}=${property(value)}`);
  const lines = [safeLine(message), ...relatedLines(finding), ...remedyLines(finding)];
  return `::${COMMANDS[severity]} ${written.join(",")}::${data(lines)}`;
}

/** Lines of a message, escaped so that none can end the command. */
function data(lines: readonly string[]): string {
  return lines.map((line) => line.replaceAll("%", "%25")).join("%0A");
}

function property(value: string): string {
  return safeLine(value).replaceAll("%", "%25").replaceAll(":", "%3A").replaceAll(",", "%2C");
}
