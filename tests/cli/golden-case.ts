import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { runInProcess } from "./run-in-process.ts";

/**
 * Runs the case in a folder: `cmd` has the arguments (one a line), `expected.golden.txt` what the run printed and its exit code. With
 * `UPDATE_GOLDEN=1` the expected text is written anew: then read the difference line by line. A case with a folder `written` runs in a
 * copy of its folder, and what it writes to `out` has to be that, byte for byte.
 * @returns what was printed.
 */
export async function expectGolden(folder: string): Promise<string> {
  const argv = readFileSync(join(folder, "cmd"), "utf8")
    .split("\n")
    .filter((line) => line !== "");
  const writes = existsSync(join(folder, "written"));
  const runsIn = writes ? copyOf(folder) : folder;
  const { code, out, err } = await runInProcess(argv, runsIn);
  if (writes) expectWritten(join(runsIn, "out"), join(folder, "written"));
  if (writes) rmSync(runsIn, { recursive: true });
  const printed = `exit code ${code}\n--- standard output\n${out}--- standard error\n${err}`;
  const file = join(folder, "expected.golden.txt");
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, printed);
  expect(printed).toBe(readFileSync(file, "utf8"));
  return printed;
}

function copyOf(folder: string): string {
  const copy = mkdtempSync(join(tmpdir(), "evenbook-golden-"));
  cpSync(folder, copy, { recursive: true });
  return copy;
}

function expectWritten(out: string, written: string): void {
  if (process.env.UPDATE_GOLDEN) {
    rmSync(written, { recursive: true });
    cpSync(out, written, { recursive: true });
  }
  const files = (folder: string) =>
    Object.fromEntries(
      readdirSync(folder)
        .sort()
        .map((name) => [name, readFileSync(join(folder, name), "latin1")]),
    );
  expect(files(out)).toEqual(files(written));
}
