import { Readable, Writable } from "node:stream";
import type { Io } from "../../src/cli/io.ts";
import { run } from "../../src/cli/run.ts";

/** What one run printed and returned. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line without a process of its own. The folder is the run's working folder. */
export async function runInProcess(argv: readonly string[], folder: string, change: Partial<Io> = {}): Promise<Ran> {
  const out = new Collector();
  const err = new Collector();
  const before = process.cwd();
  process.chdir(folder);
  try {
    const code = await run(argv, {
      stdin: Readable.from([]),
      stdout: out,
      stderr: err,
      cwd: process.cwd(),
      env: {},
      stdinIsTty: false,
      stdoutIsTty: false,
      stderrIsTty: false,
      interrupt: new AbortController().signal,
      ...change,
    });
    return { code, out: out.text, err: err.text };
  } finally {
    process.chdir(before);
  }
}

class Collector extends Writable {
  text = "";

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString("utf8");
    done();
  }
}
