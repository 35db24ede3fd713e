import { wholeMonthsBetween } from "../../calendar/days.ts";
import { nearest } from "../../config/nearest.ts";
import type { Day } from "../../domain/day.ts";
import type { Finding } from "../../domain/finding.ts";
import type { Rep } from "../../domain/rep.ts";
import { headerKey } from "../columns/headers.ts";
import { assumedLevel, compareFindings, unknownLevel } from "../problems.ts";
import type { RawRep, RawReps } from "./reps.ts";

/** What the config says of levels. */
export interface LevelOptions {
  /** Names of the levels, the most junior first. */
  readonly order: readonly string[];
  /**
   * Titles of the file and the level each means; `by_tenure` leaves it to the hire date. Case and spacing make no
   * difference.
   */
  readonly titles: Readonly<Record<string, string>>;
  /** The months of service from which a rep has the level. */
  readonly byTenureMonths?: Readonly<Record<string, number>>;
  /** For reps of whom nothing is known; else the middle one of `order`. */
  readonly default?: string;
}

/**
 * Gives every rep a level: by its title, where the config maps the title to `by_tenure` or the file has no titles by
 * whole months from `hire_date` to `asOf`, else the default. A title that is not known is an error, and the rep counts
 * as most junior.
 */
export function resolveLevels(
  raw: RawReps,
  options: LevelOptions,
  asOf: Day | undefined,
): { readonly value: readonly Rep[]; readonly findings: readonly Finding[] } {
  const resolver = new LevelResolver(raw, options, asOf);
  const value = raw.reps.map((rep) => resolver.resolve(rep));
  resolver.reportUnknown();
  return { value, findings: resolver.findings.sort(compareFindings) };
}

const byTenure = "by_tenure";

class LevelResolver {
  readonly findings: Finding[] = [];
  readonly #raw: RawReps;
  readonly #options: LevelOptions;
  readonly #asOf: Day | undefined;
  readonly #levelOfTitle: ReadonlyMap<string, string>;
  readonly #default: string;
  #saidAssumed = false;
  readonly #unknown = new Map<string, RawRep[]>();

  constructor(raw: RawReps, options: LevelOptions, asOf: Day | undefined) {
    this.#raw = raw;
    this.#options = options;
    this.#asOf = asOf;
    const names = options.order.map((level) => [headerKey(level), level] as const);
    const titles = Object.entries(options.titles).map(([title, level]) => [headerKey(title), level] as const);
    this.#levelOfTitle = new Map([...names, ...titles]);
    this.#default = options.default ?? options.order[Math.floor(options.order.length / 2)] ?? "";
  }

  resolve(raw: RawRep): Rep {
    const { levelTitle: _, levelPlace: __, ...rep } = raw;
    const level = this.#levelOf(raw);
    return { ...rep, level, levelRank: Math.max(0, this.#options.order.indexOf(level)) };
  }

  #levelOf(raw: RawRep): string {
    if (raw.levelTitle === undefined) return this.#byTenure(raw);
    const level = this.#levelOfTitle.get(headerKey(raw.levelTitle));
    if (level === byTenure) return this.#byTenure(raw);
    if (level !== undefined) return level;
    const known = this.#unknown.get(headerKey(raw.levelTitle));
    if (known) known.push(raw);
    else this.#unknown.set(headerKey(raw.levelTitle), [raw]);
    return this.#options.order[0] ?? this.#default;
  }

  /** One finding for each title that is not known, however many reps bear it. */
  reportUnknown(): void {
    const { order, titles } = this.#options;
    for (const reps of this.#unknown.values()) {
      const [{ levelTitle = "", levelPlace } = {} as RawRep] = reps;
      const near = nearest(levelTitle, [...order, ...Object.keys(titles)]);
      const dated = reps.every((rep) => rep.hireDay !== undefined);
      this.findings.push(
        unknownLevel(
          levelPlace,
          reps.map((rep) => rep.id),
          levelTitle,
          order,
          near,
          dated,
        ),
      );
    }
  }

  #byTenure(raw: RawRep): string {
    const months = this.#options.byTenureMonths;
    if (months !== undefined && raw.hireDay !== undefined) {
      // Orders that cannot be read tell no day; that is said of the orders, and nothing is computed from these levels.
      if (this.#asOf === undefined) return this.#default;
      return highestLevel(this.#options.order, months, wholeMonthsBetween(raw.hireDay, this.#asOf));
    }
    this.#reportAssumed(raw, months !== undefined);
    return this.#default;
  }

  /** Once for the file when it tells nothing of levels at all, else for each rep. */
  #reportAssumed(raw: RawRep, tenureMatters: boolean): void {
    const nothingKnown = !this.#raw.hasLevels && !tenureMatters;
    if (nothingKnown && this.#saidAssumed) return;
    this.#saidAssumed = true;
    if (nothingKnown) {
      this.findings.push(assumedLevel(this.#raw.place, "the reps file has no column level", this.#default));
      return;
    }
    const reason = tenureMatters ? "the hire date is not known" : "the level is not given";
    this.findings.push(assumedLevel(raw.levelPlace, `${reason} for rep ${raw.name}`, this.#default, raw.id));
  }
}

/** The last level in order whose months have been reached, else the first. */
function highestLevel(order: readonly string[], months: Readonly<Record<string, number>>, tenure: number): string {
  const reached = order.filter((level) => Object.hasOwn(months, level) && tenure >= (months[level] as number));
  return reached[reached.length - 1] ?? order[0] ?? "";
}
