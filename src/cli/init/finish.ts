import { join } from "node:path";
import { quarterAfter } from "../../calendar/days.ts";
import type { ConfigInput } from "../../config/schema.ts";
import type { Day } from "../../domain/day.ts";
import type { Survey } from "../../input/index.ts";
import { jsonText } from "../../report/json-text.ts";
import { type ExitCode, exitCodeFor } from "../io.ts";
import { CONFIG_NAME } from "../load-config.ts";
import type { LoadedTables } from "../load-tables.ts";
import { printFindings, styleFor, warn } from "../print.ts";
import { folderName, type InitRun, shownPath } from "./init-run.ts";
import { Interrupted, usualAnswers } from "./prompter.ts";
import { surveyed } from "./surveyed.ts";

/** Says what was written and what to do next, and offers the dry run. */
export async function finish(
  run: InitRun,
  found: Survey,
  { value, findings }: LoadedTables,
  active: ConfigInput,
  text: string,
): Promise<ExitCode> {
  const { target, options, io } = run;
  const file = shownPath(target, io);
  const errors = findings.filter(({ severity }) => severity === "error");
  if (options.json) {
    io.stdout.write(jsonText({ ...surveyed(found, folderName(run)), config: file, settings: active, findings, text }));
    return exitCodeFor(findings, "error");
  }
  if (errors.length > 0) {
    printFindings(errors, options, io, `${file} is written, but evenbook plan stops at these.`);
    next(run, file, active, undefined, true);
    return 1;
  }
  warn(findings, options, io);
  next(run, file, active, value?.asOf, false);
  return offerDryRun(run, file);
}

function next(
  { target, options, io }: InitRun,
  file: string,
  active: ConfigInput,
  asOf: Day | undefined,
  broken: boolean,
): void {
  const { bold } = styleFor(options, io).paint;
  const isHere = target === join(io.cwd, CONFIG_NAME);
  const plan = `evenbook plan${isHere ? "" : ` --config ${shellWord(file)}`}`;
  const quarter = active.quarter ?? (asOf === undefined ? "" : quarterAfter(asOf).name);
  const out = quarter === "" ? "plan" : `plan-${quarter}`;
  const width = plan.length + 7 + out.length;
  const lines = broken
    ? [`mend the files, then: ${plan}`]
    : [`${plan.padEnd(width)}  shows the plan, writes nothing`, `${plan} --out ${out}  writes it`];
  const all = [...lines, `edit ${file} to change a setting: docs/config.md has every key`];
  io.stdout.write(`${bold("Written")}\n  ${file}\n\n${bold("Next")}\n${all.map((line) => `  ${line}`).join("\n")}\n`);
}

async function offerDryRun({ target, options, prompter, io }: InitRun, file: string): Promise<ExitCode> {
  if (prompter === usualAnswers) return 0;
  io.stdout.write("\n");
  const wanted = await prompter
    .confirm({ message: "Show the plan now? Nothing is written.", usual: true })
    .catch((error) => {
      if (error instanceof Interrupted) return undefined;
      throw error;
    });
  if (wanted === undefined) io.stderr.write(`\nevenbook: interrupted; ${file} is written\n`);
  if (!wanted) return wanted === undefined ? 130 : 0;
  const { runPlan } = await import("../commands/plan.ts");
  return runPlan({ config: target, color: options.color, ...(options.quiet && { quiet: true }) }, io);
}

function shellWord(text: string): string {
  return /^[\p{L}\p{N}_@%+=:,./-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
