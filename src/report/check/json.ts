import { numberedKeys } from "../../baseline/finding-key.ts";
import type { Finding } from "../../domain/finding.ts";
import type { Place } from "../../domain/place.ts";
import type { CheckReport } from "./check-report.ts";
import { countBySeverity } from "./summary.ts";

/** For programs: the document that `docs/check-json.schema.json` describes. Texts stand as they are in the files, escaped as JSON asks. */
export function json(report: CheckReport): string {
  const { version, file, rows, findings, baselined } = report;
  const counts = countBySeverity(findings);
  const keys = numberedKeys(findings);
  const document = {
    format: 1,
    version,
    file,
    rows,
    summary: { errors: counts.error, warnings: counts.warning, infos: counts.info, baselined },
    findings: findings.map((finding, index) => findingFields(finding, keys[index])),
  };
  return `${JSON.stringify(document, null, 2).replace(INVISIBLE, escaped)}\n`;
}

/** Control characters and marks of direction that JSON lets stand and a terminal would obey. */
const INVISIBLE = /[\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function findingFields(finding: Finding, key: { readonly key: string; readonly number: number } | undefined) {
  const { code, name, severity, message, remedy, place, related, clientId, repId } = finding;
  return {
    code,
    name,
    severity,
    message,
    remedy,
    place: place === undefined ? null : placeFields(place),
    related: (related ?? []).map((one) => ({ place: placeFields(one.place), message: one.message })),
    client_id: clientId ?? null,
    rep_id: repId ?? null,
    key: `${key?.key} ${key?.number}`,
  };
}

function placeFields({ file, line, column, endColumn }: Place) {
  return { file, line, column, end_column: endColumn ?? null };
}
