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

\`tests/bench/instance.ts\`, seed 1: five regions, three levels, log-normal revenue, complex clients kept off juniors, 5% of the
clients without an owner, present owners skewed to a few reps, three measures (hours, revenue, consultative clients) with slopes 1, 10
and 100 within 10%, 20% and beyond, two soft caps (hours, clients) and two move budgets. Within its tolerance balance is worth less than
continuity, beyond it more, as in a plan.

How large the gap can get depends on the instance as much as on the solver. A rep has 20 to 100 clients here, and the relaxation
may share a client out; it meets all targets at once, which whole clients cannot. At 2,000 x 40 a plan's rows miss
their best values by 0.1% of the objective; the rest of the gap is the price of the clients that had to go to their second
choice for that, and no bound by relaxation sees it.
`;
}
