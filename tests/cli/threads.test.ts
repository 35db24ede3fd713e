import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "evenbook-threads-"));
afterAll(() => rmSync(folder, { recursive: true }));

const CLIENTS = 10_500;
const LINES = 150_000;

function writeTables(): void {
  const clients = Array.from({ length: CLIENTS }, (_, at) => `C${at},Client ${at},R1`);
  writeFileSync(join(folder, "clients.csv"), ["client_id,name,owner_id", ...clients, ""].join("\n"));
  writeFileSync(join(folder, "reps.csv"), "rep_id,name,role,level\nR1,Ann,seller,senior\n");
  const orders = Array.from({ length: LINES }, (_, at) => {
    const month = String(1 + Math.floor((at / LINES) * 9)).padStart(2, "0");
    return `O${at >> 1},C${(at * 7919) % (CLIENTS - 500)},2026-${month}-${10 + (at % 17)},S${at % 301},${(at % 999) + 0.5}`;
  });
  orders[LINES - 3] = "O1,nobody,2026-09-05,S1,1.00";
  writeFileSync(join(folder, "orders.csv"), ["order_id,client_id,order_date,sku,amount", ...orders, ""].join("\n"));
}

/** The outcome, and how many threads were started beside the first one. */
function label(threads: number) {
  const counter = 'data:text/javascript,process.on("worker",()=>process.stderr.write("thread\\n"))';
  const tables = ["clients", "reps", "orders"].flatMap((table) => [`--${table}`, `${table}.csv`]);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", counter, join(process.cwd(), "bin/evenbook.js"), "label", ...tables, "--out", "labels.csv"],
    { cwd: folder, encoding: "utf8", env: { ...process.env, EVENBOOK_THREADS: String(threads) } },
  );
  const labels = readFileSync(join(folder, "labels.csv"));
  return {
    started: stderr.match(/^thread$/gm)?.length ?? 0,
    outcome: { status, stdout, stderr: stderr.replace(/^thread\n/gm, ""), labels },
  };
}

it("writes the same bytes and warnings with one thread and with two", () => {
  writeTables();
  const [one, two] = [label(1), label(2)];
  expect(one.started).toBe(0);
  // One reads orders, one labels.
  expect(two.started).toBe(2);
  expect(one.outcome.status).toBe(0);
  expect(two.outcome.labels.equals(one.outcome.labels)).toBe(true);
  expect(two.outcome.stderr).toBe(one.outcome.stderr);
  expect(two.outcome.stdout).toBe(one.outcome.stdout);
});
