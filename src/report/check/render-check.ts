import type { CheckFormat, CheckReport, CheckStyle } from "./check-report.ts";
import { concise } from "./concise.ts";
import { github } from "./github.ts";
import { json } from "./json.ts";
import { junit } from "./junit.ts";
import { markdown } from "./markdown.ts";
import { sarif } from "./sarif.ts";
import { text } from "./text.ts";

const formatters: Readonly<Record<CheckFormat, (report: CheckReport, style: CheckStyle) => string>> = {
  text,
  concise,
  json,
  github,
  sarif,
  junit,
  markdown,
};

/** The report in a format, with a line end at its end (or empty). */
export { stepSummary } from "./markdown.ts";

export function renderCheck(format: CheckFormat, report: CheckReport, style: CheckStyle): string {
  return formatters[format](report, style);
}
