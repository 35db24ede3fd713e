import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runInProcess } from "../cli/run-in-process.ts";

/** What is said of the config, of the plan's making, and of runs that cannot judge. */
const root = join(import.meta.dirname, "../../fixtures/rules");
const tables = ["clients", "reps", "orders"].flatMap((table) => [`--${table}`, join(root, `tables/${table}.csv`)]);
const quiet = readFileSync(join(root, "without-aims.yaml"), "utf8");

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "evenbook-settings-"));
  write("evenbook.yaml", quiet);
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const read = (name: string) => readFileSync(join(folder, name), "utf8");
const run = (...args: readonly string[]) => runInProcess([...args, ...tables], folder);
const stale = async (...args: readonly string[]) => {
  const { out } = await run("check", "plan.csv", "--format", "concise", ...args);
  return [...out.matchAll(/EB6\d\d .*/g)].map(([line]) => line);
};

describe("a must rule that is lowered", () => {
  it.each([
    ...["EB102", "client-missing", "EB104", "seat-missing", "EB201", "EB202", "wrong-role", "EB204", "EB205", "EB206"],
    ...["EB207", "EB208", "EB209", "family-split"],
  ])("is said where it stands: %s", async (rule) => {
    write("plan.csv", readFileSync(join(root, "EB211-family-split/good/plan.csv"), "utf8"));
    write("evenbook.yaml", `${quiet}  ${rule}: { severity: warning }\n`);
    const { out } = await run("check", "plan.csv", "--format", "concise");
    expect(out).toMatch(
      new RegExp(`^evenbook.yaml:9:3: warning EB505 the config sets the must rule .*${rule}.* to warning$`, "m"),
    );
  });
});

describe("settings that hit nothing", () => {
  it("stand where they are written", async () => {
    write("evenbook.yaml", "reps:\n  exclude:\n    - R1\n    - R99\nrules:\n  EB201: off\n  EB999: off\n");
    const { err } = await run("check", "plan.csv");
    expect(err).toContain("evenbook.yaml:4:7: warning EB506 ");
    expect(err).toContain("evenbook.yaml:7:3: error EB502 ");
  });
});

describe("a plan that is checked later", () => {
  beforeEach(async () => {
    await run("plan", "--out", ".");
  });

  it("is of the same config where what is given is what would be found anyway", async () => {
    expect(await stale()).toEqual([]);
    expect(await stale("--as-of", JSON.parse(read("summary.json")).as_of)).toEqual([]);
    expect(await stale("--quarter", JSON.parse(read("summary.json")).quarter)).toEqual([]);
    write("evenbook.yaml", `${quiet}columns: { clients: { name: name } }\nformats: { reps: { encoding: utf-8 } }\n`);
    expect(await stale()).toEqual([]);
  });

  it("is of another config where that judges otherwise", async () => {
    write("evenbook.yaml", `${quiet}balance: { tolerance: 0.3 }\n`);
    expect(await stale()).toEqual(["EB602 the config is not the one this plan was made with"]);
  });

  it("is of other tables when requests come, change or go", async () => {
    write("asked.csv", "client_id,date\nC01,2026-05-04\n");
    expect(await stale("--requests", "asked.csv")).toEqual([
      "EB603 this plan was made without a requests file, and there is one now",
    ]);
    await run("plan", "--out", ".", "--force", "--requests", "asked.csv");
    expect(await stale("--requests", "asked.csv")).toEqual([]);
    expect(await stale()).toEqual(["EB603 this plan was made with a requests file, and there is none now"]);
    write("asked.csv", "client_id,date\nC01,2026-05-05\n");
    expect(await stale("--requests", "asked.csv")).toEqual([
      "EB603 the requests file is not the one this plan was made from",
    ]);
  });
});

describe("a file that cannot be judged", () => {
  it("is reported in the form that was asked for", async () => {
    const { code, out, err } = await run(
      "check",
      "none.csv",
      "--format",
      "json",
      "--format",
      "sarif=a.sarif",
      "--format",
      "junit=a.xml",
    );
    expect([code, err]).toEqual([2, ""]);
    expect(JSON.parse(out)).toMatchObject({ summary: { errors: 1 }, findings: [{ code: "EB110" }] });
    expect(JSON.parse(read("a.sarif")).runs[0]).toMatchObject({
      results: [{ ruleId: "EB110" }],
      invocations: [{ executionSuccessful: false }],
    });
    expect(read("a.xml")).toContain("EB110 unreadable-file");
  });

  it("is none when its rows are only of nobody", async () => {
    write("plan.csv", "client_id,owner_id\nX1,R1\nX2,R1\n");
    const { code, out } = await run("check", "plan.csv", "--format", "concise");
    expect(code).toBe(1);
    expect(out.match(/EB101/g)).toHaveLength(2);
    expect(out.match(/EB103/g)).toHaveLength(11);
  });

  it("counts what it does not show", async () => {
    const rows = Array.from({ length: 120 }, (_, index) => `X${index},R1\n`);
    write("plan.csv", `client_id,owner_id\n${rows.join("")}`);
    const { out } = await run("check", "plan.csv", "--format", "concise");
    expect(out.match(/EB101/g)).toHaveLength(21);
    expect(out).toContain("plan.csv: and 100 more EB101 unknown-client\n");
  });
});

describe("files of several formats", () => {
  it("are given one by one, each another", async () => {
    const both = await run("check", "plan.csv", "--format", "json", "--format", "sarif", "--output", "a.json");
    expect([both.code, both.err]).toEqual([
      2,
      "evenbook: --output takes one format; with several write FORMAT=FILE for each\n",
    ]);
    const twice = await run("check", "plan.csv", "--format", "json=a.json", "--format", "sarif=./a.json");
    expect([twice.code, twice.err]).toEqual([2, "evenbook: two formats cannot be written to one file, a.json\n"]);
  });
});
