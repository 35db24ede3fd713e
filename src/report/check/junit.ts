import { type Subject, subjectOf } from "../../baseline/finding-key.ts";
import type { Finding } from "../../domain/finding.ts";
import type { RuleCard } from "../../rules/rule.ts";
import { cardsByCode } from "./catalogue.ts";
import type { CheckReport } from "./check-report.ts";
import { findingPlaceText, relatedLines, remedyLines } from "./wording.ts";
import { xmlAttributes, xmlText } from "./xml-text.ts";

/**
 * JUnit XML for GitLab and Jenkins: a suite a rule, in it a test case a client, and one that passes for a rule without findings.
 *
 * A case is a rule *and* a client since GitLab and Jenkins show one failure a case, and tell cases apart by class and name alone: a case a
 * rule would hide all clients but one, and so would two cases of the same name, hence "C014 (2)". Names hold no line numbers, so that a case
 * stays the same when rows move. Errors and warnings are failures; notes pass and say their text in `system-out`.
 */
export function junit(report: CheckReport): string {
  const byCode = new Map<string, Finding[]>();
  for (const finding of report.findings) {
    const sameCode = byCode.get(finding.code);
    if (sameCode) sameCode.push(finding);
    else byCode.set(finding.code, [finding]);
  }
  const suites = [...cardsByCode(report).values()].map((card) => suite(card, byCode.get(card.code) ?? [], report));
  const total = {
    name: `evenbook check ${report.file}`,
    tests: suites.reduce((sum, { tests }) => sum + tests, 0),
    failures: suites.reduce((sum, { failures }) => sum + failures, 0),
    errors: 0,
    time: 0,
  };
  const lines = suites.map(({ xml }) => xml).join("\n");
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${xmlAttributes(total)}>\n${lines}\n</testsuites>\n`;
}

function suite({ code, name }: RuleCard, findings: readonly Finding[], report: CheckReport) {
  const title = `${code} ${name}`;
  const names = caseNames(findings);
  const cases =
    findings.length === 0
      ? [`    <testcase${xmlAttributes({ classname: title, name: "no findings", file: report.file, time: 0 })}/>`]
      : findings.map((finding, index) => testCase(finding, { classname: title, name: names[index] ?? "" }, report));
  const failures = findings.filter(({ severity }) => severity !== "info").length;
  const counts = { name: title, tests: cases.length, failures, errors: 0, skipped: 0, time: 0 };
  return {
    tests: cases.length,
    failures,
    xml: `  <testsuite${xmlAttributes(counts)}>\n${cases.join("\n")}\n  </testsuite>`,
  };
}

function testCase(
  finding: Finding,
  identity: { readonly classname: string; readonly name: string },
  report: CheckReport,
) {
  const { severity, message, place } = finding;
  const attributes = xmlAttributes({
    ...identity,
    file: place?.file ?? report.file,
    ...(place ? { line: place.line } : {}),
    time: 0,
  });
  const lines = [`${findingPlaceText(finding, report)} ${message}`, ...relatedLines(finding), ...remedyLines(finding)];
  const body = lines.map(xmlText).join("\n");
  const inner =
    severity === "info"
      ? `<system-out>${body}</system-out>`
      : `<failure${xmlAttributes({ message, type: severity })}>${body}</failure>`;
  return `    <testcase${attributes}>\n      ${inner}\n    </testcase>`;
}

/** A name for each finding of a rule that no other has: "C014", "rep R7", "the file"; the second of a name gets "(2)". */
function caseNames(findings: readonly Finding[]): string[] {
  const taken = new Set<string>();
  const next = new Map<string, number>();
  return findings.map((finding) => {
    const wanted = subjectName(subjectOf(finding));
    let number = next.get(wanted) ?? 1;
    const numbered = () => (number === 1 ? wanted : `${wanted} (${number})`);
    while (taken.has(numbered())) number++;
    taken.add(numbered());
    next.set(wanted, number + 1);
    return numbered();
  });
}

function subjectName(subject: Subject): string {
  if (subject.kind === "none") return "the file";
  return subject.kind === "rep" ? `rep ${subject.id}` : subject.id;
}
