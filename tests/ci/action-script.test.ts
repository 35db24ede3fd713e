import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";

const action = parse(readFileSync(join(import.meta.dirname, "../../action.yml"), "utf8"));
const script: string = action.runs.steps[0].run;

describe("the action's script, with an npx that prints what it is given", () => {
  let folder = "";

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "evenbook-action-"));
    writeFileSync(join(folder, "npx"), '#!/bin/sh\nprintf "%s\\n" "$@"\n');
    chmodSync(join(folder, "npx"), 0o755);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function runAction(inputs: Record<string, string>) {
    const env: Record<string, string> = { PATH: `${folder}${delimiter}${process.env["PATH"]}` };
    for (const [name, { default: usual }] of Object.entries(action.inputs as Record<string, { default?: string }>)) {
      env[`EVENBOOK_${name.toUpperCase().replaceAll("-", "_")}`] = inputs[name] ?? usual ?? "";
    }
    const { status, stdout } = spawnSync("bash", ["-c", script], { cwd: folder, env, encoding: "utf8" });
    return { status, words: stdout.split("\n").slice(0, -1) };
  }

  it("passes the inputs that are given, and several orders and formats", () => {
    const { status, words } = runAction({
      file: "plan.csv",
      orders: "a.csv\nb c.csv\n",
      format: "github\nsarif=x.sarif",
    });
    expect(status).toBe(0);
    expect(words).toEqual([
      "--yes",
      `evenbook@${action.inputs.version.default}`,
      "check",
      "--fail-on=error",
      "--orders=a.csv",
      "--orders=b c.csv",
      "--format=github",
      "--format=sarif=x.sarif",
      "--",
      "plan.csv",
    ]);
  });

  it("runs nothing that stands in an input", () => {
    const evil = "$(touch owned) `touch owned`; touch owned \"' && touch owned";
    const { words } = runAction({ file: evil, config: evil, orders: evil });
    expect(words.slice(-1)).toEqual([evil]);
    expect(words).toContain(`--config=${evil}`);
    expect(existsSync(join(folder, "owned"))).toBe(false);
  });

  it("takes a name that looks like a flag for a file", () => {
    expect(runAction({ file: "--fix" }).words.slice(-2)).toEqual(["--", "--fix"]);
  });

  it.each(["latest; touch owned", "file:../x", "https://evil.example/x.tgz", ""])(
    "refuses %j for a version",
    (version) => {
      expect(runAction({ file: "plan.csv", version })).toEqual({ status: 2, words: [] });
    },
  );
});
