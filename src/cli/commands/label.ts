import { resolve } from "node:path";
import { labelNames } from "../../domain/label.ts";
import { labelsCsv, labelsCsvHeader } from "../../report/csv.ts";
import { jsonText } from "../../report/json-text.ts";
import { labelDocument } from "../../report/label-document.ts";
import { counted, type LabelCounts, labelLines, labelSummary } from "../../report/label-text.ts";
import type { CommonOptions } from "../common-options.ts";
import { type ExitCode, type Io, UsageError } from "../io.ts";
import { labelPieces } from "../labelling/label-pieces.ts";
import { type Inputs, inputPaths, profilesOf, readInputs } from "../prepare.ts";
import { printFindings, styleFor, warn } from "../print.ts";
import { threadsOf } from "../threads.ts";
import { type OutputFile, writeFiles } from "../write-files.ts";

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
  const { value: inputs, findings, outcome } = await readInputs(options, io);
  if (!inputs) {
    printFindings(findings, options, io, outcome);
    return 2;
  }
  if (options.json) {
    const profiles = [...profilesOf(inputs)];
    if (options.out !== undefined) await writeLabels(labelsCsv(profiles), options.out, inputs, io);
    io.stdout.write(jsonText(labelDocument(profiles, inputs.tables.asOf, findings)));
    return 0;
  }
  warn(findings, options, io);
  const counts: LabelCounts = { transactional: 0, consultative: 0 };
  if (options.out !== undefined) {
    await writeLabels(labelsInPieces(inputs, counts, threadsOf(io.env)), options.out, inputs, io);
  } else {
    for (const piece of labelLines(counted(profilesOf(inputs), counts), styleFor(options, io))) io.stdout.write(piece);
  }
  io.stdout.write(labelSummary(counts, options.out));
  return 0;
}

async function writeLabels(text: OutputFile["text"], name: string, inputs: Inputs, io: Io): Promise<void> {
  await writeFiles([{ path: resolve(io.cwd, name), text }], inputPaths(inputs, io));
}

/** labels.csv; adds up what passes. */
async function* labelsInPieces(inputs: Inputs, counts: LabelCounts, threads: number): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(labelsCsvHeader());
  for await (const piece of labelPieces(inputs, threads)) {
    for (const label of labelNames) counts[label] += piece.counts[label];
    yield piece.rows;
  }
}
