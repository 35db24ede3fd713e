import { resolve } from "node:path";
import { type FixedSeat, proposeFix } from "../../check/fix.ts";
import type { CheckSubject } from "../../check/subject.ts";
import type { Assignments } from "../../domain/assignments.ts";
import type { AboutFile } from "../../input/index.ts";
import { fixDiff, fixedCsv } from "../../report/check/fix-diff.ts";
import type { Io } from "../io.ts";
import type { Prepared } from "../prepare.ts";
import { styleFor } from "../print.ts";
import { writeFiles } from "../write-files.ts";
import type { CheckOptions } from "./check.ts";

/** `check --fix`: shows the smallest set of changes that removes every error; `--out` writes the mended file. */
export async function runFix(
  options: CheckOptions,
  subject: CheckSubject,
  about: AboutFile,
  { tables, profiles, context, config }: Prepared,
  inputs: readonly string[],
  io: Io,
): Promise<readonly FixedSeat[]> {
  const fixed = await proposeFix(subject, profiles, tables.reps, {
    seed: config.seed,
    effort: "normal",
    signal: io.interrupt,
  });
  const text = fixDiff(fixed, context, styleFor(options, io), options.out);
  // Standard output belongs to the report, which may be JSON or XML.
  (options.json || options.format ? io.stderr : io.stdout).write(text);
  if (options.out !== undefined) {
    const mended = fixedCsv(subject.assignments as Assignments, about, fixed, profiles);
    await writeFiles([{ path: resolve(io.cwd, options.out), text: mended }], inputs);
  }
  return fixed;
}
