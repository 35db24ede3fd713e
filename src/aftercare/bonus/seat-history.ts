import type { Day } from "../../domain/day.ts";
import type { ClientId, RepId } from "../../domain/ids.ts";
import type { Seating } from "../../domain/plan.ts";
import type { Seat } from "../../domain/rep.ts";

/** A plan and the days on which it holds, unless a later one comes before. */
export interface DatedPlan {
  /** As the user named it. */
  readonly name: string;
  readonly from: Day;
  /** Last day of the quarter it was made for; absent where the user dated it: then it holds until the next one. */
  readonly to?: Day;
  /** The seats that the plan tells of. */
  readonly seats: readonly Seat[];
  readonly seatings: ReadonlyMap<ClientId, Seating>;
  /** Clients whose rows in the plan contradict each other. */
  readonly disputed: ReadonlySet<ClientId>;
}

/** Why nobody is paid for a client on a day. */
export type NoHolder = "no plan" | "not in the plan" | "empty seat" | "disputed";

export type SeatHolder = { readonly repId: RepId; readonly from: Day; readonly to: Day } | { readonly none: NoHolder };

/** Two plans of one day that give a client's seat to two people. */
export interface SeatDispute {
  readonly clientId: ClientId;
  readonly seat: Seat;
  readonly from: Day;
  readonly plans: readonly [string, string];
  readonly reps: readonly [string, string];
}

/** Plans that hold from the same day count as one; where they disagree, the seat is disputed and nobody is paid for it. */
interface Span {
  readonly from: Day;
  readonly to: Day;
  readonly plans: readonly DatedPlan[];
}

/** Who held which seat when, by the plans that held one after the other. */
export class SeatHistory {
  readonly disputes: readonly SeatDispute[];
  readonly #spans: readonly Span[];
  readonly #disputed = new Set<string>();

  constructor(plans: readonly DatedPlan[]) {
    this.#spans = spansOf(plans);
    this.disputes = this.#spans.flatMap(disputesOf);
    for (const { clientId, seat, from } of this.disputes) this.#disputed.add(key(clientId, seat, from));
  }

  /** Days from one to another, both included, on which no plan holds. */
  uncovered(from: Day, to: Day): { readonly from: Day; readonly to: Day }[] {
    const gaps: { from: Day; to: Day }[] = [];
    let next = from;
    for (const span of this.#spans) {
      if (span.to < next || span.from > to) continue;
      if (span.from > next) gaps.push({ from: next, to: (span.from - 1) as Day });
      next = (span.to + 1) as Day;
    }
    if (next <= to) gaps.push({ from: next, to });
    return gaps;
  }

  /** Whether the plan holds on one of the days, and not only until another one. */
  isUsed(plan: DatedPlan, from: Day, to: Day): boolean {
    return this.#spans.some((span) => span.plans.includes(plan) && span.from <= to && span.to >= from);
  }

  /** Who holds the seat on a day, and the days without a break that it is the same person, over as many plans as that takes. */
  holder(clientId: ClientId, seat: Seat, day: Day): SeatHolder {
    const at = this.#spans.findIndex(({ from, to }) => from <= day && day <= to);
    const span = this.#spans[at];
    if (span === undefined) return { none: "no plan" };
    const held = this.#heldIn(span, clientId, seat);
    if ("none" in held) return held;
    const same = (neighbour: Span | undefined) => {
      const there = neighbour && this.#heldIn(neighbour, clientId, seat);
      return there !== undefined && "repId" in there && there.repId === held.repId;
    };
    let { from, to } = span;
    for (let before = at - 1; this.#spans[before]?.to === from - 1 && same(this.#spans[before]); before--) {
      from = (this.#spans[before] as Span).from;
    }
    for (let after = at + 1; this.#spans[after]?.from === to + 1 && same(this.#spans[after]); after++) {
      to = (this.#spans[after] as Span).to;
    }
    return { repId: held.repId, from, to };
  }

  #heldIn(span: Span, clientId: ClientId, seat: Seat): { readonly repId: RepId } | { readonly none: NoHolder } {
    if (
      span.plans.some(({ disputed }) => disputed.has(clientId)) ||
      this.#disputed.has(key(clientId, seat, span.from))
    ) {
      return { none: "disputed" };
    }
    const plan = span.plans.find(({ seats, seatings }) => seats.includes(seat) && seatings.has(clientId));
    if (plan === undefined) return { none: "not in the plan" };
    const repId = plan.seatings.get(clientId)?.[seat];
    return repId === undefined ? { none: "empty seat" } : { repId };
  }
}

const FOREVER = 10_000_000 as Day;

function spansOf(plans: readonly DatedPlan[]): Span[] {
  const starts = [...new Set(plans.map(({ from }) => from))].sort((a, b) => a - b);
  return starts.map((from, at) => {
    const together = plans.filter((plan) => plan.from === from);
    const next = starts[at + 1];
    const end = Math.max(...together.map(({ to }) => to ?? FOREVER));
    return { from, to: Math.min(end, next === undefined ? FOREVER : next - 1) as Day, plans: together };
  });
}

function disputesOf({ from, plans }: Span): SeatDispute[] {
  const [first, ...others] = plans;
  if (first === undefined) return [];
  return others.flatMap((other) =>
    [...other.seatings].flatMap(([clientId, seating]) => {
      const before = first.seatings.get(clientId);
      if (before === undefined) return [];
      return (["seller", "desk"] as const)
        .filter((seat) => first.seats.includes(seat) && other.seats.includes(seat))
        .filter((seat) => before[seat] !== seating[seat])
        .map((seat) => ({
          ...{ clientId, seat, from },
          plans: [first.name, other.name] as const,
          reps: [before[seat] ?? "nobody", seating[seat] ?? "nobody"] as const,
        }));
    }),
  );
}

function key(clientId: ClientId, seat: Seat, from: Day): string {
  return `${from} ${seat} ${clientId}`;
}
