import { resolve } from "node:path";
import { labelsCsv } from "../../report/csv.ts";
import { labelDocument } from "../../report/label-document.ts";
import { labelText } from "../../report/label-text.ts";
import type { CommonOptions } from "../common-options.ts";
import type { ExitCode, Io } from "../io.ts";
import { prepare } from "../prepare.ts";
import { printFindings, styleFor } from "../print.ts";
import { writeFiles } from "../write-files.ts";

export interface LabelOptions extends CommonOptions {
  readonly out?: string;
}

/** `evenbook label`: labels clients; `--out FILE` writes labels.csv, else a summary. */
export async function runLabel(options: LabelOptions, io: Io): Promise<ExitCode> {
  const { value: prepared, findings } = await prepare(options, io);
  if (!prepared) {
    printFindings(findings, options, io);
    return 2;
  }
  if (findings.length > 0 && !options.quiet && !options.json) printFindings(findings, options, io);
  if (options.out !== undefined) {
    const inputs = prepared.tables.inputs.map((input) => resolve(io.cwd, input.file));
    await writeFiles([{ path: resolve(io.cwd, options.out), text: labelsCsv(prepared.profiles) }], inputs);
  }
  io.stdout.write(
    options.json
      ? `${JSON.stringify(labelDocument(prepared.profiles, prepared.tables.asOf), null, 2)}\n`
      : labelText(prepared.profiles, styleFor(options, io)),
  );
  return 0;
}
