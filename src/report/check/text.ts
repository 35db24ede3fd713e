import type { Finding } from "../../domain/finding.ts";
import { wrap } from "../layout.ts";
import type { CheckReport, CheckStyle } from "./check-report.ts";
import { excerptOf } from "./excerpt.ts";
import { fileOf, shownOf } from "./shown.ts";
import { countBySeverity, countsText, summaryText } from "./summary.ts";
import { findingPlaceText, relatedLines, remedyLines, safeLine } from "./wording.ts";

/**
 * For people at a terminal, after rustc and Elm: where and which rule, what is wrong, the user's own line with a caret under the cell, the
 * other places that matter, what to do. Order: see `shownOf`.
 */
export function text(report: CheckReport, style: CheckStyle): string {
  const { findings: shown, more: hidden } = shownOf(report, style);
  const groups = byFile(shown, report);
  const blocks = [...groups].flatMap(([file, findings]) => [
    ...(groups.size > 1 ? [style.paint.bold(`${safeLine(file)}: ${countsText(countBySeverity(findings))}`)] : []),
    ...findings.map((finding) => findingText(finding, report, style)),
  ]);
  const asking = hidden.length > 0 && style.maxPerCode === undefined ? ["--max NUMBER shows more of each code"] : [];
  const more = [...hidden.map((text) => `and ${safeLine(text)}`), ...asking].map((line) => style.paint.dim(line));
  const summary = `${safeLine(report.file)}: ${summaryText(report)}`;
  return `${[...blocks, ...(more.length > 0 ? [more.join("\n")] : []), painted(summary, report, style)].join("\n\n")}\n`;
}

/** By file, in the order in which they come. */
function byFile(findings: readonly Finding[], report: CheckReport): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = fileOf(finding, report);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return groups;
}

function findingText(finding: Finding, report: CheckReport, style: CheckStyle): string {
  const { paint, width } = style;
  const head = `${paint.bold(findingPlaceText(finding, report))} ${severityWord(finding, style)} ${finding.code} ${safeLine(finding.name)}`;
  const indented = (line: string, mark = "") =>
    wrap(line, width - 2 - mark.length).map(
      (part, index) => `  ${index === 0 ? mark : " ".repeat(mark.length)}${part}`,
    );
  return [
    head,
    ...indented(safeLine(finding.message)),
    ...excerptLines(finding, report, style),
    ...relatedLines(finding).flatMap((line) => indented(line)),
    ...remedyLines(finding).flatMap((line) => indented(line, "> ").map((part) => paint.dim(part))),
  ].join("\n");
}

/** `14 | the user's line`, and the carets below it. */
function excerptLines(
  { place, severity }: Finding,
  { sourceLine }: CheckReport,
  { paint, width }: CheckStyle,
): string[] {
  const line = place === undefined ? undefined : sourceLine(place);
  if (place === undefined || line === undefined) return [];
  const gutter = String(place.line);
  const blank = " ".repeat(gutter.length);
  const { line: shown, carets } = excerptOf(line, place, width - gutter.length - 5);
  const colour = { error: paint.red, warning: paint.yellow, info: paint.cyan }[severity];
  return [
    paint.dim(`  ${blank} |`),
    `${paint.dim(`  ${gutter} |`)} ${shown}`,
    `${paint.dim(`  ${blank} |`)} ${colour(carets)}`,
  ];
}

function severityWord({ severity }: Finding, { paint }: CheckStyle): string {
  return { error: paint.red, warning: paint.yellow, info: paint.cyan }[severity](severity);
}

function painted(summary: string, { findings }: CheckReport, { paint }: CheckStyle): string {
  const { error, warning } = countBySeverity(findings);
  if (error > 0) return paint.red(summary);
  return warning > 0 ? paint.yellow(summary) : paint.green(summary);
}
