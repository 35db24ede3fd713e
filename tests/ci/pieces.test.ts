import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse, parseDocument } from "yaml";
import { parseBaseline } from "../../src/baseline/parse-baseline.ts";
import { checkFormats } from "../../src/report/check/check-report.ts";

const root = join(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(join(root, file), "utf8");
const packageVersion: string = JSON.parse(read("package.json")).version;

/** Every flag of `evenbook check`. */
const FLAGS = new Set(
  (
    "--config --clients --reps --orders --requests --overrides --as-of --quarter --format --output --fail-on --max --baseline --write-baseline " +
    "--fix --out --json --quiet --no-color"
  ).split(" "),
);

interface Action {
  readonly inputs: Record<
    string,
    { readonly description: string; readonly required?: boolean; readonly default?: unknown }
  >;
  readonly runs: {
    readonly using: string;
    readonly steps: readonly {
      readonly run?: string;
      readonly shell?: string;
      readonly env?: Record<string, string>;
    }[];
  };
}

describe("action.yml", () => {
  const action = parse(read("action.yml")) as Action;

  it("is a composite action whose inputs are all described, and optional but for the file", () => {
    expect(action.runs.using).toBe("composite");
    for (const [name, input] of Object.entries(action.inputs)) {
      expect(input.description, name).toMatch(/\w/);
      if (name === "file") expect(input.required).toBe(true);
      else expect(input.default, name).toBeTypeOf("string");
    }
  });

  it("hands inputs over as variables, never inside the script", () => {
    for (const step of action.runs.steps) {
      expect(step.shell).toBe("bash");
      expect(step.run).not.toContain("${{");
    }
  });

  it("uses every input", () => {
    const used = JSON.stringify(action.runs);
    for (const name of Object.keys(action.inputs)) expect(used).toContain(`\${{ inputs.${name} }}`);
  });

  it("uses only variables that it sets, and flags that exist", () => {
    for (const { run = "", env = {} } of action.runs.steps) {
      for (const [, name] of run.matchAll(/\$\{?(EVENBOOK_\w+)/g)) expect(Object.keys(env)).toContain(name);
      for (const [, flag] of run.matchAll(/(?:add|add_lines) (--[\w-]+)/g)) expect(FLAGS).toContain(flag);
    }
  });

  it("takes the version that the package has", () => {
    expect(action.inputs["version"]?.default).toBe(packageVersion);
  });
});

describe(".pre-commit-hooks.yaml", () => {
  const hooks = parse(read(".pre-commit-hooks.yaml")) as Record<string, unknown>[];

  it("has what pre-commit asks for, and takes no file names", () => {
    expect(hooks).toHaveLength(1);
    expect(hooks[0]).toMatchObject({
      id: "evenbook-check",
      entry: "evenbook check",
      language: "node",
      pass_filenames: false,
    });
    expect(hooks[0]?.["name"]).toBeTypeOf("string");
    const files = new RegExp(String(hooks[0]?.["files"]));
    for (const name of ["plans/2026Q4/plan.csv", "evenbook.yaml", "evenbook.yml"]) expect(name).toMatch(files);
    expect("notes.md").not.toMatch(files);
  });
});

describe("docs/ci.md", () => {
  const page = read("docs/ci.md");
  const blocks = [...page.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, language = "", text = ""]) => ({
    language,
    text,
  }));
  const yaml = blocks.filter(({ language }) => language === "yaml");
  const command = /evenbook(@\S+)? check /;
  const commands = blocks.flatMap(({ text }) => text.split("\n")).filter((line) => command.test(line));

  it("has YAML that parses", () => {
    expect(yaml.length).toBeGreaterThanOrEqual(4);
    for (const { text } of yaml) expect(parseDocument(text).errors, text).toEqual([]);
  });

  it("has commands with flags and formats that exist", () => {
    expect(commands.length).toBeGreaterThanOrEqual(6);
    for (const line of commands) {
      const words = line.slice(line.search(command)).split(/\s+/);
      for (const word of words.filter((one) => one.startsWith("--"))) expect(FLAGS, line).toContain(word.split("=")[0]);
      for (const [index, word] of words.entries()) {
        if (word === "--format") expect(checkFormats, line).toContain(words[index + 1]?.split("=")[0]);
      }
    }
  });

  it("has flags in its prose that exist", () => {
    for (const [, flag] of page.matchAll(/`(--[\w-]+)/g)) expect(FLAGS).toContain(flag);
  });

  it("names inputs of the action that exist", () => {
    const { inputs } = parse(read("action.yml")) as Action;
    const steps = yaml.flatMap(({ text }) => stepsOf(parse(text))).filter(({ uses }) => uses?.startsWith("evenbook/"));
    expect(steps.length).toBeGreaterThanOrEqual(2);
    for (const step of steps)
      for (const name of Object.keys(step.with ?? {})) expect(Object.keys(inputs)).toContain(name);
  });

  it("pins the version that the package has", () => {
    const versions = [...page.matchAll(/evenbook@v?([\d.]+\d)|rev: v([\d.]+\d)/g)].map(([, a, b]) => a ?? b);
    expect(versions.length).toBeGreaterThanOrEqual(5);
    expect(new Set(versions)).toEqual(new Set([packageVersion]));
  });

  it("shows a baseline that can be read", () => {
    const json = blocks.filter(({ language }) => language === "json");
    expect(json).toHaveLength(1);
    expect(parseBaseline(json[0]?.text ?? "", "b.json").findings).toEqual([]);
  });
});

type Step = { readonly uses?: string; readonly with?: object };

/** The steps of a workflow, or of a piece of one. */
function stepsOf(value: unknown): Step[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "uses" in value ? [value as Step] : [];
  return [...own, ...Object.values(value).flatMap(stepsOf)];
}
