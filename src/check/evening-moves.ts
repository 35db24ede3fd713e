import type { Config } from "../config/schema.ts";
import type { ClientProfile } from "../domain/profile.ts";
import type { Room } from "./room.ts";
import { type Imbalance, type Move, SeatBalance } from "./seat-balance.ts";
import type { CheckedSeat } from "./subject.ts";

/** What allowed moves make of an imbalance. */
export interface Evening {
  /** One after the other; empty when no allowed move helps. */
  readonly moves: readonly Move[];
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

interface Candidate extends Move {
  readonly saving: number;
}

interface Found {
  readonly imbalance: Imbalance;
  candidates: Candidate[];
  /** What would help and is not allowed. */
  beyondBudget: boolean;
  beyondRoom: boolean;
}

/**
 * Moves of single units that would even a seat by the plan's own measure: they lower the cost of the seat's model (balance, continuity and
 * fit), bring the rep nearer to its share, put nobody else outside the tolerance, and are allowed by must rules, caps and the move budget.
 * A plan that no such move betters therefore gives no advice, however uneven it is.
 */
export class EveningMoves {
  readonly #seat: CheckedSeat;
  readonly #room: Room;
  readonly #balance: SeatBalance;

  constructor(seat: CheckedSeat, room: Room, config: Config) {
    this.#seat = seat;
    this.#room = room;
    this.#balance = new SeatBalance(seat, config);
  }

  /** Every rep outside the tolerance, by measure, with what could be done about it. */
  find(): ReadonlyMap<Imbalance, Evening> {
    const found = this.#balance.imbalances().map((imbalance): Found => {
      return { imbalance, candidates: [], beyondBudget: false, beyondRoom: false };
    });
    this.#room.reset();
    this.#scan(found);
    return new Map(found.map((one) => [one.imbalance, this.#eveningOf(one)]));
  }

  /** Whether moving the unit from who has it lowers the cost of the model and puts nobody outside the tolerance. Room is not asked. */
  pays(move: Move): boolean {
    return (
      (this.#balance.holder[move.unit] ?? -1) >= 0 &&
      this.#balance.saving(move) >= LEAST_SAVING &&
      !this.#balance.putsOutside(move)
    );
  }

  /** Notes every single move that would help an imbalance, or what keeps it from being allowed. */
  #scan(found: readonly Found[]): void {
    const { problem, units } = this.#seat.model;
    const ofRep = new Map<number, Found[]>();
    for (const one of found) ofRep.set(one.imbalance.at, [...(ofRep.get(one.imbalance.at) ?? []), one]);
    units.forEach(({ members, candidates }, unit) => {
      const from = this.#balance.holder[unit] as number;
      if (from < 0) return;
      for (const to of candidates) {
        if (to === from) continue;
        const concerned = [...(ofRep.get(from) ?? []), ...(ofRep.get(to) ?? [])].filter(
          ({ imbalance: { measure, at, load, share } }) =>
            (problem.measures[measure]?.load[unit] ?? 0) > 0 && load > share === (at === from),
        );
        if (concerned.length > 0) this.#note({ unit, to }, members, concerned);
      }
    });
  }

  #note(move: Move, members: readonly ClientProfile[], concerned: readonly Found[]): void {
    if (!this.pays(move)) return;
    const candidate = { ...move, saving: this.#balance.saving(move) };
    const allowed = this.#room.has(move.to, members);
    const hasRoom = allowed || this.#room.has(move.to, members, "caps");
    for (const one of concerned) {
      if (!this.#balance.helps(move, one.imbalance)) continue;
      if (allowed) one.candidates.push(candidate);
      else if (hasRoom) one.beyondBudget = true;
      else one.beyondRoom = true;
      if (one.candidates.length >= 2 * MOST_TRIED) one.candidates = best(one.candidates);
    }
  }

  /** The best move, then the best after it, until the rep is within the tolerance. */
  #eveningOf({ imbalance, candidates, beyondBudget, beyondRoom }: Found): Evening {
    const { measure, at, load, share } = imbalance;
    if (candidates.length === 0) {
      return { moves: [], load, stoppedBy: beyondBudget ? "move budget" : beyondRoom ? "full books" : "rules" };
    }
    this.#room.reset();
    const moves: Move[] = [];
    let open: readonly Candidate[] = best(candidates);
    while (moves.length < MOST_ADVISED && this.#balance.isOutside(this.#balance.load(measure, at), share)) {
      const next = this.#nextMove(open, imbalance);
      if (!next) break;
      moves.push({ unit: next.unit, to: next.to });
      this.#balance.shift(next);
      this.#room.take(next.to, this.#membersOf(next));
      open = open.filter(({ unit }) => unit !== next.unit);
    }
    const after = this.#balance.load(measure, at);
    for (const move of moves) this.#balance.shift(move, -1);
    return { moves, load: after };
  }

  #nextMove(open: readonly Candidate[], imbalance: Imbalance): Candidate | undefined {
    const helping = open.filter(
      (move) =>
        this.pays(move) && this.#balance.helps(move, imbalance) && this.#room.has(move.to, this.#membersOf(move)),
    );
    return best(helping.map((move) => ({ ...move, saving: this.#balance.saving(move) })))[0];
  }

  #membersOf({ unit }: Move): readonly ClientProfile[] {
    return this.#seat.model.units[unit]?.members ?? [];
  }
}

function best(candidates: readonly Candidate[]): Candidate[] {
  return [...candidates].sort((a, b) => b.saving - a.saving || a.unit - b.unit || a.to - b.to).slice(0, MOST_TRIED);
}
