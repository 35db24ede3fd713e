import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { runInProcess } from "./run-in-process.ts";

/**
 * Runs the case in a folder: `cmd` has the arguments (one a line), `expected.golden.txt` what the run printed and its exit code. With
 * `UPDATE_GOLDEN=1` the expected text is written anew: then read the difference line by line.
 * @returns what was printed.
 */
export async function expectGolden(folder: string): Promise<string> {
  const argv = readFileSync(join(folder, "cmd"), "utf8")
    .split("\n")
    .filter((line) => line !== "");
  const { code, out, err } = await runInProcess(argv, folder);
  const printed = `exit code ${code}\n--- standard output\n${out}--- standard error\n${err}`;
  const file = join(folder, "expected.golden.txt");
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, printed);
  expect(printed).toBe(readFileSync(file, "utf8"));
  return printed;
}
