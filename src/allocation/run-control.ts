import type { SolveOptions, SolveProgress } from "./problem.ts";

/**
 * When to stop early. Results depend on counted iterations; a clock is looked at only when the caller gave a time limit, and
 * the abort signal only between portions of work, when the event loop had its turn.
 */
export class RunControl {
  #interrupted = false;
  #outOfTime = false;
  readonly #options: SolveOptions;
  readonly #deadline: number;

  constructor(options: SolveOptions) {
    this.#options = options;
    this.#deadline =
      options.timeLimitSeconds === undefined
        ? Number.POSITIVE_INFINITY
        : performance.now() + 1000 * options.timeLimitSeconds;
  }

  /** Whether the signal cut the work short. */
  get interrupted(): boolean {
    return this.#interrupted;
  }

  /** Whether the time limit cut the work short. */
  get outOfTime(): boolean {
    return this.#outOfTime;
  }

  /** Lets the event loop have its turn (so that a signal can arrive), then says whether to stop. */
  async shouldStop(): Promise<boolean> {
    await new Promise((resolve) => setImmediate(resolve));
    if (this.#options.signal?.aborted) this.#interrupted = true;
    if (this.#late()) this.#outOfTime = true;
    return this.#interrupted || this.#outOfTime;
  }

  /** The option that keeps a call of HiGHS within the time limit; none without a time limit. */
  highsTimeLimit(): { time_limit?: number } {
    if (this.#deadline === Number.POSITIVE_INFINITY) return {};
    return { time_limit: Math.max(0.01, (this.#deadline - performance.now()) / 1000) };
  }

  report(progress: SolveProgress): void {
    this.#options.onProgress?.(progress);
  }

  #late(): boolean {
    return this.#deadline !== Number.POSITIVE_INFINITY && performance.now() >= this.#deadline;
  }
}
