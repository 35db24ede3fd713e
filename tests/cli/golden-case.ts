import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect } from "vitest";
import { runInProcess } from "./run-in-process.ts";

/** Cases that write run on a copy, in a folder within the project as their own is. */
const copies = join(import.meta.dirname, "../../node_modules/.cache/golden");

/**
 * Runs the case in a folder: `cmd` has the arguments (one a line), `expected.golden.txt` what the run printed and its exit code. A case that
 * writes has a file `writes` with the names of the files to show (one a line) and runs on a copy of its folder. With `UPDATE_GOLDEN=1` the
 * expected text is written anew: then read the difference line by line.
 * @returns what was printed.
 */
export async function expectGolden(folder: string): Promise<string> {
  const argv = linesOf(join(folder, "cmd"));
  const writes = existsSync(join(folder, "writes")) ? linesOf(join(folder, "writes")) : undefined;
  const workplace = writes ? copyOf(folder) : folder;
  const { code, out, err } = await runInProcess(argv, workplace);
  const written = (writes ?? []).map((name) => `--- ${name}\n${textOf(join(workplace, name))}`);
  const printed = `exit code ${code}\n--- standard output\n${out}--- standard error\n${err}${written.join("")}`;
  const file = join(folder, "expected.golden.txt");
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, printed);
  expect(printed).toBe(readFileSync(file, "utf8"));
  return printed;
}

function linesOf(file: string): string[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "");
}

function copyOf(folder: string): string {
  const copy = join(copies, basename(folder));
  rmSync(copy, { recursive: true, force: true });
  cpSync(folder, copy, {
    recursive: true,
    filter: (path) => !["cmd", "writes", "expected.golden.txt"].includes(basename(path)),
  });
  return copy;
}

const textOf = (file: string) => (existsSync(file) ? readFileSync(file, "utf8") : "(not written)\n");
