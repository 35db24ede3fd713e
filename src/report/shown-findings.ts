import type { findingFields } from "./finding-fields.ts";
import type { findingsText } from "./findings-text.ts";

/** Findings of a document, as text shows them: without the other places. */
export function shownFindings(
  findings: readonly ReturnType<typeof findingFields>[],
): Parameters<typeof findingsText>[0] {
  return findings.map(({ place, related: _, ...finding }) => ({
    ...finding,
    ...(place === null ? {} : { place: { file: place.file, line: place.line, column: place.column } }),
  }));
}
