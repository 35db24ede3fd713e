import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { fileRules } from "../../src/check/file-rules.ts";
import { rules } from "../../src/rules/catalogue.ts";
import { expectGolden } from "../cli/golden-case.ts";
import { runInProcess } from "../cli/run-in-process.ts";

/**
 * Each folder under fixtures/rules named after a code has `bad`, which the check reports with that code, and `good`, in which it does not:
 * `cmd` has the arguments (one a line), `expected.golden.txt` what the run printed and its exit code. What a folder does not have itself
 * comes from `tables`. `UPDATE_GOLDEN=1 npx vitest run tests/rules-fixtures` writes them anew: then read the difference line by line.
 */
const root = join(import.meta.dirname, "../../fixtures/rules");
const kinds = ["bad", "good"] as const;
const folders = readdirSync(root)
  .filter((name) => /^EB\d{3}-/.test(name))
  .sort();

/** Codes that the reader of the assignment file and the baseline give, beside the rules' own. */
const alsoJudged = ["EB101", "EB102", "EB104", "EB107", "EB139", "EB140", "EB504"];

/** The plan that the `summary.json` files tell of was made from the common tables with the common config. */
async function renewSummaries(): Promise<void> {
  const tables = ["clients", "reps", "orders"].flatMap((table) => [`--${table}`, `tables/${table}.csv`]);
  const { out } = await runInProcess(["plan", "--json", "--config", "without-aims.yaml", ...tables], root);
  const { quarter, as_of, config_sha256, inputs } = JSON.parse(out) as {
    quarter: string;
    as_of: string;
    config_sha256: string;
    inputs: { table: string; sha256: string }[];
  };
  const made = { quarter, as_of, config_sha256, inputs: inputs.map(({ table, sha256 }) => ({ table, sha256 })) };
  for (const name of folders.filter((folder) => folder.startsWith("EB6"))) {
    for (const kind of kinds) {
      writeFileSync(join(root, name, kind, "summary.json"), `${JSON.stringify(made, undefined, 2)}\n`);
    }
  }
}

describe("fixtures of the rules", () => {
  beforeAll(async () => {
    if (process.env.UPDATE_GOLDEN) await renewSummaries();
  });

  it.each(folders.flatMap((name) => kinds.map((kind) => [name, kind] as const)))("%s %s", async (name, kind) => {
    const printed = await expectGolden(join(root, name, kind));
    const reported = new RegExp(
      `: (?:error|warning|info) ${name.slice(0, 5)} |(?:error|warning|info) ${name.slice(0, 5)} ${name.slice(6)}$`,
      "m",
    );
    if (kind === "bad") expect(printed).toMatch(reported);
    else expect(printed).not.toMatch(reported);
  });

  it("are there for every rule, bad and good", () => {
    const codes = new Set([...[...rules, ...fileRules].map((card) => card.code), ...alsoJudged]);
    const wanted = [...codes].sort();
    const complete = folders.filter((name) => kinds.every((kind) => existsSync(join(root, name, kind, "cmd"))));
    expect(complete.map((name) => name.slice(0, 5))).toEqual(wanted);
  });

  it("bear the rule's name", () => {
    const names = new Map([...rules, ...fileRules].map(({ code, name }) => [code, `${code}-${name}`]));
    for (const name of folders) expect(name).toBe(names.get(name.slice(0, 5)) ?? name);
  });
});
