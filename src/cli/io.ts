import type { Readable, Writable } from "node:stream";
import type { Finding, Severity } from "../domain/finding.ts";
import type { Prompter } from "./init/prompter.ts";

/** All that a run sees of the process, so that tests run it without one. */
export interface Io {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether somebody can answer questions. */
  readonly stdinIsTty: boolean;
  readonly stdoutIsTty: boolean;
  readonly stderrIsTty: boolean;
  /** Terminal columns; absent when standard output is no terminal. */
  readonly columns?: number;
  /** Aborted by Ctrl-C. */
  readonly interrupt: AbortSignal;
  /** Answers in place of a person at the terminal. */
  readonly prompter?: Prompter;
}

/** 0 done; 1 done, with findings at error level; 2 could not run; 3 a bug; 130 interrupted. */
export type ExitCode = 0 | 1 | 2 | 3 | 130;

/** The user's mistake on the command line: printed without a stack, exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** From which severity a run that is done ends with 1. */
export type FailOn = "warning" | "error" | "never";

export function exitCodeFor(findings: readonly Pick<Finding, "severity">[], failOn: FailOn): ExitCode {
  const counts: Readonly<Record<FailOn, readonly Severity[]>> = {
    warning: ["error", "warning"],
    error: ["error"],
    never: [],
  };
  return findings.some(({ severity }) => counts[failOn].includes(severity)) ? 1 : 0;
}
