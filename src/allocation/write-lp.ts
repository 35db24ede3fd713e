import { effectiveHome, findPair } from "./evaluate.ts";
import { effectiveLimit } from "./hard-limit.ts";
import { type LpNames, lpIdentifiers } from "./lp-names.ts";
import { penaltyAt } from "./penalty.ts";
import type { AllocationProblem, BalanceMeasure, Cap, MoveBudget } from "./problem.ts";
import { validateProblem } from "./validate.ts";

/** Terms on one line: no reader minds lines of this length. */
const TERMS_PER_LINE = 6;

/**
 * The exact model in the CPLEX LP format, in chunks of text, so that it can be streamed to a file. `x_<unit>_<agent>` is 1 when
 * the agent takes the unit, `z_<unit>` when nobody does; `load_<measure>_<agent>` is a load, `p_<measure>_<agent>` its
 * penalty, kept above each of its pieces (the penalty is convex, so a minimum rests on the highest); `over_<cap>_<agent>` and
 * `excess_<budget>` are what exceeds a soft limit. The objective is that of `evaluate`. Throws a RangeError when the problem or the names are malformed.
 */
export function* lpChunks(problem: AllocationProblem, names: LpNames): Generator<string> {
  validateProblem(problem);
  const writer = new LpWriter(problem, names);
  yield "\\ Client allocation: minimise pairs, unplaced, balance penalties and overflows.\n";
  yield "Minimize\n obj:";
  yield* writer.objective();
  yield "\nSubject To\n";
  yield* writer.units();
  yield* writer.measures();
  yield* writer.limits();
  yield "Bounds\n";
  yield* writer.bounds();
  yield "Binaries\n";
  yield* writer.binaries();
  yield "End\n";
}

/** `lpChunks` in one string; for models that fit. */
export function writeLp(problem: AllocationProblem, names: LpNames): string {
  return [...lpChunks(problem, names)].join("");
}

/** One term of a sum. */
type Term = readonly [coefficient: number, variable: string];

class LpWriter {
  readonly #problem: AllocationProblem;
  readonly #units: readonly string[];
  readonly #agents: readonly string[];
  readonly #measures: readonly string[];
  readonly #caps: readonly string[];
  readonly #budgets: readonly string[];
  /** Pairs of each agent with the unit of each. */
  readonly #books: { readonly unit: number; readonly pair: number }[][];

  constructor(problem: AllocationProblem, names: LpNames) {
    if (names.units.length !== problem.unitCount || names.agents.length !== problem.agentCount) {
      throw new RangeError("the model needs one name for each unit and each agent");
    }
    this.#problem = problem;
    this.#units = lpIdentifiers(names.units, "u");
    this.#agents = lpIdentifiers(names.agents, "a");
    const nameOf = ({ name }: { readonly name: string }): string => name;
    this.#measures = lpIdentifiers(problem.measures.map(nameOf), "measure");
    this.#caps = lpIdentifiers(problem.caps.map(nameOf), "cap");
    this.#budgets = lpIdentifiers(problem.budgets.map(nameOf), "budget");
    this.#books = Array.from({ length: problem.agentCount }, () => []);
    for (let unit = 0; unit < problem.unitCount; unit++) {
      for (const pair of this.#pairsOf(unit)) this.#books[problem.pairAgent[pair] as number]?.push({ unit, pair });
    }
  }

  *objective(): Generator<string> {
    const terms: Term[] = [];
    for (let unit = 0; unit < this.#problem.unitCount; unit++) {
      for (const pair of this.#pairsOf(unit)) terms.push([this.#problem.pairCost[pair] as number, this.#x(unit, pair)]);
      const cost = this.#problem.unplacedCost[unit] as number;
      if (Number.isFinite(cost)) terms.push([cost, this.#z(unit)]);
    }
    this.#eachMeasure((_, name) => terms.push([1, `p_${name}`]));
    this.#eachCap((cap, agent, name) => {
      if (isSoft(cap.capacity[agent] as number, cap.overflowPrice)) terms.push([cap.overflowPrice, `over_${name}`]);
    });
    this.#problem.budgets.forEach((budget, index) => {
      if (isSoft(budget.limit, budget.overflowPrice)) terms.push([budget.overflowPrice, this.#overBudget(index)]);
    });
    yield* sumLines(terms.length > 0 ? terms : [[0, "zero"]]);
  }

  *units(): Generator<string> {
    for (let unit = 0; unit < this.#problem.unitCount; unit++) {
      const terms = this.#pairsOf(unit).map((pair): Term => [1, this.#x(unit, pair)]);
      terms.push([1, this.#z(unit)]);
      yield* constraint(`once_${this.#units[unit]}`, terms, "=", 1);
    }
  }

  *measures(): Generator<string> {
    for (const [index, measure] of this.#problem.measures.entries()) {
      for (let agent = 0; agent < this.#problem.agentCount; agent++) {
        const name = `${this.#measures[index]}_${this.#agents[agent]}`;
        const book = this.#books[agent] as { unit: number; pair: number }[];
        const terms = book.map(({ unit, pair }): Term => [measure.load[unit] as number, this.#x(unit, pair)]);
        terms.push([-1, `load_${name}`]);
        yield* constraint(`sum_${name}`, terms, "=", 0);
        yield* penaltyRows(measure, agent, name);
      }
    }
  }

  *limits(): Generator<string> {
    for (const [index, cap] of this.#problem.caps.entries()) yield* this.#capRows(cap, this.#caps[index] as string);
    for (const [index, budget] of this.#problem.budgets.entries()) yield* this.#budgetRow(budget, index);
  }

  *bounds(): Generator<string> {
    const free: string[] = [];
    this.#eachMeasure((_, name) => free.push(` load_${name} free\n`, ` p_${name} free\n`));
    yield* free;
    for (let unit = 0; unit < this.#problem.unitCount; unit++) {
      if (this.#problem.unplacedCost[unit] === Number.POSITIVE_INFINITY) yield ` ${this.#z(unit)} = 0\n`;
    }
  }

  *binaries(): Generator<string> {
    for (let unit = 0; unit < this.#problem.unitCount; unit++) {
      for (const pair of this.#pairsOf(unit)) yield ` ${this.#x(unit, pair)}\n`;
      yield ` ${this.#z(unit)}\n`;
    }
  }

  *#capRows(cap: Cap, name: string): Generator<string> {
    for (let agent = 0; agent < this.#problem.agentCount; agent++) {
      const limit = cap.capacity[agent] as number;
      if (limit === Number.POSITIVE_INFINITY || cap.overflowPrice === 0) continue;
      const row = `${name}_${this.#agents[agent]}`;
      const book = this.#books[agent] as { unit: number; pair: number }[];
      const terms = book.map(
        ({ unit, pair }): Term => [cap.use[cap.usePerPair ? pair : unit] as number, this.#x(unit, pair)],
      );
      if (isSoft(limit, cap.overflowPrice)) terms.push([-1, `over_${row}`]);
      yield* constraint(`cap_${row}`, terms, "<=", effectiveLimit(limit, cap.overflowPrice));
    }
  }

  *#budgetRow(budget: MoveBudget, index: number): Generator<string> {
    if (budget.limit === Number.POSITIVE_INFINITY || budget.overflowPrice === 0) return;
    const terms: Term[] = [];
    for (let unit = 0; unit < this.#problem.unitCount; unit++) {
      const home = effectiveHome(this.#problem, unit);
      if (home < 0) continue;
      const stays = findPair(this.#problem, unit, home);
      for (const pair of this.#pairsOf(unit)) {
        if (pair !== stays) terms.push([budget.use[unit] as number, this.#x(unit, pair)]);
      }
    }
    if (isSoft(budget.limit, budget.overflowPrice)) terms.push([-1, this.#overBudget(index)]);
    yield* constraint(
      `budget_${this.#budgets[index]}`,
      terms,
      "<=",
      effectiveLimit(budget.limit, budget.overflowPrice),
    );
  }

  #pairsOf(unit: number): number[] {
    const from = this.#problem.pairStart[unit] as number;
    const to = this.#problem.pairStart[unit + 1] as number;
    return Array.from({ length: to - from }, (_, offset) => from + offset);
  }

  #x(unit: number, pair: number): string {
    return `x_${this.#units[unit]}_${this.#agents[this.#problem.pairAgent[pair] as number]}`;
  }

  #z(unit: number): string {
    return `z_${this.#units[unit]}`;
  }

  #overBudget(index: number): string {
    return `excess_${this.#budgets[index]}`;
  }

  #eachMeasure(visit: (measure: BalanceMeasure, name: string) => void): void {
    this.#problem.measures.forEach((measure, index) => {
      for (const agent of this.#agents) visit(measure, `${this.#measures[index]}_${agent}`);
    });
  }

  #eachCap(visit: (cap: Cap, agent: number, name: string) => void): void {
    this.#problem.caps.forEach((cap, index) => {
      this.#agents.forEach((name, agent) => {
        visit(cap, agent, `${this.#caps[index]}_${name}`);
      });
    });
  }
}

function isSoft(limit: number, overflowPrice: number): boolean {
  return limit < Number.POSITIVE_INFINITY && overflowPrice > 0 && overflowPrice < Number.POSITIVE_INFINITY;
}

/** One row for each piece: the penalty is at least the piece's line. */
function* penaltyRows(measure: BalanceMeasure, agent: number, name: string): Generator<string> {
  const { weight, penalty } = measure;
  const target = measure.target[agent] as number;
  const scale = measure.scale[agent] as number;
  for (const [piece, steepness] of penalty.slope.entries()) {
    const anchor = penalty.at[piece] ?? penalty.at[piece - 1] ?? 0;
    const slope = (weight * steepness) / scale;
    const value = weight * penaltyAt(penalty, anchor) - slope * (target + scale * anchor);
    const terms: Term[] = [
      [1, `p_${name}`],
      [-slope, `load_${name}`],
    ];
    yield* constraint(`piece${piece + 1}_${name}`, terms, ">=", value);
  }
}

function* constraint(name: string, terms: readonly Term[], sense: string, rightHand: number): Generator<string> {
  const used = terms.filter(([coefficient]) => coefficient !== 0);
  yield ` ${name}:`;
  yield* sumLines(used.length > 0 ? used : [[0, "zero"]]);
  yield ` ${sense} ${decimal(rightHand)}\n`;
}

function* sumLines(terms: readonly Term[]): Generator<string> {
  for (const [index, [coefficient, variable]] of terms.entries()) {
    const lead = index > 0 && index % TERMS_PER_LINE === 0 ? "\n  " : " ";
    yield `${lead}${coefficient < 0 ? "-" : "+"} ${decimal(Math.abs(coefficient))} ${variable}`;
  }
}

/** The shortest decimal that reads back as the same number. */
function decimal(value: number): string {
  return String(value + 0);
}
