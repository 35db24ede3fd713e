import type { ClientId, RepId } from "../domain/ids.ts";
import type { ClientProfile } from "../domain/profile.ts";
import type { Rep } from "../domain/rep.ts";
import { loadsOf } from "../planning/overruns.ts";
import type { Unit } from "../planning/units.ts";
import { staffingFor } from "../planning/unplaced.ts";
import { overCapacity } from "../rules/over-capacity.ts";
import type { RuleContext } from "../rules/rule.ts";
import { Room } from "./room.ts";
import { type CheckedSeat, type CheckSubject, otherSeat } from "./subject.ts";

const MOST_CANDIDATES = 3;
const BUDGET_SPENT =
  "but the move budget is spent (EB303): leave another client with its owner, or raise limits.move_budget";

/** Says who could take a client now, with what it does to their hours; or which rep is missing when nobody may. */
export class Remedies {
  readonly #seat: CheckedSeat;
  readonly #context: RuleContext;
  readonly #room: Room;
  readonly #hours: Float64Array | undefined;

  constructor(subject: CheckSubject, seat: CheckedSeat) {
    this.#seat = seat;
    this.#context = subject.context;
    this.#room = new Room(seat, otherSeat(subject, seat));
    this.#hours = loadsOf(seat.model, seat.holders)[seat.model.balance.findIndex((rule) => rule.measure === "hours")];
  }

  /** Whether the client needs the seat at all. */
  needs(clientId: ClientId): boolean {
    return this.#seat.model.unitOf.has(clientId);
  }

  /** For a client that may not be where it is, or is nowhere. Reps with room under every cap come first, those least filled before others. */
  forClient(clientId: ClientId): string {
    const { model, seat, holders } = this.#seat;
    const unit = model.units[model.unitOf.get(clientId) ?? -1];
    const profile = unit?.members.find(({ client }) => client.id === clientId);
    if (!unit || !profile) return "see the rule's page";
    const home = model.problem.home[model.unitOf.get(clientId) ?? -1];
    const candidates = unit.candidates
      .filter((at) => model.reps[at]?.id !== holders.get(clientId) && this.#room.has(at, unit.members, "hard"))
      .sort(
        (a, b) =>
          // The owner first: leaving a client where it is spends no move budget.
          Number(b === home) - Number(a === home) ||
          this.#after(a, unit) - this.#after(b, unit) ||
          (this.#id(a) < this.#id(b) ? -1 : 1),
      );
    if (candidates.length === 0) return `nobody may take it; it needs ${staffingFor(profile, seat, this.#context)}`;
    const free = candidates.filter((at) => this.#room.has(at, unit.members));
    if (free.length > 0) return this.#couldTake(unit, free.slice(0, MOST_CANDIDATES));
    const dear = candidates.filter((at) => this.#room.has(at, unit.members, "caps"));
    if (dear.length > 0) return `${this.#couldTake(unit, dear.slice(0, MOST_CANDIDATES))}; ${BUDGET_SPENT}`;
    const least = candidates.slice(0, MOST_CANDIDATES).map((at) => this.#named(at, unit));
    return `nobody has room${familyText(unit)}; least overloaded: ${least.join(", ")}`;
  }

  /** For a member of a family that is not with the rep who holds the others: that rep, when it may take all and has room. */
  forFamily(clientId: ClientId, holder: RepId): string {
    const { model } = this.#seat;
    const unit = model.units[model.unitOf.get(clientId) ?? -1];
    const at = unit?.candidates.find((position) => model.reps[position]?.id === holder);
    if (!unit || at === undefined || !this.#room.has(at, unit.members)) return this.forClient(clientId);
    return this.#couldTake(unit, [at]);
  }

  /** Reps of a role who may take the client now and have room, least filled first. */
  free(clientId: ClientId, role: Rep["role"]): readonly Rep[] {
    const { model } = this.#seat;
    const unit = model.units[model.unitOf.get(clientId) ?? -1];
    if (!unit) return [];
    return unit.candidates
      .filter((at) => model.reps[at]?.role === role && this.#room.has(at, unit.members))
      .sort((a, b) => this.#after(a, unit) - this.#after(b, unit) || (this.#id(a) < this.#id(b) ? -1 : 1))
      .map((at) => model.reps[at] as Rep);
  }

  #couldTake(unit: Unit, positions: readonly number[]): string {
    return `could take it now${familyText(unit)}: ${positions.map((at) => this.#named(at, unit)).join(", ")}`;
  }

  #named(at: number, unit: Unit): string {
    const { name, id } = this.#seat.model.reps[at] as Rep;
    return `${name} (${id}, hours ${percent(this.#share(at, 0))} -> ${percent(this.#after(at, unit))})`;
  }

  #after(at: number, { members }: { readonly members: readonly ClientProfile[] }): number {
    return this.#share(at, this.#room.added(overCapacity, at, members));
  }

  #share(at: number, added: number): number {
    const capacity = this.#seat.model.hours[at] ?? 0;
    return capacity > 0 ? ((this.#hours?.[at] ?? 0) + added) / capacity : Number.POSITIVE_INFINITY;
  }

  #id(at: number): RepId {
    return this.#seat.model.reps[at]?.id as RepId;
  }
}

function familyText({ members }: Unit): string {
  return members.length > 1 ? ` with its family of ${members.length}` : "";
}

function percent(share: number): string {
  return Number.isFinite(share) ? `${Math.round(share * 100)}%` : "no capacity";
}
