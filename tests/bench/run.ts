import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { type BenchResult, type Family, runEvenbook, runHighs } from "./contestants.ts";
import { benchPage, benchTable, type Line } from "./table.ts";

/** Clients, reps, effort, and whether HiGHS gets ten times our time as well. */
const SIZES = [
  { family: "planned", clients: 200, reps: 10, effort: "normal" },
  { family: "planned", clients: 2000, reps: 40, effort: "normal", tenfold: true },
  { family: "planned", clients: 20_000, reps: 200, effort: "normal" },
  { family: "even", clients: 200, reps: 10, effort: "normal" },
  { family: "even", clients: 2000, reps: 40, effort: "normal", tenfold: true },
  { family: "even", clients: 20_000, reps: 200, effort: "normal" },
  { family: "even", clients: 100_000, reps: 1000, effort: "normal" },
] as const;

/** Beyond so many clients the model does not fit into the 4 GB of a WebAssembly instance. */
const HIGHS_UP_TO = 20_000;

const page = new URL("../../../../../docs/benchmarks.md", import.meta.url);

/** Each contestant runs in a process of its own: peak memory is a figure of the process. */
function inOwnProcess(task: readonly (string | number)[], patienceSeconds?: number): BenchResult {
  const self = fileURLToPath(import.meta.url);
  const child = spawnSync(process.execPath, ["--max-old-space-size=6000", self, ...task.map(String)], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    ...(patienceSeconds !== undefined && { timeout: Math.ceil(1000 * patienceSeconds) }),
  });
  if (child.signal === "SIGTERM" && patienceSeconds !== undefined) {
    return { objective: null, bound: null, gap: null, seconds: patienceSeconds, peakMegabytes: null };
  }
  if (child.status !== 0) throw new Error(`${task.join(" ")} ended with ${child.status ?? child.signal}`);
  return JSON.parse(child.stdout) as BenchResult;
}

/** HiGHS looks at its clock now and then only; when it has long overrun its limit it is ended. */
function highs(family: Family, clients: number, reps: number, seconds: number): BenchResult {
  return inOwnProcess(["highs", family, clients, reps, seconds], 2 * seconds + 10);
}

function compare(size: (typeof SIZES)[number]): Line[] {
  const { family, clients, reps, effort } = size;
  const ours = inOwnProcess(["evenbook", family, clients, reps, effort]);
  process.stderr.write(`${family} ${clients} x ${reps}: ${JSON.stringify(ours)}\n`);
  const lines: Line[] = [{ family, clients, reps, solver: `evenbook, ${effort}`, result: ours }];
  if (clients > HIGHS_UP_TO) return lines;
  const same = highs(family, clients, reps, ours.seconds);
  lines.push({ family, clients, reps, solver: "HiGHS MIP, same time", result: same });
  if ("tenfold" in size) {
    const tenfold = highs(family, clients, reps, 10 * ours.seconds);
    lines.push({ family, clients, reps, solver: "HiGHS MIP, 10 x the time", result: tenfold });
  }
  return lines;
}

async function main(): Promise<void> {
  const [contestant, family, clients, reps, setting] = process.argv.slice(2);
  if (contestant === "evenbook") {
    process.stdout.write(
      JSON.stringify(await runEvenbook(family as Family, Number(clients), Number(reps), setting as "normal")),
    );
  } else if (contestant === "highs") {
    process.stdout.write(
      JSON.stringify(await runHighs(family as Family, Number(clients), Number(reps), Number(setting))),
    );
  } else {
    const most = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? Number.POSITIVE_INFINITY);
    const lines = SIZES.filter((size) => size.clients <= most).flatMap(compare);
    process.stdout.write(`${benchTable(lines)}\n`);
    if (process.argv.includes("--write"))
      writeFileSync(page, benchPage(lines, `${cpus().length} x ${cpus()[0]?.model}`));
  }
}

await main();
