import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { finished } from "node:stream/promises";

/**
 * The time and the memory that `evenbook check` takes for assignment files of a million rows. Build first (`npm run build`), then
 * `npx tsc -p tests/bench/tsconfig.json && node node_modules/.cache/bench/tests/bench/check-million.js`.
 */
const ROWS = 1_000_000;
const REPS = 40;
const bin = resolve("bin/evenbook.js");

async function writeRows(path: string, header: string, count: number, row: (at: number) => string): Promise<void> {
  const file = createWriteStream(path);
  file.write(header);
  for (let at = 0; at < count; at += 1000) {
    const rows = Array.from({ length: Math.min(1000, count - at) }, (_, index) => row(at + index));
    if (!file.write(rows.join(""))) await once(file, "drain");
  }
  file.end();
  await finished(file);
}

async function measure(title: string, known: number, idOf: (at: number) => string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "evenbook-million-"));
  try {
    const at = (name: string) => join(folder, name);
    const clients = "client_id,name,owner_id,region\n";
    await writeRows(at("clients.csv"), clients, known, (n) => `C${n},Client ${n},R${n % REPS},North\n`);
    await writeRows(at("reps.csv"), "rep_id,name,role,level\n", REPS, (n) => `R${n},Rep ${n},both,senior\n`);
    const orders = "order_id,client_id,order_date,amount\n";
    await writeRows(at("orders.csv"), orders, known, (n) => `O${n},C${n},2026-0${1 + (n % 9)}-15,120.00\n`);
    await writeRows(at("assigned.csv"), "client_id,owner_id\n", ROWS, (n) => `${idOf(n)},R${n % REPS}\n`);
    writeFileSync(at("measure.mjs"), CHILD);
    const started = performance.now();
    const { status, stderr } = spawnSync(process.execPath, ["--import", at("measure.mjs"), bin, ...ARGUMENTS], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    process.stdout.write(
      `${title}: exit code ${status}, ${seconds} s, peak ${/peak (\d+) MB/.exec(stderr)?.[1] ?? stderr} MB\n`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const tables = ["clients", "reps", "orders"].flatMap((table) => [`--${table}`, `${table}.csv`]);
const ARGUMENTS = ["check", "assigned.csv", ...tables, "--format", "concise"];
const CHILD = `process.on("exit", () => console.error("peak " + Math.round(process.resourceUsage().maxRSS / 1024) + " MB"));\n`;

await measure("1,000 clients, a million rows of others", 1000, (n) => (n < 1000 ? `C${n}` : `X${n}`));
await measure("1,000 clients, each a thousand times", 1000, (n) => `C${n % 1000}`);
await measure("1,000 clients, ids in scientific notation", 1000, (n) =>
  n < 1000 ? `C${n}` : `${1 + (n % 9)}.${10000 + (n % 80000)}E+12`,
);
await measure("20,000 clients, a million rows of others", 20_000, (n) => (n < 20_000 ? `C${n}` : `X${n}`));
