import type { RequestType } from "../../domain/activity.ts";
import type { KindConfidence } from "./classify.ts";
import type { HandlerSeat, Person, Route } from "./route-request.ts";

/** What came of many requests. */
export interface RouteTally {
  readonly requests: number;
  /** Of the requests without a handler. */
  readonly unclear: number;
  readonly byType: ReadonlyMap<RequestType | "unclear", TypeTally>;
  readonly byConfidence: ReadonlyMap<KindConfidence, number>;
  /** By id, the busiest first. */
  readonly people: readonly PersonTally[];
}

export interface TypeTally {
  given: number;
  byWords: number;
  unclear: number;
  readonly handledBy: Map<HandlerSeat, number>;
}

export interface PersonTally {
  readonly id: string;
  readonly name: string;
  readonly seats: ReadonlySet<HandlerSeat>;
  readonly handles: number;
  readonly asDeputy: number;
  readonly informed: number;
}

/** Counts routes as they pass; memory grows with people, not with requests. */
export class RouteCounter {
  #requests = 0;
  #unclear = 0;
  readonly #byType = new Map<RequestType | "unclear", TypeTally>();
  readonly #byConfidence = new Map<KindConfidence, number>();
  readonly #people = new Map<
    string,
    { seats: Set<HandlerSeat>; name: string; handles: number; asDeputy: number; informed: number }
  >();

  add({ type, confidence, handler, informed }: Route): void {
    this.#requests++;
    if (handler === undefined) this.#unclear++;
    if (confidence !== undefined) this.#byConfidence.set(confidence, (this.#byConfidence.get(confidence) ?? 0) + 1);
    const ofType = this.#tallyOf(type ?? "unclear");
    if (confidence === "given") ofType.given++;
    else if (type !== undefined) ofType.byWords++;
    if (handler === undefined) ofType.unclear++;
    else {
      ofType.handledBy.set(handler.as, (ofType.handledBy.get(handler.as) ?? 0) + 1);
      const person = this.#person(handler);
      person.handles++;
      if (handler.insteadOf !== undefined) person.asDeputy++;
    }
    for (const one of informed) this.#person(one).informed++;
  }

  get tally(): RouteTally {
    const people = [...this.#people].map(([id, person]) => ({ id, ...person }));
    people.sort((a, b) => b.handles - a.handles || b.informed - a.informed || (a.id < b.id ? -1 : 1));
    return {
      requests: this.#requests,
      unclear: this.#unclear,
      byType: this.#byType,
      byConfidence: this.#byConfidence,
      people,
    };
  }

  #tallyOf(type: RequestType | "unclear"): TypeTally {
    const known = this.#byType.get(type);
    if (known) return known;
    const fresh: TypeTally = { given: 0, byWords: 0, unclear: 0, handledBy: new Map() };
    this.#byType.set(type, fresh);
    return fresh;
  }

  #person({ id, name, as }: Person) {
    const known = this.#people.get(id) ?? { seats: new Set<HandlerSeat>(), name, handles: 0, asDeputy: 0, informed: 0 };
    known.seats.add(as);
    this.#people.set(id, known);
    return known;
  }
}
