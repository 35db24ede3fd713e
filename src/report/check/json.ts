import { numberedKeys } from "../../baseline/finding-key.ts";
import { findingFields } from "../finding-fields.ts";
import { jsonText } from "../json-text.ts";
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
    findings: findings.map((finding, index) => ({
      ...findingFields(finding),
      key: `${keys[index]?.key} ${keys[index]?.number}`,
    })),
  };
  return jsonText(document);
}
