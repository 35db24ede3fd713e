import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseConfig } from "../../../src/config/parse-config.ts";

const bin = join(import.meta.dirname, "../../../bin/evenbook.js");
const driver = join(import.meta.dirname, "../terminal.py");
const small = join(import.meta.dirname, "../../../fixtures/small");
const hasPython = spawnSync("python3", ["-c", "import pty"]).status === 0;
const ENTER = "\r";
const DOWN = "\u001b[B";
const CTRL_C = "\u0003";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "evenbook-terminal-"));
  cpSync(small, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs `evenbook init` in a pseudo-terminal; each step waits for a text and then presses keys. */
function atTerminal(...steps: readonly (readonly [text: string, keys: string])[]) {
  const { stdout, stderr } = spawnSync("python3", [driver], {
    encoding: "utf8",
    input: JSON.stringify({ argv: [process.execPath, bin, "init"], cwd: folder, steps }),
  });
  expect(stderr).toBe("");
  return JSON.parse(stdout) as { transcript: string; missed: string | null; status: number };
}

function config() {
  return parseConfig(readFileSync(join(folder, "evenbook.yaml"), "utf8"), "evenbook.yaml");
}

describe.runIf(hasPython)("evenbook init at a terminal", () => {
  it("asks, takes the answers, writes them, and shows the plan", () => {
    const { transcript, missed, status } = atTerminal(
      ["Which quarter", `2027Q5${ENTER}`],
      // A wrong answer is refused and can be mended.
      ["write a quarter as 2026Q4", `\u007f1${ENTER}`],
      ["even share", `${DOWN}${ENTER}`],
      ["revenue may move", `5${ENTER}`],
      ["Show the plan now", ENTER],
    );
    expect(missed).toBeNull();
    expect(transcript).toContain("evenbook plan for 2027Q1");
    expect(status).toBeLessThan(2);
    const { value, findings } = config();
    expect(findings).toEqual([]);
    expect([value?.quarter, value?.balance.tolerance, value?.limits.move_budget.revenue_share]).toEqual([
      "2027Q1",
      0.2,
      0.05,
    ]);
  });

  it("lets people be ticked, and shows their names without control characters", () => {
    const reps = readFileSync(join(folder, "reps.csv"), "utf8").replace("rep_id,name,role", "rep_id,name,remark");
    writeFileSync(join(folder, "reps.csv"), reps.replace("Ana Ruiz", "Ana\u001b[2JRuiz"));
    const { transcript, missed } = atTerminal(
      ["Which quarter", ENTER],
      ["Who is the desk", `${DOWN} ${ENTER}`],
      ["even share", ENTER],
      ["revenue may move", ENTER],
      ["Show the plan now", `n${ENTER}`],
    );
    expect(missed).toBeNull();
    expect(transcript).toContain("Ana\\u001b[2JRuiz");
    expect(transcript).not.toContain("Ana\u001b");
    expect(config().value?.reps.desk).toEqual(["R2"]);
  });

  it("writes nothing and ends with 130 on Ctrl-C", () => {
    const before = readdirSync(folder);
    const { transcript, missed, status } = atTerminal(["Which quarter", ENTER], ["even share", CTRL_C]);
    expect([missed, status]).toEqual([null, 130]);
    expect(transcript).toContain("interrupted; nothing was written");
    expect(existsSync(join(folder, "evenbook.yaml"))).toBe(false);
    expect(readdirSync(folder)).toEqual(before);
  });
});

describe.skipIf(hasPython)("evenbook init at a terminal", () => {
  it.skip("needs python3 with its module pty, which is not here", () => {});
});
