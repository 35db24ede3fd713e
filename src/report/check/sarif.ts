import { createHash } from "node:crypto";
import { numberedKeys } from "../../baseline/finding-key.ts";
import type { Finding, Severity } from "../../domain/finding.ts";
import type { Place } from "../../domain/place.ts";
import type { RuleCard } from "../../rules/rule.ts";
import { cardsByCode } from "./catalogue.ts";
import type { CheckReport } from "./check-report.ts";
import { fileUri } from "./relative-uri.ts";
import { worstFirst } from "./summary.ts";
import { remedyLines, safeLine } from "./wording.ts";

const LEVELS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };

/** GitHub takes no more results of one run. */
export const MOST_RESULTS = 25_000;

/**
 * SARIF 2.1.0 (OASIS 2020) for code scanning and viewers. A result keeps its fingerprint when lines move: it is made of the code and of whom the
 * finding is about. Past 25,000 results the worst are kept and a notification says so.
 */
export function sarif(report: CheckReport): string {
  const cards = [...cardsByCode(report).values()];
  const indexes = new Map(cards.map(({ code }, index) => [code, index]));
  const fits = report.findings.length <= MOST_RESULTS;
  const findings = fits ? report.findings : worstFirst(report.findings).slice(0, MOST_RESULTS);
  const keys = numberedKeys(findings);
  const run = {
    tool: {
      driver: {
        name: "evenbook",
        informationUri: "https://github.com/evenbook/evenbook",
        version: report.version,
        rules: cards.map(ruleOf),
      },
    },
    columnKind: "utf16CodeUnits",
    invocations: [
      {
        executionSuccessful: report.stopped !== true,
        ...(fits ? {} : { toolExecutionNotifications: [leftOut(report)] }),
      },
    ],
    results: findings.map((finding, index) => {
      const { key, number } = keys[index] ?? { key: finding.code, number: 1 };
      return {
        ...resultOf(finding, report),
        ruleIndex: indexes.get(finding.code) ?? -1,
        partialFingerprints: fingerprints(key, number),
      };
    }),
  };
  const document = { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function ruleOf({ code, name, severity, what, why, wrong, right }: RuleCard) {
  const help = [what, why, ...(wrong === "" ? [] : [`Wrong: ${wrong}`]), ...(right === "" ? [] : [`Right: ${right}`])];
  return {
    id: code,
    name,
    shortDescription: { text: what },
    fullDescription: { text: why },
    help: { text: help.join("\n\n") },
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function resultOf(finding: Finding, { file }: CheckReport) {
  const { code, severity, message, place, related } = finding;
  return {
    ruleId: code,
    level: LEVELS[severity],
    message: { text: plain([safeLine(message), ...remedyLines(finding)].join("\n")) },
    locations: [{ physicalLocation: physical(place ?? { file, line: 1, column: 1 }) }],
    ...(related === undefined || related.length === 0
      ? {}
      : {
          relatedLocations: related.map((one, id) => ({
            id,
            physicalLocation: physical(one.place),
            message: { text: plain(safeLine(one.message)) },
          })),
        }),
  };
}

function physical({ file, line, column, endColumn }: Place) {
  return {
    artifactLocation: { uri: fileUri(file) },
    region: {
      startLine: line,
      startColumn: column,
      ...(endColumn === undefined ? {} : { endLine: line, endColumn }),
    },
  };
}

/** GitHub follows `primaryLocationLineHash` alone, and without one makes its own of the row's text and of the rows below. */
function fingerprints(key: string, number: number) {
  const hash = createHash("sha256").update(key).digest("hex").slice(0, 16);
  return { "evenbookFinding/v1": `${safeLine(key)} ${number}`, primaryLocationLineHash: `${hash}:${number}` };
}

/** A client called `[here](http://...)` is no link: brackets that viewers would read as one are escaped (SARIF 2.1.0, 3.11.6). */
function plain(text: string): string {
  return text.includes("](") ? text.replace(/[[\]\\]/g, "\\$&") : text;
}

function leftOut({ findings }: CheckReport) {
  return {
    level: "warning",
    message: { text: `${findings.length - MOST_RESULTS} more findings left out: SARIF readers take ${MOST_RESULTS}` },
  };
}
