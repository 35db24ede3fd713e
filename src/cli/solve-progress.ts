import type { SolveProgress } from "../allocation/index.ts";
import type { CommonOptions } from "./common-options.ts";
import type { Io } from "./io.ts";

/** Shorter runs show nothing. */
const QUIET_MILLISECONDS = 1000;
const BETWEEN_MILLISECONDS = 200;

/**
 * Shows how far a solve is, on a terminal only: phase, best plan, bound, gap, iterations, in one line that is written over. The clock decides
 * what is shown and never what is computed.
 */
export class SolveProgressLine {
  readonly #io: Io;
  readonly #shown: boolean;
  readonly #started = Date.now();
  #last = 0;
  #width = 0;

  constructor(options: Pick<CommonOptions, "quiet">, io: Io) {
    this.#io = io;
    this.#shown = io.stderrIsTty && !options.quiet;
  }

  show(seat: string, { phase, best, bound, gap, iterations }: SolveProgress): void {
    const now = Date.now();
    if (!this.#shown || now - this.#started < QUIET_MILLISECONDS || now - this.#last < BETWEEN_MILLISECONDS) return;
    this.#last = now;
    const figures = [
      `best ${Number.isFinite(best) ? best.toFixed(1) : "-"}`,
      `bound ${Number.isFinite(bound) ? bound.toFixed(1) : "-"}`,
      `gap ${Number.isFinite(gap) ? `${(gap * 100).toFixed(2)}%` : "-"}`,
      `${iterations} iterations`,
    ];
    const line = `${seat}: ${phase}, ${figures.join(", ")}`.slice(0, 79);
    this.#io.stderr.write(`\r${line.padEnd(this.#width)}`);
    this.#width = line.length;
  }

  /** Clears the line before anything else is printed. */
  end(): void {
    if (this.#width > 0) this.#io.stderr.write(`\r${" ".repeat(this.#width)}\r`);
    this.#width = 0;
  }
}
