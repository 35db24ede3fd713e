import { Chalk } from "chalk";
import type { Finding } from "../domain/finding.ts";
import { findingsText } from "../report/findings-text.ts";
import type { TextStyle } from "../report/plan-text.ts";
import type { CommonOptions } from "./common-options.ts";
import type { Io } from "./io.ts";

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

/** Shows every finding on standard error and counts them; for runs that stop there. */
export function printFindings(findings: readonly Finding[], options: CommonOptions, io: Io): void {
  if (options.json) {
    io.stdout.write(`${JSON.stringify({ findings }, null, 2)}\n`);
    return;
  }
  const paint = new Chalk({ level: options.color && io.stderrIsTty && !io.env.NO_COLOR ? 1 : 0 });
  const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  io.stderr.write(`${findingsText(findings, { width: NARROWEST, paint })}\n\n`);
  io.stderr.write(`${count("error")} errors, ${count("warning")} warnings. Nothing was written.\n`);
}
