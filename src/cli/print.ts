import { Chalk } from "chalk";
import type { Finding } from "../domain/finding.ts";
import { countBySeverity, countsText } from "../report/check/summary.ts";
import { findingsText } from "../report/findings-text.ts";
import { jsonText } from "../report/json-text.ts";
import type { TextStyle } from "../report/plan-text.ts";
import type { CommonOptions } from "./common-options.ts";
import type { ExitCode, Io } from "./io.ts";
import type { Rejects } from "./rejects.ts";

const NARROWEST = 80;
const WIDEST = 140;

/** Width and colours that standard output wants: none when piped, with NO_COLOR (no-color.org) or `--no-color`. */
export function styleFor(options: Pick<CommonOptions, "color">, io: Io): TextStyle {
  const coloured = options.color && io.stdoutIsTty && !io.env.NO_COLOR;
  return {
    width: Math.min(WIDEST, Math.max(NARROWEST, io.columns ?? NARROWEST)),
    paint: new Chalk({ level: coloured ? 1 : 0 }),
  };
}

/** Findings of one code that a run which stops shows; the rest are counted. */
const MOST_PER_CODE = 5;

/** Shows the findings on standard error and counts them, with what came of it; for runs that stop there. */
export function printFindings(
  findings: readonly Finding[],
  options: Pick<CommonOptions, "json" | "color">,
  io: Io,
  outcome = "Nothing was written.",
  most = MOST_PER_CODE,
): void {
  if (options.json) {
    io.stdout.write(jsonText({ findings }));
    return;
  }
  const counted = countsText(countBySeverity(findings));
  io.stderr.write(`${findingsText(findings, stderrStyle(options, io), most)}\n\n${counted}. ${outcome}\n`);
}

/** Shows what keeps a run from going on; gives its exit code. */
export function stop(
  findings: readonly Finding[],
  options: Pick<CommonOptions, "json" | "color">,
  io: Io,
  rejects?: Pick<Rejects, "outcome">,
): ExitCode {
  printFindings(findings, options, io, rejects?.outcome);
  return 2;
}

export function isError({ severity }: Finding): boolean {
  return severity === "error";
}

/** Shows warnings on standard error beside a result, unless the user wants quiet. */
export function warn(findings: readonly Finding[], options: Pick<CommonOptions, "quiet" | "color">, io: Io): void {
  if (findings.length === 0 || options.quiet) return;
  io.stderr.write(`${findingsText(findings, stderrStyle(options, io), MOST_PER_CODE)}\n`);
}

function stderrStyle(options: Pick<CommonOptions, "color">, io: Io): TextStyle {
  return { width: NARROWEST, paint: new Chalk({ level: options.color && io.stderrIsTty && !io.env.NO_COLOR ? 1 : 0 }) };
}
