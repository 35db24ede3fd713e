import type { Finding } from "../domain/finding.ts";
import type { Place } from "../domain/place.ts";
import { wrap } from "./layout.ts";
import type { TextStyle } from "./plan-text.ts";
import { safeText } from "./safe-text.ts";

/** `file:line:column`, or less when less is known. */
export function placeText(place: Place | undefined): string {
  return place === undefined ? "" : `${safeText(place.file)}:${place.line}:${place.column}`;
}

/** `file:line:column: error CODE message`, and below it what to do; advice that stands above already is not repeated. */
export function findingsText(findings: readonly Finding[], { width, paint }: TextStyle): string {
  const advised = new Set<string>();
  return findings
    .map((finding) => {
      const colour = { error: paint.red, warning: paint.yellow, info: paint.cyan }[finding.severity];
      const place = finding.place === undefined ? "" : `${placeText(finding.place)}: `;
      const related = (finding.related ?? []).map((one) => `  ${placeText(one.place)}: ${safeText(one.message)}`);
      const advice = advised.has(finding.remedy) ? [] : wrap(`> ${safeText(finding.remedy)}`, width - 2);
      advised.add(finding.remedy);
      return [
        `${place}${colour(finding.severity)} ${finding.code} ${safeText(finding.message)}`,
        ...related,
        ...advice.map((line) => `  ${paint.dim(line)}`),
      ].join("\n");
    })
    .join("\n");
}
