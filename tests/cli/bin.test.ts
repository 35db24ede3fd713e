import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const bin = join(import.meta.dirname, "../../bin/evenbook.js");
const small = join(import.meta.dirname, "../../fixtures/small");
const tables = [
  "--clients",
  join(small, "clients.csv"),
  "--reps",
  join(small, "reps.csv"),
  "--orders",
  join(small, "orders.csv"),
];

function evenbook(...argv: string[]) {
  return spawnSync(process.execPath, [bin, ...argv], { encoding: "utf8" });
}

describe("bin/evenbook.js", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "evenbook-bin-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("writes the five files and nothing else, and says where", () => {
    const out = join(folder, "plan");
    const { status, stdout } = evenbook("plan", ...tables, "--out", out);
    expect(status).toBe(0);
    expect(stdout).toContain("written to");
    expect(readdirSync(out).sort()).toEqual(["changes.csv", "labels.csv", "plan.csv", "summary.json", "unplaced.csv"]);
    expect(JSON.parse(readFileSync(join(out, "summary.json"), "utf8")).inputs[0].sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it("writes the same bytes twice, and an older plan only with --force", () => {
    const [one, two] = [join(folder, "one"), join(folder, "two")];
    evenbook("plan", ...tables, "--out", one);
    evenbook("plan", ...tables, "--out", two);
    for (const name of readdirSync(one))
      expect(readFileSync(join(two, name), "utf8")).toBe(readFileSync(join(one, name), "utf8"));
    expect(evenbook("plan", ...tables, "--out", one)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("--force"),
    });
    expect(evenbook("plan", ...tables, "--out", one, "--force").status).toBe(0);
  });

  it("does not write over an input", () => {
    const clients = join(folder, "labels.csv");
    writeFileSync(clients, readFileSync(join(small, "clients.csv")));
    const { status, stderr } = evenbook("label", "--clients", clients, ...tables.slice(2), "--out", clients);
    expect([status, stderr]).toEqual([2, expect.stringContaining("is an input of this run")]);
    expect(readFileSync(clients, "utf8")).toBe(readFileSync(join(small, "clients.csv"), "utf8"));
  });

  it("writes nothing when the output folder cannot be made", () => {
    writeFileSync(join(folder, "file"), "");
    const { status, stderr } = evenbook("plan", ...tables, "--out", join(folder, "file", "plan"));
    expect([status, stderr]).toEqual([2, expect.stringContaining("cannot write")]);
    expect(readdirSync(folder)).toEqual(["file"]);
  });

  it("makes names that start a formula safe in every CSV", () => {
    const out = join(folder, "plan");
    evenbook("plan", ...tables, "--out", out);
    expect(readFileSync(join(out, "plan.csv"), "utf8")).toContain("C7,'=Formel GmbH");
    expect(readFileSync(join(out, "labels.csv"), "utf8")).toContain("C7,'=Formel GmbH");
  });

  it("never sends control characters of a file to the terminal", () => {
    const clients = join(folder, "clients.csv");
    writeFileSync(
      clients,
      readFileSync(join(small, "clients.csv"), "utf8").replace("Adler Pumpen", "Adler\u001b[2J\u0007\u202ePumpen"),
    );
    const { stdout } = evenbook("plan", "--clients", clients, ...tables.slice(2));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: looking for control characters is the point
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(stdout).toContain("Adler\\u001b[2J");
  });

  it("prints no colours when piped, whatever the terminal is called", () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: looking for escapes is the point
    expect(evenbook("plan", ...tables).stdout).not.toMatch(/\u001b/);
  });

  it("ends quietly when the reader of its output goes away", async () => {
    const child = spawn(
      "sh",
      [
        "-c",
        `"${process.execPath}" "${bin}" plan ${tables.map((one) => `"${one}"`).join(" ")} --json | head -c 10 > /dev/null`,
      ],
      {
        stdio: "pipe",
      },
    );
    let stderr = "";
    child.stderr.on("data", (chunk) => {
      stderr += chunk;
    });
    await new Promise((done) => child.on("close", done));
    expect(stderr).toBe("");
  });

  it("reads one table from standard input", () => {
    const { status, stdout } = spawnSync(process.execPath, [bin, "plan", "--clients", "-", ...tables.slice(2)], {
      input: readFileSync(join(small, "clients.csv")),
      encoding: "utf8",
    });
    expect(status).toBe(0);
    expect(stdout).toContain("standard input");
  });
});
