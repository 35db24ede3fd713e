import { yamlLines } from "../init/yaml-value.ts";
import { percent } from "../numbers.ts";
import { safeText } from "../safe-text.ts";
import type { FitDocument } from "./fit-document.ts";

/** The fitted scorecard as a patch for evenbook.yaml: pasted there, or given with `--config`, it holds. */
export function scorecardYaml({ known_file, clients, agreement, folds, scorecard }: FitDocument): string {
  const known = clients.transactional + clients.consultative;
  return [
    `# Fitted by evenbook label --fit ${safeText(known_file)} to ${known} known clients.`,
    `# Agreement, cross-validated in ${folds} folds: ${percent(agreement.before)} before, ${percent(agreement.after)} with these points.`,
    ...yamlLines("labels", { scorecard }),
    "",
  ].join("\n");
}
