import { formatDay } from "../calendar/days.ts";
import type { Finding } from "../domain/finding.ts";
import type { Baseline, BaselineEntry } from "./baseline.ts";
import { findingKey, type Subject, subjectOf } from "./finding-key.ts";
import { isNeverQuiet } from "./never-quiet.ts";

type Written = Pick<BaselineEntry, "code" | "subject" | "count" | "until" | "reason">;

/**
 * The text of a baseline that knows these findings: JSON, sorted, one entry a line, so that a diff shows what was added. Same findings, in any
 * order: same text. Findings that no baseline hides are left out. Dates and reasons of the earlier baseline stay with entries that remain.
 */
export function writeBaseline(findings: readonly Finding[], earlier?: Baseline): string {
  const entries = new Map<string, Written>();
  for (const finding of findings) {
    if (isNeverQuiet(finding)) continue;
    const subject = subjectOf(finding);
    const key = findingKey(finding.code, subject);
    entries.set(key, { code: finding.code, subject, count: (entries.get(key)?.count ?? 0) + 1 });
  }
  for (const { code, subject, until, reason } of earlier?.entries ?? []) {
    const key = findingKey(code, subject);
    const entry = entries.get(key);
    if (entry === undefined) continue;
    entries.set(key, {
      ...entry,
      ...(until === undefined ? {} : { until }),
      ...(reason === undefined ? {} : { reason }),
    });
  }
  const lines = [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => `    ${entryText(entry)}`);
  return `{\n  "version": 1,\n  "entries": [${lines.length === 0 ? "" : `\n${lines.join(",\n")}\n  `}]\n}\n`;
}

function entryText({ code, subject, count, until, reason }: Written): string {
  return JSON.stringify({
    code,
    ...subjectFields(subject),
    ...(count === 1 ? {} : { count }),
    ...(until === undefined ? {} : { until: formatDay(until) }),
    ...(reason === undefined ? {} : { reason }),
  });
}

function subjectFields(subject: Subject): { client?: string; rep?: string } {
  if (subject.kind === "client") return { client: subject.id };
  return subject.kind === "rep" ? { rep: subject.id } : {};
}
