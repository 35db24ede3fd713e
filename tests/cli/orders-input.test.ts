import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { gzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ReadProgressBar } from "../../src/cli/read-progress.ts";
import { runInProcess } from "./run-in-process.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "evenbook-orders-"));
  write("clients.csv", "client_id,name,owner_id\nC1,Alder,R1\nC2,Birch,R1\n");
  write("reps.csv", "rep_id,name,role,level\nR1,Ann Reed,both,senior\n");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, content: string | Buffer) => writeFileSync(join(folder, name), content);
const header = "order_id,client_id,order_date,amount\n";
const year = (of: number, first: number) =>
  header +
  Array.from(
    { length: 12 },
    (_, at) => `${first + at},C${1 + (at % 2)},${of}-${String(at + 1).padStart(2, "0")}-05,10.00\n`,
  ).join("");

/** Lines of the order history by the report. */
async function ordersOf(...argv: string[]) {
  const { code, out, err } = await runInProcess(["plan", "--json", "--effort", "quick", ...argv], folder);
  const document = JSON.parse(out) as {
    inputs?: { table: string; file: string; understood: string[] }[];
    findings: { code: string }[];
  };
  const orders = (document.inputs ?? []).filter(({ table }) => table === "orders");
  return { code, err, document, files: orders.map(({ file }) => file), words: orders[0]?.understood.join("; ") };
}

describe("several order files as one history", () => {
  it("are found by a pattern, plain or packed, and an order of two files counts once", async () => {
    write("orders-2025.csv", year(2025, 1));
    write("orders-2026.csv.gz", gzipSync(`${year(2026, 13)}12,C2,2025-12-05,10.00\n`));
    write("other.csv", "nothing");
    const { files, words, document } = await ordersOf("--orders", "orders-*");
    expect(files).toEqual(["orders-2025.csv", "orders-2026.csv.gz"]);
    expect(words).toContain("24 lines of 25 used, 2025-01-05 to 2026-12-05");
    expect(words).toContain("1 line is in an earlier file too and counts once");
    expect(document.findings.map(({ code }) => code)).toContain("EB133");
  });

  it("may be a pattern in the config, and a file that two patterns match is read once", async () => {
    write("orders-2025.csv", year(2025, 1));
    write("evenbook.yaml", "files:\n  orders: ['orders-*.csv', 'orders-20*.csv']\n");
    const { files, words } = await ordersOf();
    expect(files).toEqual(["orders-2025.csv"]);
    expect(words).toContain("12 lines of 12 used");
  });

  it("that no file matches are an error", async () => {
    const { code, document } = await ordersOf("--orders", "sales-*.csv");
    expect([code, document.findings]).toEqual([2, [expect.objectContaining({ code: "EB110" })]]);
  });
});

describe("--rejects", () => {
  const bad = Array.from({ length: 300 }, (_, at) => `B${at},C1,someday,5\n`).join("");
  const rejects = () => parse(readFileSync(join(folder, "bad.csv"))) as string[][];

  it("has every bad row with its reason and its place, also when the run stops there", async () => {
    write("orders.csv", `${year(2026, 1)}${bad}X1,C9,2026-01-01,7\n"=1+1",C1\n`);
    const { code, err } = await runInProcess(["plan", "--rejects", "bad.csv"], folder);
    expect(code).toBe(2);
    expect(err).toContain("and 295 more EB116: write them all with --rejects FILE");
    expect(err).toContain("302 of 314 order lines");
    expect(err).toContain("Nothing was written but bad.csv, which has 302 problems of rows");
    expect(err.split("someday")).toHaveLength(6);
    const rows = rejects();
    expect(rows[0]).toEqual(["file", "line", "column", "code", "problem", "remedy", "row"]);
    expect(rows).toHaveLength(303);
    expect(rows[1]?.slice(0, 4)).toEqual(["orders.csv", "14", "7", "EB116"]);
    expect(rows[1]?.[6]).toBe("B0,C1,someday,5");
    expect(rows[301]?.slice(3, 5)).toEqual([
      "EB101",
      'client "C9" is not in the clients file, so 1 order line cannot be used',
    ]);
    expect(rows[302]?.slice(3)).toEqual(["EB115", expect.any(String), expect.any(String), '"=1+1",C1']);
    expect(readdirSync(folder).filter((name) => name.includes("tmp"))).toEqual([]);
  });

  it("has the rows of the clients and reps, too", async () => {
    write("orders.csv", year(2026, 1));
    write("clients.csv", "client_id,name,sites\nC1,Alder,many\nC2,Birch,1\n");
    await runInProcess(["plan", "--rejects", "bad.csv"], folder);
    expect(
      rejects()
        .slice(1)
        .map(([file, line, , code, , , row]) => [file, line, code, row]),
    ).toEqual([["clients.csv", "2", "EB117", "C1,Alder,many"]]);
  });

  it("has the rows of requests, overrides and the checked file, and is named in the report", async () => {
    write("orders.csv", `${year(2026, 1)}B1,C1,someday,5\n`);
    write("requests.csv", "client_id,date\nC1,2026-01-05\nC1\n");
    write("overrides.csv", "client_id,label\nC77,transactional\n");
    write("plan.csv", "client_id,seller_id\nC1,R1\nC88,R1\nC2,R77\n");
    const config = "orders: { max_unusable_share: 0.5 }\n";
    write("evenbook.yaml", config);
    const { err } = await runInProcess(["check", "plan.csv", "--rejects", "bad.csv"], folder);
    expect(err).toContain("bad.csv");
    const files = new Set(
      rejects()
        .slice(1)
        .map(([file, line, , code]) => `${file}:${line} ${code}`),
    );
    expect(files).toContain("requests.csv:3 EB115");
    expect(files).toContain("overrides.csv:2 EB138");
    write("requests.csv", "client_id,date\nC1,2026-01-05\n");
    const checked = await runInProcess(["check", "plan.csv", "--rejects", "bad.csv"], folder);
    expect(checked.err).toContain("rejects: bad.csv, which has 4 problems of rows that cannot be used");
    const rows = rejects()
      .slice(1)
      .map(([file, line, , code, , , row]) => `${file}:${line} ${code} ${row}`);
    expect(rows).toContain("plan.csv:3 EB101 C88,R1");
    expect(rows).toContain("plan.csv:4 EB102 C2,R77");
    const planned = await runInProcess(["plan", "--effort", "quick", "--rejects", "bad.csv"], folder);
    expect(planned.out.replace(/\s+/g, " ")).toContain("1 line (5) cannot be used: bad.csv has them");
  });

  it("makes no folder", async () => {
    write("orders.csv", year(2026, 1));
    const { code, err } = await runInProcess(["label", "--rejects", "new/bad.csv"], folder);
    expect([code, err]).toEqual([2, expect.stringContaining("there is no folder new; make it first")]);
    expect(readdirSync(folder)).not.toContain("new");
  });

  it("is there with a header only when every row is good, and never replaces an input", async () => {
    write("orders.csv", year(2026, 1));
    write("bad.csv", "of an older run");
    expect((await runInProcess(["label", "--rejects", "bad.csv"], folder)).code).toBe(0);
    expect(rejects()).toHaveLength(1);
    const { code, err } = await runInProcess(["label", "--rejects", "orders.csv"], folder);
    expect([code, err]).toEqual([2, expect.stringContaining("is an input of this run")]);
    expect(readFileSync(join(folder, "orders.csv"), "utf8")).toBe(year(2026, 1));
  });
});

describe("the bar of progress", () => {
  const terminal = () => Object.assign(new PassThrough({ encoding: "utf8" }), { isTTY: true, columns: 120 });
  const bar = (stderr: PassThrough, quiet: boolean, now: () => number) =>
    new ReadProgressBar({ quiet }, { stderr, stderrIsTty: true } as never, now);
  const size = 200 * 1024 * 1024;

  it("shows bytes, lines, rate and time left when a file takes over a second, and is gone at the end", () => {
    const stderr = terminal();
    let now = 0;
    const shown = bar(stderr, false, () => now);
    shown.show({ file: "in/orders.csv", bytes: 1024 * 1024, size, rows: 10_000 });
    now = 900;
    shown.show({ file: "in/orders.csv", bytes: size / 4, size, rows: 500_000 });
    expect(stderr.read()).toBeNull();
    now = 2000;
    shown.show({ file: "in/orders.csv", bytes: size / 2, size, rows: 1_000_000 });
    expect(String(stderr.read())).toMatch(
      /orders\.csv \[.*\] 100 of 200 MB, 1,000,000 lines, 500,000 lines\/s, 2 s left/,
    );
    shown.end();
    // Erased: the line is cleared and the cursor stands at its start.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what the terminal is told is the point
    expect(String(stderr.read())).toMatch(/\u001b\[1G\u001b\[\dK/);
  });

  it("shows nothing with --quiet", () => {
    const stderr = terminal();
    let now = 0;
    const shown = bar(stderr, true, () => now);
    for (now = 0; now < 5000; now += 1000) shown.show({ file: "orders.csv", bytes: now, size, rows: now });
    shown.end();
    expect(stderr.read()).toBeNull();
  });
});

describe("the start", () => {
  it("of --version and --help loads no reader, solver or schema", async () => {
    const { spawnSync } = await import("node:child_process");
    const bin = join(import.meta.dirname, "../../bin/evenbook.js");
    // Every module that is loaded passes through this hook.
    const hook = `import { register } from "node:module"; register("data:text/javascript," + encodeURIComponent(\`
      export async function load(url, context, next) { process._rawDebug(url); return next(url, context); }\`));`;
    write("hook.mjs", hook);
    for (const option of ["--version", "--help"]) {
      const { stderr, status } = spawnSync(process.execPath, ["--import", join(folder, "hook.mjs"), bin, option], {
        encoding: "utf8",
      });
      expect(status).toBe(0);
      const loaded = stderr.split("\n").filter((url) => url.startsWith("file:"));
      expect(loaded.some((url) => url.endsWith("commander/esm.mjs"))).toBe(true);
      const heavy =
        /node_modules\/(csv-parse|csv-stringify|zod|highs|yaml|string-width|cli-progress)\/|dist\/(input|planning)\//;
      expect(loaded.filter((url) => heavy.test(url))).toEqual([]);
    }
    expect(existsSync(bin)).toBe(true);
  });
});
