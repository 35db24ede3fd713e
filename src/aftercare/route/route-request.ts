import { parseIsoDay } from "../../calendar/days.ts";
import type { Config } from "../../config/schema.ts";
import type { RequestType } from "../../domain/activity.ts";
import type { Day } from "../../domain/day.ts";
import type { ClientId, RepId } from "../../domain/ids.ts";
import type { LabelName } from "../../domain/label.ts";
import type { Seating } from "../../domain/plan.ts";
import type { Seat } from "../../domain/rep.ts";
import { type KindConfidence, type KindFound, RequestClassifier } from "./classify.ts";
import { Presence, type RoutedRep } from "./presence.ts";

/** A client as the plan has it. */
export interface RoutedClient {
  readonly id: ClientId;
  readonly name: string;
  /** Absent where neither plan nor clients file tells. */
  readonly label?: LabelName;
  readonly seating: Seating;
}

/** What came in. */
export interface IncomingRequest {
  readonly id?: string;
  /** Absent when nobody by that id is known. */
  readonly client?: RoutedClient;
  readonly day?: Day;
  /** The type column, where it means one of the types. */
  readonly type?: RequestType;
  readonly text: string;
}

export type HandlerSeat = Seat | "technical_support";

/** Somebody who handles a request or hears of it. */
export interface Person {
  /** A rep's id, or an address outside of the reps file. */
  readonly id: string;
  readonly name: string;
  readonly as: HandlerSeat;
  /** The rep whose deputy this is. */
  readonly insteadOf?: { readonly id: RepId; readonly name: string };
}

/** Who handles a request. Exactly one of `handler` and `unclear` is there. */
export interface Route {
  /** Absent where neither the type column nor the words tell. */
  readonly type?: RequestType;
  readonly confidence?: KindConfidence;
  readonly words: KindFound["words"];
  readonly handler?: Person;
  /** Why it has no handler. */
  readonly unclear?: string;
  readonly informed: readonly Person[];
  readonly reason: string;
}

/** Whom a seat's holder is, or why nobody is. */
type Holder = { readonly person: Person } | { readonly missing: string };

/**
 * Routes requests by the plan: order, delivery and certificate to the client's desk specialist, technical questions to technical support,
 * projects and unclear requests of consultative clients to the seller with the desk informed, complaints to both.
 */
export class RequestRouter {
  readonly #config: Config["route"];
  readonly #classifier: RequestClassifier;
  readonly #presence: Presence;
  readonly #names: ReadonlyMap<RepId, string>;
  readonly #support: readonly Person[];

  constructor(config: Config, reps: readonly RoutedRep[]) {
    this.#config = config.route;
    this.#classifier = new RequestClassifier(config.route);
    this.#presence = new Presence(
      reps,
      config.absences.map(({ rep, from, to, deputy }) => ({
        rep: rep as RepId,
        from: parseIsoDay(from) as Day,
        to: parseIsoDay(to) as Day,
        ...(deputy === undefined ? {} : { deputy: deputy as RepId }),
      })),
      new Map(Object.entries(config.route.deputies) as [RepId, RepId][]),
    );
    this.#names = new Map(reps.map(({ id, name }) => [id, name]));
    this.#support = config.route.technical_support.map((written) => supportPerson(written, reps));
  }

  route(request: IncomingRequest): Route {
    const { client, text } = request;
    const found = request.type === undefined ? this.#classifier.classify(text) : undefined;
    const type = request.type ?? found?.kind;
    const confidence: KindConfidence | undefined = request.type === undefined ? found?.confidence : "given";
    const told = {
      ...(type === undefined ? {} : { type }),
      ...(confidence === undefined ? {} : { confidence }),
      words: found?.words ?? [],
    };
    if (client === undefined) {
      return { ...told, informed: [], unclear: "the client is unknown", reason: "the client is unknown" };
    }
    return { ...told, ...this.#assign(type, client, request.day, found?.unclear) };
  }

  #assign(
    type: RequestType | undefined,
    client: RoutedClient,
    day: Day | undefined,
    untold: string | undefined,
  ): Pick<Route, "handler" | "unclear" | "informed" | "reason"> {
    const seller = this.#holder("seller", client, day);
    const desk = this.#holder("desk", client, day);
    switch (type) {
      case "order":
      case "delivery":
      case "certificate":
        return assigned([desk, seller], [], `${type}: the client's desk specialist`);
      case "technical": {
        const support = this.#supportFor(client, day);
        const passes = this.#support.length === 0 ? "no technical support in the config: the desk passes it on" : "";
        return assigned(
          [support, desk, seller],
          [],
          ["technical: technical support", passes].filter(Boolean).join("; "),
        );
      }
      case "project":
        return assigned([seller, desk], [desk], "project: the seller, the desk informed");
      case "complaint": {
        const both = this.#config.complaint_handler === "seller" ? [seller, desk] : [desk, seller];
        return assigned(both, both, "complaint: seller and desk");
      }
      case undefined: {
        const why = untold ?? "no type";
        if (client.label === "consultative") {
          return assigned([seller, desk], [desk], `unclear (${why}) and consultative: the seller, the desk informed`);
        }
        const reads = [desk, seller].filter((holder) => "person" in holder).slice(0, 1);
        return { unclear: why, informed: reads.map(({ person }) => person), reason: `${why}: somebody has to read it` };
      }
    }
  }

  #holder(seat: Seat, client: RoutedClient, day: Day | undefined): Holder {
    const repId = client.seating[seat];
    if (repId === undefined)
      return { missing: seat === "desk" ? "no desk specialist in the plan" : "no seller in the plan" };
    const standIn = this.#presence.standIn(repId, seat, day, spreadOf(client.id));
    if (standIn === undefined) return { missing: `${this.#nameOf(repId)} (${seat}) is away and has no deputy` };
    const { insteadOf } = standIn;
    return {
      person: {
        ...{ id: standIn.repId, name: this.#nameOf(standIn.repId), as: seat },
        ...(insteadOf === undefined ? {} : { insteadOf: { id: insteadOf, name: this.#nameOf(insteadOf) } }),
      },
    };
  }

  /** Clients are spread over the people of technical support, each client always to the same one while that one is there. */
  #supportFor(client: RoutedClient, day: Day | undefined): Holder {
    if (this.#support.length === 0) return { missing: "" };
    const first = spreadOf(client.id) % this.#support.length;
    const inTurn = [...this.#support.slice(first), ...this.#support.slice(0, first)];
    const there = inTurn.find(({ id }) => !this.#names.has(id as RepId) || this.#presence.isThere(id as RepId, day));
    if (there) return { person: there };
    const [away] = inTurn;
    const standIn = away && this.#presence.standIn(away.id as RepId, undefined, day, 0);
    if (!away || !standIn) return { missing: "technical support is away and has no deputy" };
    return {
      person: {
        id: standIn.repId,
        name: this.#nameOf(standIn.repId),
        as: "technical_support",
        insteadOf: { id: away.id as RepId, name: away.name },
      },
    };
  }

  #nameOf(id: RepId): string {
    return this.#names.get(id) ?? id;
  }
}

/** The first holder there is handles it; those of `informed` who are somebody else hear of it. */
function assigned(
  handlers: readonly Holder[],
  informed: readonly Holder[],
  rule: string,
): Pick<Route, "handler" | "unclear" | "informed" | "reason"> {
  const found = handlers.findIndex((holder) => "person" in holder);
  const missing = handlers
    .slice(0, found < 0 ? handlers.length : found)
    .flatMap((holder) => ("missing" in holder && holder.missing !== "" ? [holder.missing] : []));
  const handler = handlers[found];
  if (handler === undefined || !("person" in handler)) {
    const why = missing.join("; ");
    return { unclear: why, informed: [], reason: `${rule}; ${why}` };
  }
  const { person } = handler;
  const hear = new Map(
    informed.flatMap((holder) =>
      "person" in holder && holder.person.id !== person.id ? [[holder.person.id, holder.person]] : [],
    ),
  );
  const instead = person.insteadOf === undefined ? [] : [`${person.name} stands in for ${person.insteadOf.name}`];
  return { handler: person, informed: [...hear.values()], reason: [rule, ...missing, ...instead].join("; ") };
}

function supportPerson(written: string, reps: readonly RoutedRep[]): Person {
  const key = written.trim().toLowerCase();
  const rep =
    reps.find(({ id }) => id === written.trim()) ??
    reps.find(({ name, email }) => name.toLowerCase() === key || email?.toLowerCase() === key);
  return { id: rep?.id ?? written, name: rep?.name ?? written, as: "technical_support" };
}

/** A number of an id, the same on every machine (FNV-1a, Fowler, Noll & Vo). */
function spreadOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
