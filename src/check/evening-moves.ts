import { penaltyAt } from "../allocation/penalty.ts";
import type { Config } from "../config/schema.ts";
import type { ClientProfile } from "../domain/profile.ts";
import { pairOf } from "../planning/move-savings.ts";
import { loadsOf } from "../planning/overruns.ts";
import type { BalanceRule } from "../rules/rule.ts";
import type { Room } from "./room.ts";
import type { CheckedSeat } from "./subject.ts";

/** A rep whose load of one measure is outside the tolerance. */
export interface Imbalance {
  /** Position in the seat's balance rules, and of the rep. */
  readonly measure: number;
  readonly at: number;
  readonly load: number;
  readonly share: number;
}

export interface EveningMove {
  readonly unit: number;
  readonly to: number;
}

/** What allowed moves make of an imbalance. */
export interface Evening {
  /** One after the other; empty when no allowed move helps. */
  readonly moves: readonly EveningMove[];
  /** The load after the moves. */
  readonly load: number;
  /** Without moves: what stops those that would help. */
  readonly stoppedBy?: "move budget" | "full books" | "rules";
}

/** Points of the model that a move must save: what evens by less is not worth a change. */
const LEAST_SAVING = 1;
/** Moves that are looked at again for each imbalance, the best first, and moves that are advised at most. */
const MOST_TRIED = 40;
export const MOST_ADVISED = 3;

interface Candidate extends EveningMove {
  readonly saving: number;
}

interface Found {
  readonly imbalance: Imbalance;
  candidates: Candidate[];
  budget: boolean;
  room: boolean;
}

/**
 * Moves of single units that would even a seat by the plan's own measure: they lower the cost of the seat's model (balance, continuity and
 * fit), bring the rep nearer to its share, put nobody else outside the tolerance, and are allowed by must rules, caps and the move budget.
 * A plan that no such move betters therefore gives no advice, however uneven it is.
 */
export class EveningMoves {
  readonly #seat: CheckedSeat;
  readonly #room: Room;
  readonly #tolerance: number;
  readonly #judges: (measure: number) => boolean;
  /** Position of who holds each unit; -1 where it is with nobody, with several, or with somebody who may not have it. */
  readonly #holder: Int32Array;
  /** By measure, then rep. */
  readonly #loads: readonly Float64Array[];

  constructor(seat: CheckedSeat, room: Room, { balance: { tolerance }, rules }: Config) {
    this.#seat = seat;
    this.#room = room;
    this.#tolerance = tolerance;
    const { balance, problem } = seat.model;
    // Nobody is outside the tolerance of a rule that is off.
    const isOff = ({ code, name }: BalanceRule) => (rules[code] ?? rules[name])?.severity === "off";
    const judged = balance.map((rule, at) => (problem.measures[at]?.weight ?? 0) > 0 && !isOff(rule));
    this.#judges = (measure) => judged[measure] === true;
    this.#loads = loadsOf(seat.model, seat.holders);
    this.#holder = holdersOfUnits(seat);
  }

  /** Every rep outside the tolerance, by measure, with what could be done about it. Measures without weight and those that are off do not count. */
  find(): ReadonlyMap<Imbalance, Evening> {
    const found = this.#imbalances().map((imbalance): Found => {
      return { imbalance, candidates: [], budget: false, room: false };
    });
    this.#room.reset();
    this.#scan(found);
    return new Map(found.map((one) => [one.imbalance, this.#eveningOf(one)]));
  }

  /** Whether moving the unit from who has it lowers the cost of the model and puts nobody outside the tolerance. Room is not asked. */
  pays(move: EveningMove): boolean {
    if ((this.#holder[move.unit] ?? -1) < 0) return false;
    return this.#saving(move, this.#loads) >= LEAST_SAVING && !this.#putsOutside(move, this.#loads);
  }

  #imbalances(): Imbalance[] {
    const { problem } = this.#seat.model;
    return problem.measures.flatMap(({ target }, measure) =>
      [...target].flatMap((share, at) => {
        const load = this.#loads[measure]?.[at] ?? 0;
        return this.#judges(measure) && this.#isOutside(load, share) ? [{ measure, at, load, share }] : [];
      }),
    );
  }

  #isOutside(load: number, share: number): boolean {
    return share > 0 && Math.abs(load / share - 1) > this.#tolerance;
  }

  /** Notes every single move that would help an imbalance, or what keeps it from being allowed. */
  #scan(found: readonly Found[]): void {
    const { problem, units } = this.#seat.model;
    const ofRep = new Map<number, Found[]>();
    for (const one of found) ofRep.set(one.imbalance.at, [...(ofRep.get(one.imbalance.at) ?? []), one]);
    units.forEach((unit, index) => {
      const from = this.#holder[index] as number;
      if (from < 0) return;
      for (const to of unit.candidates) {
        if (to === from) continue;
        const concerned = [...(ofRep.get(from) ?? []), ...(ofRep.get(to) ?? [])].filter(
          ({ imbalance: { measure, at, load, share } }) =>
            (problem.measures[measure]?.load[index] ?? 0) > 0 && load > share === (at === from),
        );
        if (concerned.length > 0) this.#note({ unit: index, to }, unit.members, concerned);
      }
    });
  }

  #note(move: EveningMove, members: readonly ClientProfile[], concerned: readonly Found[]): void {
    const saving = this.#saving(move, this.#loads);
    if (saving < LEAST_SAVING || this.#putsOutside(move, this.#loads)) return;
    const allowed = this.#room.has(move.to, members);
    const room = allowed || this.#room.has(move.to, members, "caps");
    for (const one of concerned) {
      if (!this.#brings(move, one.imbalance, one.imbalance.load)) continue;
      if (!allowed) {
        one[room ? "budget" : "room"] = true;
        continue;
      }
      one.candidates.push({ ...move, saving });
      if (one.candidates.length >= 2 * MOST_TRIED) one.candidates = best(one.candidates);
    }
  }

  #eveningOf({ imbalance, candidates, budget, room }: Found): Evening {
    if (candidates.length === 0) {
      return { moves: [], load: imbalance.load, stoppedBy: budget ? "move budget" : room ? "full books" : "rules" };
    }
    this.#room.reset();
    const loads = this.#loads.map((byRep) => byRep.slice());
    const now = () => loads[imbalance.measure]?.[imbalance.at] ?? 0;
    const moves: EveningMove[] = [];
    let open: readonly Candidate[] = best(candidates);
    while (moves.length < MOST_ADVISED && this.#isOutside(now(), imbalance.share)) {
      const next = this.#nextMove(open, imbalance, now(), loads);
      if (!next) break;
      moves.push({ unit: next.unit, to: next.to });
      this.#apply(next, loads);
      open = open.filter(({ unit }) => unit !== next.unit);
    }
    return { moves, load: now() };
  }

  #nextMove(open: readonly Candidate[], imbalance: Imbalance, load: number, loads: readonly Float64Array[]) {
    const members = (unit: number) => this.#seat.model.units[unit]?.members ?? [];
    const helping = open
      .map((move) => ({ ...move, saving: this.#saving(move, loads) }))
      .filter(
        (move) =>
          move.saving >= LEAST_SAVING &&
          this.#brings(move, imbalance, load) &&
          !this.#putsOutside(move, loads) &&
          this.#room.has(move.to, members(move.unit)),
      );
    return best(helping)[0];
  }

  #apply(move: EveningMove, loads: readonly Float64Array[]): void {
    const { problem, units } = this.#seat.model;
    const from = this.#holder[move.unit] as number;
    problem.measures.forEach(({ load }, measure) => {
      const byRep = loads[measure] as Float64Array;
      byRep[from] = (byRep[from] as number) - (load[move.unit] as number);
      byRep[move.to] = (byRep[move.to] as number) + (load[move.unit] as number);
    });
    this.#room.take(move.to, units[move.unit]?.members ?? []);
  }

  /** Points of the model that the move saves. */
  #saving({ unit, to }: EveningMove, loads: readonly Float64Array[]): number {
    const { problem } = this.#seat.model;
    const from = this.#holder[unit] as number;
    const cost = (agent: number) => problem.pairCost[pairOf(problem, unit, agent)] ?? 0;
    return problem.measures.reduce((sum, { load, target, scale, weight, penalty }, measure) => {
      const own = load[unit] as number;
      if (weight <= 0 || own === 0) return sum;
      const points = (agent: number, by: number) => {
        const now = (loads[measure]?.[agent] ?? 0) + by;
        return weight * penaltyAt(penalty, (now - (target[agent] as number)) / (scale[agent] as number));
      };
      return sum + points(from, 0) - points(from, -own) + points(to, 0) - points(to, own);
    }, cost(from) - cost(to));
  }

  /** Whether the move brings the rep nearer to its share. */
  #brings({ unit, to }: EveningMove, { measure, at, share }: Imbalance, load: number): boolean {
    const own = this.#seat.model.problem.measures[measure]?.load[unit] ?? 0;
    const after = to === at ? load + own : load - own;
    return Math.abs(after - share) < Math.abs(load - share);
  }

  /** Whether giver or taker leaves the tolerance of a measure by the move. */
  #putsOutside({ unit, to }: EveningMove, loads: readonly Float64Array[]): boolean {
    const from = this.#holder[unit] as number;
    return this.#seat.model.problem.measures.some(({ load, target }, measure) => {
      const own = load[unit] as number;
      const leaves = (agent: number, by: number) => {
        const [now, share] = [loads[measure]?.[agent] ?? 0, target[agent] as number];
        return this.#isOutside(now + by, share) && !this.#isOutside(now, share);
      };
      return this.#judges(measure) && own > 0 && (leaves(from, -own) || leaves(to, own));
    });
  }
}

function best(candidates: readonly Candidate[]): Candidate[] {
  return [...candidates].sort((a, b) => b.saving - a.saving || a.unit - b.unit || a.to - b.to).slice(0, MOST_TRIED);
}

function holdersOfUnits({ model, holders }: CheckedSeat): Int32Array {
  const position = new Map(model.reps.map((rep, at) => [rep.id, at]));
  return Int32Array.from(model.units, ({ members, candidates }) => {
    const [first, ...others] = members.map(({ client }) => holders.get(client.id));
    const at = first === undefined ? undefined : position.get(first);
    return at !== undefined && others.every((other) => other === first) && candidates.includes(at) ? at : -1;
  });
}
