import { penaltyAt } from "../allocation/penalty.ts";
import type { Config } from "../config/schema.ts";
import { pairOf } from "../planning/move-costs.ts";
import { loadsOf } from "../planning/overruns.ts";
import type { BalanceRule } from "../rules/rule.ts";
import type { CheckedSeat } from "./subject.ts";

/** A rep whose load of one measure is outside the tolerance. */
export interface Imbalance {
  /** Position in the seat's balance rules, and of the rep. */
  readonly measure: number;
  readonly at: number;
  readonly load: number;
  readonly share: number;
}

/** A unit goes from who has it to the rep at a position. */
export interface Move {
  readonly unit: number;
  readonly to: number;
}

/** What each rep of a seat carries in each balance measure, and what moves of single units would change. */
export class SeatBalance {
  /** Position of who holds each unit; -1 where it is with nobody, with several, or with somebody who may not have it. */
  readonly holder: Int32Array;
  readonly #seat: CheckedSeat;
  readonly #tolerance: number;
  readonly #judged: readonly boolean[];
  /** By measure, then rep. */
  readonly #loads: readonly Float64Array[];

  /** Measures without weight, and those whose rule the config turns off, put nobody outside a tolerance. */
  constructor(seat: CheckedSeat, { balance, rules }: Config) {
    const isOff = ({ code, name }: BalanceRule) => (rules[code] ?? rules[name])?.severity === "off";
    this.#seat = seat;
    this.#tolerance = balance.tolerance;
    this.#judged = seat.model.balance.map(
      (rule, at) => (seat.model.problem.measures[at]?.weight ?? 0) > 0 && !isOff(rule),
    );
    this.#loads = loadsOf(seat.model, seat.holders);
    this.holder = holdersOfUnits(seat);
  }

  imbalances(): Imbalance[] {
    return this.#seat.model.problem.measures.flatMap(({ target }, measure) =>
      [...target].flatMap((share, at) => {
        const load = this.load(measure, at);
        return this.#judged[measure] && this.isOutside(load, share) ? [{ measure, at, load, share }] : [];
      }),
    );
  }

  load(measure: number, at: number): number {
    return this.#loads[measure]?.[at] ?? 0;
  }

  isOutside(load: number, share: number): boolean {
    return share > 0 && Math.abs(load / share - 1) > this.#tolerance;
  }

  /** Points of the seat's model that the move saves: balance, continuity and fit. */
  saving({ unit, to }: Move): number {
    const { problem } = this.#seat.model;
    const from = this.holder[unit] as number;
    const cost = (agent: number) => problem.pairCost[pairOf(problem, unit, agent)] ?? 0;
    return problem.measures.reduce((sum, { load, target, scale, weight, penalty }, measure) => {
      const own = load[unit] as number;
      if (weight <= 0 || own === 0) return sum;
      const points = (agent: number, by: number) => {
        const deviation = (this.load(measure, agent) + by - (target[agent] as number)) / (scale[agent] as number);
        return weight * penaltyAt(penalty, deviation);
      };
      return sum + points(from, 0) - points(from, -own) + points(to, 0) - points(to, own);
    }, cost(from) - cost(to));
  }

  /** Whether the move brings the rep nearer to its share. */
  helps({ unit, to }: Move, { measure, at, share }: Imbalance): boolean {
    const own = this.#seat.model.problem.measures[measure]?.load[unit] ?? 0;
    const now = this.load(measure, at);
    const after = to === at ? now + own : now - own;
    return Math.abs(after - share) < Math.abs(now - share);
  }

  /** Whether giver or taker leaves the tolerance of a measure by the move. */
  putsOutside({ unit, to }: Move): boolean {
    const from = this.holder[unit] as number;
    return this.#seat.model.problem.measures.some(({ load, target }, measure) => {
      const own = load[unit] as number;
      const leaves = (agent: number, by: number) => {
        const [now, share] = [this.load(measure, agent), target[agent] as number];
        return this.isOutside(now + by, share) && !this.isOutside(now, share);
      };
      return this.#judged[measure] === true && own > 0 && (leaves(from, -own) || leaves(to, own));
    });
  }

  /** Makes the move, or takes it back. */
  shift({ unit, to }: Move, times: 1 | -1 = 1): void {
    const from = this.holder[unit] as number;
    this.#seat.model.problem.measures.forEach(({ load }, measure) => {
      const byRep = this.#loads[measure] as Float64Array;
      byRep[from] = (byRep[from] as number) - times * (load[unit] as number);
      byRep[to] = (byRep[to] as number) + times * (load[unit] as number);
    });
  }
}

function holdersOfUnits({ model, holders }: CheckedSeat): Int32Array {
  const position = new Map(model.reps.map((rep, at) => [rep.id, at]));
  return Int32Array.from(model.units, ({ members, candidates }) => {
    const [first, ...others] = members.map(({ client }) => holders.get(client.id));
    const at = first === undefined ? undefined : position.get(first);
    return at !== undefined && others.every((other) => other === first) && candidates.includes(at) ? at : -1;
  });
}
