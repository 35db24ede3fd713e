import type { Finding, Severity } from "../domain/finding.ts";
import type { Place } from "../domain/place.ts";
import { allCodes } from "./codes.ts";

/**
 * Of a code that many rows have the first are findings of their own (`kept`); how many more there are is said once for each code, behind the
 * last of them.
 */
export function countedFindings(
  hidden: readonly { readonly code: string; readonly count: number }[],
  kept: readonly Finding[],
  place: Place,
  remedy: string,
  severityOf: (code: string, usual: Severity) => Severity,
): Finding[] {
  return hidden.flatMap(({ code, count }) => {
    const card = allCodes.find((one) => one.code === code);
    if (!card) return [];
    return [
      {
        code,
        name: card.name,
        severity: severityOf(code, card.severity),
        message: `${count} more ${count === 1 ? "row has" : "rows have"} this too; only the first are shown`,
        remedy,
        place: kept.filter((finding) => finding.code === code).at(-1)?.place ?? place,
        more: count,
      },
    ];
  });
}
