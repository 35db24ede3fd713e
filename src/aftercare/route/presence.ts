import type { Day } from "../../domain/day.ts";
import type { RepId } from "../../domain/ids.ts";
import type { Rep, Seat } from "../../domain/rep.ts";

/** What routing has to know of a rep. */
export type RoutedRep = Pick<
  Rep,
  "id" | "name" | "role" | "activeFrom" | "activeTo" | "mentorId" | "excluded" | "email"
>;

/** Somebody is away from a day to another, both included. */
export interface Absence {
  readonly rep: RepId;
  readonly from: Day;
  readonly to: Day;
  readonly deputy?: RepId;
}

/** Who handles something, and for whom when it is a deputy. */
export interface StandIn {
  readonly repId: RepId;
  readonly insteadOf?: RepId;
}

/** Who is there on a day, and who stands in for those who are not. */
export class Presence {
  readonly #reps: ReadonlyMap<RepId, RoutedRep>;
  readonly #absences = new Map<RepId, Absence[]>();
  readonly #deputies: ReadonlyMap<RepId, RepId>;
  /** By id. */
  readonly #desk: readonly RoutedRep[];

  constructor(reps: readonly RoutedRep[], absences: readonly Absence[], deputies: ReadonlyMap<RepId, RepId>) {
    this.#reps = new Map(reps.map((rep) => [rep.id, rep]));
    for (const absence of absences) {
      const known = this.#absences.get(absence.rep);
      if (known) known.push(absence);
      else this.#absences.set(absence.rep, [absence]);
    }
    this.#deputies = deputies;
    this.#desk = reps
      .filter(({ role, excluded }) => role !== "seller" && !excluded)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Without a day nobody can be said to be away. */
  isThere(id: RepId, day: Day | undefined): boolean {
    const rep = this.#reps.get(id);
    if (rep === undefined) return false;
    if (day === undefined) return true;
    if (rep.activeFrom !== undefined && day < rep.activeFrom) return false;
    if (rep.activeTo !== undefined && day > rep.activeTo) return false;
    return this.#absenceOf(id, day) === undefined;
  }

  /**
   * The rep, or who stands in: the deputy that the absence names, else the one of `deputies`, each of whom may have a deputy in turn; else, of
   * a desk specialist, a colleague of the desk, and of a seller the mentor. `spread` is a number of the client's: it decides among
   * colleagues, always the same one for a client. Nothing when nobody is there.
   */
  standIn(id: RepId, seat: Seat | undefined, day: Day | undefined, spread: number): StandIn | undefined {
    if (this.isThere(id, day)) return { repId: id };
    const asked = new Set<RepId>([id]);
    let next: RepId | undefined = id;
    while (next !== undefined) {
      next = (day === undefined ? undefined : this.#absenceOf(next, day)?.deputy) ?? this.#deputies.get(next);
      if (next === undefined || asked.has(next)) break;
      if (this.isThere(next, day)) return { repId: next, insteadOf: id };
      asked.add(next);
    }
    if (seat === "desk") {
      const there = this.#desk.filter((rep) => !asked.has(rep.id) && this.isThere(rep.id, day));
      const colleague = there[spread % Math.max(1, there.length)];
      return colleague && { repId: colleague.id, insteadOf: id };
    }
    const mentor = this.#reps.get(id)?.mentorId;
    return seat === "seller" && mentor !== undefined && !asked.has(mentor) && this.isThere(mentor, day)
      ? { repId: mentor, insteadOf: id }
      : undefined;
  }

  #absenceOf(id: RepId, day: Day): Absence | undefined {
    return this.#absences.get(id)?.find(({ from, to }) => from <= day && day <= to);
  }
}
