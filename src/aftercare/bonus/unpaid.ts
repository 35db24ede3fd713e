import type { Cents } from "../../domain/money.ts";
import type { UnpaidReason, UnpaidRevenue } from "./pay-line.ts";

const EXAMPLES = 3;

/** Counts revenue that nobody is paid for, by reason. */
export class UnpaidTally {
  readonly #byReason = new Map<UnpaidReason, { examples: Set<string>; lines: number; amount: number }>();

  add(why: UnpaidReason, example: string, amount: number): void {
    const known = this.#byReason.get(why) ?? { examples: new Set<string>(), lines: 0, amount: 0 };
    known.lines++;
    known.amount += amount;
    if (known.examples.size < EXAMPLES) known.examples.add(example);
    this.#byReason.set(why, known);
  }

  get all(): UnpaidRevenue[] {
    return [...this.#byReason]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([why, { examples, lines, amount }]) => ({ why, examples: [...examples], lines, amount: amount as Cents }));
  }
}
