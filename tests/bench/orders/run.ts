import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import { runDuckDb, sqlForPage } from "./duckdb.ts";
import { generate } from "./generate.ts";

/**
 * `evenbook label` against DuckDB on an order history of ten million lines: time and peak memory of the whole process, and whether both
 * come to the same figures. `--write` renews the page; a number is another count of lines.
 */
const CLIENTS_PER_LINE = 1 / 50;
const RUNS = 4;
/** Bars: at most so much of DuckDB's time and memory. */
const [TIME_BAR, MEMORY_BAR] = [0.8, 0.5];
const page = new URL("../../../../../../docs/benchmarks-orders.md", import.meta.url);
const bin = resolve("bin/evenbook.js");
const columns = ["gap_cv", "regularity", "clumpiness", "adi", "amount_cv2", "repeat_share_lines", "repeat_share_value"]
  .concat(["concentration", "max_to_median_order", "category_novelty", "self_service_share", "return_share"])
  .concat(["orders", "order_days", "lines", "tenure_days", "recency_days", "items", "categories"]);

interface Measured {
  readonly seconds: number;
  /** Of all threads together. */
  readonly processorSeconds: number;
  readonly megabytes: number;
}

const METER = `process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  console.error("peak " + process.resourceUsage().maxRSS + " processor " + (user + system) / 1e6);
});\n`;

/** Time and peak memory of a process of its own, start-up included. */
function measure(command: readonly string[], folder: string): Measured {
  const meter = join(folder, "meter.mjs");
  writeFileSync(meter, METER);
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ["--import", meter, ...command], { encoding: "utf8" });
  const seconds = (performance.now() - started) / 1000;
  const [, peak, processor] = /peak (\d+) processor ([\d.]+)/.exec(stderr) ?? [];
  if (status !== 0 || peak === undefined) throw new Error(`${command.join(" ")} ended with ${status}: ${stderr}`);
  return { seconds, processorSeconds: Number(processor), megabytes: Number(peak) / 1024 };
}

/** The fastest run: whatever else the machine does makes a run slower, never faster, and hits two threads harder than one. */
function best(runs: readonly Measured[]): Measured {
  return [...runs].sort((a, b) => a.seconds - b.seconds)[0] as Measured;
}

/** The largest difference between the signals of the two, relative where they are above 1. */
function largestDifference(folder: string): number {
  const read = (name: string) =>
    new Map(
      (parse(readFileSync(join(folder, name)), { columns: true }) as Record<string, string>[]).map((row) => [
        row["client_id"] as string,
        row,
      ]),
    );
  const [ours, theirs] = [read("labels.csv"), read("duckdb.csv")];
  let largest = 0;
  for (const [id, their] of theirs) {
    const our = ours.get(id);
    for (const column of columns) {
      // Too short a history gives no value here, and sometimes one there.
      const [one, other] = [our?.[column] ?? "", their[column] ?? ""];
      if (one === "" || other === "") continue;
      const [a, b] = [Number(one), Number(other)];
      largest = Math.max(largest, Math.abs(a - b) / Math.max(1, Math.abs(b)));
    }
  }
  return largest;
}

async function compare(lines: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "evenbook-orders-"));
  try {
    const clients = Math.round(lines * CLIENTS_PER_LINE);
    await generate(folder, lines, clients);
    const tables = ["clients", "reps", "orders"].flatMap((table) => [`--${table}`, join(folder, `${table}.csv`)]);
    const label = [bin, "label", ...tables, "--out", join(folder, "labels.csv")];
    const duckdb = [fileURLToPath(import.meta.url), "duckdb", folder];
    const [ours, theirs]: [Measured[], Measured[]] = [[], []];
    // Less the one process that wrote the files.
    const busy = Math.max(0, (loadavg()[0] ?? 0) - 1);
    // In turn, so that a noisy minute hits both.
    for (let run = 0; run < RUNS; run++) {
      ours.push(measure(label, folder));
      theirs.push(measure(duckdb, folder));
      process.stderr.write(`run ${run + 1}: ${JSON.stringify([ours.at(-1), theirs.at(-1)])}\n`);
    }
    const bytes = statSync(join(folder, "orders.csv")).size;
    return report(lines, clients, bytes, best(ours), best(theirs), largestDifference(folder), busy);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function report(
  lines: number,
  clients: number,
  bytes: number,
  ours: Measured,
  theirs: Measured,
  difference: number,
  busy: number,
): string {
  const row = (name: string, { seconds, processorSeconds, megabytes }: Measured) =>
    `| ${name.padEnd(14)} | ${seconds.toFixed(1).padStart(7)} | ${processorSeconds.toFixed(1).padStart(17)} | ${megabytes.toFixed(0).padStart(7)} |`;
  const [time, memory] = [ours.seconds / theirs.seconds, ours.megabytes / theirs.megabytes];
  const processor = ours.processorSeconds / theirs.processorSeconds;
  const verdict = (ratio: number, bar: number) => `${ratio.toFixed(2)} (${ratio <= bar ? "within" : "above"} ${bar})`;
  return [
    ...(busy > 0.5
      ? [
          `The machine was busy (load ${busy.toFixed(1)} before the first run): that hits two threads harder than one.`,
          "",
        ]
      : []),
    `${lines.toLocaleString("en")} lines of ${clients.toLocaleString("en")} clients, ${(bytes / 1e6).toFixed(0)} MB`,
    "",
    "|                | seconds | processor seconds | peak MB |",
    "| -------------- | ------- | ----------------- | ------- |",
    row("evenbook label", ours),
    row("DuckDB", theirs),
    "",
    `Ours / DuckDB: time ${verdict(time, TIME_BAR)}, processor time ${processor.toFixed(2)}, memory ${verdict(memory, MEMORY_BAR)}. Largest difference of a signal: ${difference.toExponential(1)}.`,
  ].join("\n");
}

function pageText(table: string): string {
  const machine = `${cpus().length} x ${cpus()[0]?.model}`;
  return `# Benchmark of the order history

Written by \`npm run bench:orders -- --write\`. Machine: ${machine}, Node ${process.version}.

${table}

- Each is a process of its own; time and peak memory are of the whole process, start-up included; the fastest of ${RUNS} runs, taken in turn.
- \`evenbook label --out\` reads the clients, the reps and the orders, hashes them, computes every signal of every client, labels each
  with reasons and writes labels.csv. It uses two threads for reading and for labelling, which gain time only where two processors are
  free: then look at the seconds, else at the processor seconds.
- DuckDB (\`@duckdb/node-api\`, in memory, a thread for each processor) reads the clients and the orders with the types given, computes
  the same signals by the statement below and writes them to a CSV; it does not label. The largest difference between the two results is
  taken over all clients and ${columns.length} signals; labels.csv has 6 decimals.
- The file is made by \`tests/bench/orders/generate.ts\`, seed 1: two years by day, orders of 1 to 5 lines, a few large clients.

\`\`\`sql
${sqlForPage()}
\`\`\`
`;
}

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  if (words[0] === "duckdb") return runDuckDb(words[1] as string);
  const table = await compare(Number(words.find((word) => /^\d+$/.test(word)) ?? 10_000_000));
  process.stdout.write(`${table}\n`);
  if (words.includes("--write")) writeFileSync(page, pageText(table));
}

await main();
