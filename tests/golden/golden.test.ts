import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runInProcess } from "../cli/run-in-process.ts";

/**
 * Each folder under fixtures/cli is one case: `cmd` has the arguments (one a line), `expected.golden.txt` what the run printed and its
 * exit code. `UPDATE_GOLDEN=1 npx vitest run tests/golden` writes them anew: then read the difference line by line.
 */
const root = join(import.meta.dirname, "../../fixtures/cli");

describe("golden CLI cases", () => {
  it.each(readdirSync(root).sort())("%s", async (name) => {
    const folder = join(root, name);
    const argv = readFileSync(join(folder, "cmd"), "utf8")
      .split("\n")
      .filter((line) => line !== "");
    const { code, out, err } = await runInProcess(argv, folder);
    const printed = `exit code ${code}\n--- standard output\n${out}--- standard error\n${err}`;
    const file = join(folder, "expected.golden.txt");
    if (process.env.UPDATE_GOLDEN) writeFileSync(file, printed);
    expect(printed).toBe(readFileSync(file, "utf8"));
  });
});
