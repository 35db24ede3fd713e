import type { BenchResult, Family } from "./contestants.ts";

/** One line of the table. */
export interface Line {
  readonly family: Family;
  readonly clients: number;
  readonly reps: number;
  readonly solver: string;
  readonly result: BenchResult;
}

const HEAD = ["instance", "clients x reps", "solver", "objective", "bound", "gap", "seconds", "peak MB"];

/** The figures as a Markdown table with aligned columns. */
export function benchTable(lines: readonly Line[]): string {
  const rows = lines.map(({ family, clients, reps, solver, result }) => [
    family,
    `${clients.toLocaleString("en")} x ${reps.toLocaleString("en")}`,
    solver,
    figure(result.objective, 2),
    figure(result.bound, 2),
    result.gap === null ? "none" : `${(100 * result.gap).toFixed(3)}%`,
    figure(result.seconds, 1),
    figure(result.peakMegabytes, 0),
  ]);
  const widths = HEAD.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] as string).length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] as number)).join(" | ")} |`;
  return [line(HEAD), `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...rows.map(line)].join("\n");
}

function figure(value: number | null, digits: number): string {
  return value === null ? "none" : value.toFixed(digits);
}

/** The page `docs/benchmarks.md`. */
export function benchPage(lines: readonly Line[], machine: string): string {
  return `# Benchmarks of the allocation solver

Written by \`npm run bench -- --write\`. Machine: ${machine}, Node ${process.version}, one thread.

${benchTable(lines)}

- The gap is certified: (objective - bound) / objective, with the bound each solver proved itself.
- "HiGHS MIP" is HiGHS (WebAssembly) on the same model in the same run, with our wall time, or ten times that, as its limit; it
  may overrun its limit, and is ended at twice that and 10 s. "none" means that it had no assignment, or no bound, by then. At 100,000 x 1,000 the model does not fit
  into a WebAssembly instance.
- Each line is a process of its own, so that peak memory is that of one solver; it includes the instance.

## The instances

Seed 1 of two generators, both with five regions, three levels, log-normal revenue, complex clients kept off juniors, 5% of the clients without an
owner, present owners skewed to a few reps, three measures (hours, revenue, consultative clients) with slopes 1, 10 and 100 within the
tolerance, twice the tolerance and beyond, caps on what a rep carries and two move budgets.

- _planned_ (\`tests/bench/planned-instance.ts\`): the seller seat of a drawn company, stated by \`src/planning/\` with the default config. This is the
  model that the tool solves. Clients need 70% of the hours there are; the moves that would even the books cost more than the budgets allow, so some caps
  and targets stay missed.
- _even_ (\`tests/bench/instance.ts\`): balance in the foreground. Budgets are wide, pairs cheap, hours come in tenths, and whole clients can hit the
  targets of 8 reps in three measures at once only by going to their second choice. The relaxation shares clients out and sees nothing of that, so
  the certified gap at 2,000 x 40 is mostly the relaxation's, not the plan's.

`;
}
