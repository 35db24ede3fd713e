import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect } from "vitest";
import { runInProcess } from "./run-in-process.ts";

/** Cases that write run on a copy, in a folder within the project as their own is. */
const copies = join(import.meta.dirname, "../../node_modules/.cache/golden");

/**
 * Runs the case in a folder: `cmd` has the arguments (one a line), `expected.golden.txt` what the run printed and its exit code. A case that
 * writes runs on a copy of its folder: a file `writes` names the files to show (one a line); a folder `written` is what `out` has to be,
 * byte for byte. With `UPDATE_GOLDEN=1` the expected text is written anew: then read the difference line by line.
 * @returns what was printed.
 */
export async function expectGolden(folder: string): Promise<string> {
  const argv = linesOf(join(folder, "cmd"));
  const shown = existsSync(join(folder, "writes")) ? linesOf(join(folder, "writes")) : [];
  const wanted = existsSync(join(folder, "written")) ? join(folder, "written") : undefined;
  const workplace = shown.length > 0 || wanted ? copyOf(folder) : folder;
  const { code, out, err } = await runInProcess(argv, workplace);
  if (wanted) expectWritten(join(workplace, "out"), wanted);
  const texts = shown.map((name) => `--- ${name}\n${textOf(join(workplace, name))}`);
  const printed = `exit code ${code}\n--- standard output\n${out}--- standard error\n${err}${texts.join("")}`;
  const file = join(folder, "expected.golden.txt");
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, printed);
  expect(printed).toBe(readFileSync(file, "utf8"));
  return printed;
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

function linesOf(file: string): string[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "");
}

/** The case's own files stay behind: `init` would look at them. */
function copyOf(folder: string): string {
  const copy = join(copies, basename(folder));
  rmSync(copy, { recursive: true, force: true });
  cpSync(folder, copy, {
    recursive: true,
    filter: (path) => !["cmd", "writes", "written", "expected.golden.txt"].includes(basename(path)),
  });
  return copy;
}

const textOf = (file: string) => (existsSync(file) ? readFileSync(file, "utf8") : "(not written)\n");
