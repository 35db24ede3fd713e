import { resolve } from "node:path";
import { Readable } from "node:stream";
import { chooseRows } from "../../check/choose-rows.ts";
import { proposeFix } from "../../check/fix.ts";
import { judge } from "../../check/judge.ts";
import { shortagesOf } from "../../check/shortages.ts";
import { type CheckSubject, checkSubject } from "../../check/subject.ts";
import type { Finding } from "../../domain/finding.ts";
import { type AboutFile, readAssignments } from "../../input/index.ts";
import { type Fix, fixDiff, fixedCsv } from "../../report/check/fix-diff.ts";
import type { Io } from "../io.ts";
import type { Prepared } from "../prepare.ts";
import { styleFor } from "../print.ts";
import { writeFiles } from "../write-files.ts";
import type { CheckOptions } from "./check.ts";

/**
 * `check --fix`: shows the smallest set of changes that removes every error, and what errors the mended file still has; `--out` writes it.
 * @param news leaves out what the baseline keeps quiet.
 */
export async function runFix(
  options: CheckOptions,
  subject: CheckSubject,
  about: AboutFile,
  prepared: Prepared,
  news: (findings: readonly Finding[]) => readonly Finding[],
  inputs: readonly string[],
  io: Io,
): Promise<void> {
  const { tables, profiles, context, config } = prepared;
  const { assignments, choices } = chooseRows(subject.assignments, profiles, context);
  const chosen = checkSubject(assignments, profiles, tables.reps, context);
  const fixed = await proposeFix(chosen, profiles, tables.reps, {
    seed: config.seed,
    effort: "normal",
    signal: io.interrupt,
  });
  const mended = fixedCsv(assignments, about, fixed, profiles, context.reps, chosen.seats);
  const again = await judgedAgain(mended, prepared);
  const fix: Fix = {
    fixed,
    choices,
    dropped: assignments.dropped,
    shortages: shortagesOf(again.subject),
    added: profiles.filter(({ client }) => !assignments.rows.has(client.id)),
    form: about,
    remaining: errorsByCode(news(again.findings)),
  };
  const text = fixDiff(fix, context, styleFor(options, io), options.out);
  // Written first: what is said to be written must be.
  if (options.out !== undefined) await writeFiles([{ path: resolve(io.cwd, options.out), text: mended }], inputs);
  // Standard output belongs to the report, which may be JSON or XML.
  (options.json || options.format ? io.stderr : io.stdout).write(text);
}

/** The mended file is read and judged as any other. */
async function judgedAgain(
  text: string,
  { tables, profiles, context, config }: Prepared,
): Promise<{ readonly subject: CheckSubject; readonly findings: readonly Finding[] }> {
  const source = { name: "the mended file", stream: Readable.from([Buffer.from(text)]) };
  const { clients, reps } = tables;
  const { value, findings } = await readAssignments(source, { clients, reps, columns: config.columns.assignments });
  const subject = checkSubject(value, profiles, reps, context);
  return { subject, findings: judge(subject, findings) };
}

function errorsByCode(findings: readonly Finding[]): Fix["remaining"] {
  const counts = new Map<string, number>();
  for (const { code, severity } of findings) {
    if (severity === "error") counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return [...counts].map(([code, count]) => ({ code, count })).sort((a, b) => (a.code < b.code ? -1 : 1));
}
