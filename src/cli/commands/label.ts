import { resolve } from "node:path";
import { labelsCsv } from "../../report/csv.ts";
import { jsonText } from "../../report/json-text.ts";
import { labelDocument } from "../../report/label-document.ts";
import { labelText } from "../../report/label-text.ts";
import type { CommonOptions } from "../common-options.ts";
import type { ExitCode, Io } from "../io.ts";
import { inputPaths, prepare } from "../prepare.ts";
import { printFindings, styleFor, warn } from "../print.ts";
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
  if (!options.json) warn(findings, options, io);
  if (options.out !== undefined) {
    await writeFiles(
      [{ path: resolve(io.cwd, options.out), text: labelsCsv(prepared.profiles) }],
      inputPaths(prepared, io),
    );
  }
  const { profiles, tables } = prepared;
  if (options.json) io.stdout.write(jsonText(labelDocument(profiles, tables.asOf, findings)));
  else for (const piece of labelText(profiles, styleFor(options, io), options.out)) io.stdout.write(piece);
  return 0;
}
