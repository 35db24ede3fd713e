import type { Finding } from "../../domain/finding.ts";

/** How many findings of each code are kept. */
export const keptPerCode = 20;

/** Takes a problem and the row that has it, as it stands in the file. */
export type OnReject = (finding: Finding, row: string) => void;

/** Findings of a file of any length: the first of each code are kept, the others are counted. */
export class BoundedFindings {
  readonly #kept = new Map<string, Finding[]>();
  readonly #counts = new Map<string, number>();
  readonly #onEach: OnReject | undefined;

  /** @param onEach is given every finding, also those that are not kept. */
  constructor(onEach?: OnReject) {
    this.#onEach = onEach;
  }

  /** @param row the row as it stands in the file; nothing for a problem of the file. */
  add(finding: Finding, row = ""): void {
    this.#onEach?.(finding, row);
    const kept = this.#kept.get(finding.code);
    if (kept === undefined) this.#kept.set(finding.code, [finding]);
    else if (kept.length < keptPerCode) kept.push(finding);
    this.#counts.set(finding.code, (this.#counts.get(finding.code) ?? 0) + 1);
  }

  get kept(): readonly Finding[] {
    return [...this.#kept.values()].flat();
  }

  /** How many findings of each code there were beyond the ones kept. */
  get hidden(): readonly { readonly code: string; readonly count: number }[] {
    return [...this.#counts]
      .map(([code, count]) => ({ code, count: count - (this.#kept.get(code)?.length ?? 0) }))
      .filter(({ count }) => count > 0);
  }
}
