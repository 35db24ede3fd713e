import type { Finding, Severity } from "../domain/finding.ts";
import type { Place } from "../domain/place.ts";
import { allCodes } from "./codes.ts";

/** Of a code that many rows have the first are findings of their own; how many more there are is said once for each code. */
export function countedFindings(
  hidden: readonly { readonly code: string; readonly count: number }[],
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
        message: `${count} more rows have this too; only the first are shown`,
        remedy,
        place,
      },
    ];
  });
}
