import type { Finding } from "../../domain/finding.ts";
import type { CheckReport, CheckStyle } from "./check-report.ts";
import { worstFirst } from "./summary.ts";

/** Findings of one code that people are shown unless they ask for more: the first tell what is wrong with the rest. */
const USUAL_MOST = 20;

/** What a report for people shows, and how many of each code it leaves out. */
export interface Shown {
  readonly findings: readonly Finding[];
  /** "480 more EB105 seat-missing", by code in the order of the findings. */
  readonly more: readonly string[];
}

/**
 * In reading order: by file, the checked one first, others as they occur; in each errors, then warnings, then notes; in these by line and
 * column. A finding without a place belongs to the checked file. Of each code so many as the style asks for.
 */
export function shownOf(report: CheckReport, { maxPerCode = USUAL_MOST }: Pick<CheckStyle, "maxPerCode">): Shown {
  const groups = new Map<string, Finding[]>([[report.file, []]]);
  for (const finding of report.findings) {
    const key = fileOf(finding, report);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return limited([...groups.values()].flatMap(worstFirst), maxPerCode);
}

/** The first findings of each code; the rest are counted. */
export function limited(findings: readonly Finding[], most = USUAL_MOST): Shown {
  const seen = new Map<string, number>();
  const hidden = new Map<string, { readonly name: string; count: number }>();
  const shown = findings.filter(({ code, name, more = 1 }) => {
    const count = (seen.get(code) ?? 0) + 1;
    seen.set(code, count);
    if (count > most) hidden.set(code, { name, count: (hidden.get(code)?.count ?? 0) + more });
    return count <= most;
  });
  return { findings: shown, more: [...hidden].map(([code, { name, count }]) => `${count} more ${code} ${name}`) };
}

/** The file that a finding is listed under. */
export function fileOf({ place }: Finding, { file }: CheckReport): string {
  return place?.file ?? file;
}
