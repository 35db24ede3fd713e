import type { ClientId, RepId } from "../domain/ids.ts";
import type { Rep } from "../domain/rep.ts";
import { loadsOf } from "../planning/overruns.ts";
import { staffingFor } from "../planning/unplaced.ts";
import type { RuleContext } from "../rules/rule.ts";
import { tooManyConsultativeOnLevel } from "../rules/too-many-consultative-on-level.ts";
import type { CheckedSeat } from "./subject.ts";

const MOST_CANDIDATES = 3;

/** Says who could take a client now, with what it does to their hours; or which rep is missing when nobody may. */
export class Remedies {
  readonly #seat: CheckedSeat;
  readonly #context: RuleContext;
  readonly #capacity: ReadonlyMap<RepId, number>;
  readonly #hours: ReadonlyMap<RepId, number>;
  readonly #consultative: ReadonlyMap<RepId, number>;

  constructor(seat: CheckedSeat, context: RuleContext) {
    this.#seat = seat;
    this.#context = context;
    this.#capacity = new Map(seat.model.reps.map((rep, at) => [rep.id, seat.model.hours[at] ?? 0]));
    this.#hours = this.#load("hours");
    this.#consultative = this.#load("consultative");
  }

  /** For a client that may not be where it is, or is nowhere. */
  forClient(clientId: ClientId): string {
    const { model, seat } = this.#seat;
    const unit = model.units[model.unitOf.get(clientId) ?? -1];
    const profile = unit?.members.find(({ client }) => client.id === clientId);
    if (!unit || !profile) return "see the rule's page";
    const added = unit.members.reduce((sum, member) => sum + (member.coverage.hours[seat] ?? 0), 0);
    const candidates = unit.candidates
      .map((position) => model.reps[position] as Rep)
      .filter(
        (rep) =>
          this.#seat.holders.get(clientId) !== rep.id && this.#hasRoomFor(rep, profile.label.name === "consultative"),
      )
      .map((rep) => ({ rep, now: this.#share(rep, 0), after: this.#share(rep, added) }))
      .sort((a, b) => a.after - b.after || (a.rep.id < b.rep.id ? -1 : 1))
      .slice(0, MOST_CANDIDATES);
    if (candidates.length === 0) return `nobody may take it; it needs ${staffingFor(profile, seat, this.#context)}`;
    const family = unit.members.length > 1 ? ` with its family of ${unit.members.length}` : "";
    const named = candidates.map(
      ({ rep, now, after }) => `${rep.name} (${rep.id}, hours ${percent(now)} -> ${percent(after)})`,
    );
    return `could take it now${family}: ${named.join(", ")}`;
  }

  #hasRoomFor(rep: Rep, consultative: boolean): boolean {
    const most = tooManyConsultativeOnLevel.capacity(rep, this.#context);
    return !consultative || most === undefined || (this.#consultative.get(rep.id) ?? 0) < most;
  }

  #share(rep: Rep, added: number): number {
    const capacity = this.#capacity.get(rep.id) ?? 0;
    return capacity > 0 ? ((this.#hours.get(rep.id) ?? 0) + added) / capacity : Number.POSITIVE_INFINITY;
  }

  #load(measure: string): ReadonlyMap<RepId, number> {
    const { model, holders } = this.#seat;
    const index = model.balance.findIndex((rule) => rule.measure === measure);
    const loads = loadsOf(model, holders)[index];
    return new Map(model.reps.map((rep, at) => [rep.id, loads?.[at] ?? 0]));
  }
}

function percent(share: number): string {
  return Number.isFinite(share) ? `${Math.round(share * 100)}%` : "no capacity";
}
