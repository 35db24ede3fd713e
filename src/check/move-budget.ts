import type { ClientId } from "../domain/ids.ts";
import type { ClientProfile } from "../domain/profile.ts";
import { stillToRelease } from "../planning/hard-caps.ts";
import { chosenMoves, ROUNDING } from "../planning/overruns.ts";
import { presentOwnerId } from "../rules/owner.ts";
import type { CheckedSeat } from "./subject.ts";

/** What a file has left of the budgets for chosen moves, and what one more move would spend. */
export class MoveBudget {
  readonly #seat: CheckedSeat;
  readonly #moved: ReadonlySet<ClientId>;
  readonly #released: (unit: number) => boolean;
  /** By budget. */
  readonly #spent: readonly number[];
  /** By budget: what the moves meanwhile spend. */
  readonly #meanwhile: number[];

  constructor(seat: CheckedSeat) {
    const { model, holders } = seat;
    this.#seat = seat;
    this.#moved = new Set(model.budgets.length > 0 ? chosenMoves(model, holders) : []);
    this.#released = model.budgets.length > 0 ? stillToRelease(model, holders) : () => false;
    const moved = [...this.#moved].flatMap((id) => memberOf(seat, id) ?? []);
    this.#spent = model.budgets.map((rule) => moved.reduce((sum, profile) => sum + rule.use(profile), 0));
    this.#meanwhile = model.budgets.map(() => 0);
  }

  /** Whether the clients, who are placed together, may go to the rep at the position without passing a budget further. */
  allows(at: number, clients: readonly ClientProfile[]): boolean {
    return this.#changes(at, clients).every((change, index) => {
      const limit = this.#seat.model.budgetLimits[index] ?? Number.POSITIVE_INFINITY;
      const spent = (this.#spent[index] ?? 0) + (this.#meanwhile[index] ?? 0);
      return change <= 0 || spent + change <= limit + ROUNDING;
    });
  }

  /** Counts the clients as moved to the rep, for what is asked next. */
  take(at: number, clients: readonly ClientProfile[]): void {
    this.#changes(at, clients).forEach((change, index) => {
      this.#meanwhile[index] = (this.#meanwhile[index] ?? 0) + change;
    });
  }

  /** Forgets all that was taken. */
  reset(): void {
    this.#meanwhile.fill(0);
  }

  /** By budget: what the move spends more; negative when it brings clients back to their owner. */
  #changes(at: number, clients: readonly ClientProfile[]): number[] {
    const { model } = this.#seat;
    const unit = model.unitOf.get(clients[0]?.client.id as ClientId) ?? -1;
    const home = model.problem.home[unit] ?? -1;
    if (model.budgets.length === 0 || home < 0) return model.budgets.map(() => 0);
    const homeId = model.reps[home]?.id;
    const own = clients.filter(({ client }) => presentOwnerId(client, model.seat) === homeId);
    const spends = at !== home && !this.#released(unit);
    return model.budgets.map((rule) =>
      own.reduce((sum, profile) => {
        const before = this.#moved.has(profile.client.id);
        return before === spends ? sum : sum + (spends ? rule.use(profile) : -rule.use(profile));
      }, 0),
    );
  }
}

function memberOf({ model }: CheckedSeat, id: ClientId): ClientProfile | undefined {
  return model.units[model.unitOf.get(id) ?? -1]?.members.find(({ client }) => client.id === id);
}
