import type { Finding, Severity } from "../../domain/finding.ts";
import type { CheckReport, CheckStyle } from "./check-report.ts";
import { markdownText } from "./markdown-text.ts";
import { limited } from "./shown.ts";
import { countBySeverity, countsText, summaryText, worstFirst } from "./summary.ts";
import { findingPlaceText, remedyLines } from "./wording.ts";

const SIGNS: Readonly<Record<Severity, string>> = { error: "❌ error", warning: "⚠️ warning", info: "ℹ️ info" };

/** How much a reader takes, in rows and in characters. */
interface Room {
  readonly rows: number;
  readonly characters: number;
}

/** A comment on a pull request holds 65,536 characters. */
const COMMENT: Room = { rows: 50, characters: 60_000 };

/** A step summary holds 1 MiB of UTF-8, where a character takes up to three bytes. */
const STEP_SUMMARY: Room = { rows: 500, characters: 300_000 };

/** A table for a comment on a pull request, worst first. */
export function markdown(report: CheckReport, style: CheckStyle): string {
  return document(report, COMMENT, style);
}

/** Markdown for the file that `GITHUB_STEP_SUMMARY` names: as `markdown`, with more rows. */
export function stepSummary(report: CheckReport, style: CheckStyle): string {
  return document(report, STEP_SUMMARY, style);
}

function document(report: CheckReport, room: Room, { maxPerCode }: CheckStyle): string {
  const { findings, more } = limited(worstFirst(report.findings), maxPerCode);
  const rows = fitting(
    findings.slice(0, room.rows).map((finding) => row(finding, report)),
    room.characters,
  );
  const rest = countsText(countBySeverity(findings.slice(rows.length)));
  const table = ["| Where | Severity | Rule | What is wrong | What to do |", "|---|---|---|---|---|", ...rows];
  const parts = [
    `### evenbook check: ${markdownText(report.file)}`,
    `${summaryText(report)}.`,
    ...(rows.length > 0 ? [table.join("\n")] : []),
    ...(rest === "" ? [] : [`And ${rest} more.`]),
    ...(more.length === 0 ? [] : [`And ${more.map(markdownText).join(", ")}.`]),
  ];
  return `${parts.join("\n\n")}\n`;
}

function row(finding: Finding, report: CheckReport): string {
  const { severity, code, name, message } = finding;
  const cells = [
    markdownText(findingPlaceText(finding, report)),
    SIGNS[severity],
    `${code} ${markdownText(name)}`,
    markdownText(message),
    remedyLines(finding).map(markdownText).join("<br>"),
  ];
  return `| ${cells.join(" | ")} |`;
}

/** The first rows that fit. */
function fitting(rows: readonly string[], characters: number): readonly string[] {
  let used = 0;
  const end = rows.findIndex((one) => {
    used += one.length + 1;
    return used > characters;
  });
  return end < 0 ? rows : rows.slice(0, end);
}
