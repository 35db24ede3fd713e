import { resolve } from "node:path";
import { labelsCsv } from "../../report/csv.ts";
import { jsonText } from "../../report/json-text.ts";
import { labelDocument } from "../../report/label-document.ts";
import { counted, type LabelCounts, labelLines, labelSummary } from "../../report/label-text.ts";
import type { CommonOptions } from "../common-options.ts";
import { type ExitCode, type Io, UsageError } from "../io.ts";
import { inputPaths, profilesOf, readInputs } from "../prepare.ts";
import { printFindings, styleFor, warn } from "../print.ts";
import { writeFiles } from "../write-files.ts";

export interface LabelOptions extends CommonOptions {
  readonly out?: string;
  /** File of labels that people have set, to fit the scorecard to. */
  readonly fit?: string;
  /** A labels.csv, or a config, whose labels are put beside those of now. */
  readonly compare?: string;
}

/**
 * `evenbook label`: labels clients; `--out FILE` writes labels.csv, else a line for each. Profiles are written as they are made and not
 * kept: there may be hundreds of thousands.
 */
export async function runLabel(options: LabelOptions, io: Io): Promise<ExitCode> {
  if (options.fit !== undefined && options.compare !== undefined)
    throw new UsageError(
      "--fit and --compare are two runs: first --fit FILE --out points.yaml, then --compare points.yaml",
    );
  if (options.fit !== undefined) return (await import("./label-fit.ts")).runLabelFit(options.fit, options, io);
  if (options.compare !== undefined)
    return (await import("./label-compare.ts")).runLabelCompare(options.compare, options, io);
  const { value: inputs, findings } = await readInputs(options, io);
  if (!inputs) {
    printFindings(findings, options, io);
    return 2;
  }
  if (!options.json) warn(findings, options, io);
  const counts: LabelCounts = { transactional: 0, consultative: 0 };
  const profiles = options.json ? [...profilesOf(inputs)] : counted(profilesOf(inputs), counts);
  if (options.out !== undefined) {
    await writeFiles([{ path: resolve(io.cwd, options.out), text: labelsCsv(profiles) }], inputPaths(inputs, io));
  } else if (!options.json) {
    for (const piece of labelLines(profiles, styleFor(options, io))) io.stdout.write(piece);
  }
  io.stdout.write(
    options.json
      ? jsonText(labelDocument([...profiles], inputs.tables.asOf, findings))
      : labelSummary(counts, options.out),
  );
  return 0;
}
