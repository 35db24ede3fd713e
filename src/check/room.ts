import type { RepId } from "../domain/ids.ts";
import type { ClientProfile } from "../domain/profile.ts";
import type { Rep } from "../domain/rep.ts";
import { capUses, ROUNDING } from "../planning/overruns.ts";
import { capUse } from "../planning/seat-model.ts";
import { overCapacity } from "../rules/over-capacity.ts";
import type { CapRule } from "../rules/rule.ts";
import { MoveBudget } from "./move-budget.ts";
import type { CheckedSeat } from "./subject.ts";

/** What every rep has left under every cap of a seat and what the move budgets have left: who can take whom. */
export class Room {
  readonly #seat: CheckedSeat;
  /** Of a file's seller seat: its desk seat. */
  readonly #desk: CheckedSeat | undefined;
  /** By cap, then by rep. */
  readonly #used: readonly ReadonlyMap<RepId, number>[];
  /** What was given away and taken meanwhile: by cap, then by rep. */
  readonly #moved: readonly Map<RepId, number>[];
  readonly #budget: MoveBudget;

  /** @param other the file's other seat: a rep with both roles has one capacity for both. */
  constructor(seat: CheckedSeat, other: CheckedSeat | undefined) {
    this.#seat = seat;
    // The model of the desk seat has what the sellers use taken off its capacities already.
    const desk = seat.seat === "seller" ? other : undefined;
    this.#desk = desk;
    this.#used = seat.model.caps.map((rule) => {
      const own = new Map(capUses(seat.model, rule, seat.holders));
      if (!desk || !rule.seats.includes("desk")) return own;
      for (const [repId, use] of capUses(desk.model, rule, desk.holders)) own.set(repId, (own.get(repId) ?? 0) + use);
      return own;
    });
    this.#moved = seat.model.caps.map(() => new Map());
    this.#budget = new MoveBudget(seat);
  }

  /**
   * Whether the rep at the position can take the clients, who are placed together: under every cap and within the move budget; under every
   * cap, whatever the budget; or under the hard caps.
   */
  has(at: number, clients: readonly ClientProfile[], which: "all" | "caps" | "hard" = "all"): boolean {
    const { caps, problem } = this.#seat.model;
    if (which === "all" && !this.#budget.allows(at, clients)) return false;
    return caps.every((rule, index) => {
      if (which === "hard" && !rule.hard) return true;
      const added = this.added(rule, at, clients);
      return added <= 0 || this.#use(index, at) + added <= (problem.caps[index]?.capacity[at] ?? 0) + ROUNDING;
    });
  }

  /** What of a cap the clients would use that the rep does not hold yet. */
  added(rule: CapRule, at: number, clients: readonly ClientProfile[]): number {
    const { model, holders } = this.#seat;
    const { id } = model.reps[at] as Rep;
    return clients
      .filter(({ client }) => holders.get(client.id) !== id)
      .filter(({ client }) => !rule.countsClientOnce || this.#desk?.holders.get(client.id) !== id)
      .reduce((sum, profile) => sum + capUse(rule, profile, id, model), 0);
  }

  /** Share of the hours that the rep at the position has given away already; without end for a rep without hours. */
  filled(at: number): number {
    const index = this.#seat.model.caps.indexOf(overCapacity);
    const capacity = this.#seat.model.problem.caps[index]?.capacity[at] ?? 0;
    return capacity > 0 ? this.#use(index, at) / capacity : Number.POSITIVE_INFINITY;
  }

  /** Counts the clients as taken by the rep, for what is asked next. */
  take(at: number, clients: readonly ClientProfile[]): void {
    const { caps, reps } = this.#seat.model;
    const { id } = reps[at] as Rep;
    caps.forEach((rule, index) => {
      const moved = this.#moved[index] as Map<RepId, number>;
      moved.set(id, (moved.get(id) ?? 0) + this.added(rule, at, clients));
    });
    this.#budget.take(at, clients);
  }

  /** Forgets all that was taken. */
  reset(): void {
    for (const moved of this.#moved) moved.clear();
    this.#budget.reset();
  }

  #use(index: number, at: number): number {
    const id = this.#seat.model.reps[at]?.id as RepId;
    return (this.#used[index]?.get(id) ?? 0) + (this.#moved[index]?.get(id) ?? 0);
  }
}
