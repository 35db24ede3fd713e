import type { Finding } from "../domain/finding.ts";
import type { Place } from "../domain/place.ts";
import { wrap } from "./layout.ts";
import type { TextStyle } from "./plan-text.ts";
import { safeText } from "./safe-text.ts";

/** `file:line:column`, or less when less is known. */
export function placeText(place: Place | undefined): string {
  return place === undefined ? "" : `${safeText(place.file)}:${place.line}:${place.column}`;
}

/**
 * `file:line:column: error CODE message`, and below it what to do; advice that stands above already is not repeated. Beyond `most` of one
 * code the findings are counted.
 */
export function findingsText(
  findings: readonly Finding[],
  { width, paint }: TextStyle,
  most = Number.POSITIVE_INFINITY,
): string {
  const advised = new Set<string>();
  const counts = new Map<string, number>();
  const hidden = new Map<string, { count: number; advice?: string }>();
  const shown = findings.filter(({ code, more, remedy }) => {
    counts.set(code, (counts.get(code) ?? 0) + 1);
    if ((counts.get(code) ?? 0) <= most) return true;
    const before = hidden.get(code)?.count ?? 0;
    hidden.set(code, { count: before + (more ?? 1), ...(more !== undefined && { advice: remedy }) });
    return false;
  });
  const blocks = shown.map((finding) => {
    const colour = { error: paint.red, warning: paint.yellow, info: paint.cyan }[finding.severity];
    const place = finding.place === undefined ? "" : `${placeText(finding.place)}: `;
    const related = (finding.related ?? []).map((one) => `  ${placeText(one.place)}: ${safeText(one.message)}`);
    const advice = advised.has(finding.remedy) ? [] : wrap(`> ${safeText(finding.remedy)}`, width - 2);
    advised.add(finding.remedy);
    const [first = "", ...more] = wrap(
      `${place}${finding.severity} ${finding.code} ${safeText(finding.message)}`,
      width - 2,
    );
    return [
      first.replace(` ${finding.severity} `, ` ${colour(finding.severity)} `),
      ...more.map((line) => `  ${line}`),
      ...related,
      ...advice.map((line) => `  ${paint.dim(line)}`),
    ].join("\n");
  });
  const rest = [...hidden].map(
    ([code, { count, advice }]) => `and ${count} more ${code}${advice === undefined ? "" : `: ${advice}`}`,
  );
  return [...blocks, ...rest].join("\n");
}
