import {
  nobodyHandles,
  requestAfterPlan,
  requestOfUnknownClient,
  requestWithoutDay,
  unknownRequestType,
} from "../../aftercare/route/problems.ts";
import { type IncomingRequest, RequestRouter, type RoutedClient } from "../../aftercare/route/route-request.ts";
import { RouteCounter, type RouteTally } from "../../aftercare/route/tally.ts";
import { formatDay } from "../../calendar/days.ts";
import type { Config } from "../../config/schema.ts";
import type { RequestType } from "../../domain/activity.ts";
import type { Assignments } from "../../domain/assignments.ts";
import type { Client } from "../../domain/client.ts";
import type { Day } from "../../domain/day.ts";
import type { Finding } from "../../domain/finding.ts";
import type { ClientId } from "../../domain/ids.ts";
import type { Quarter } from "../../domain/quarter.ts";
import { BoundedFindings, ClientIds, headerKey, type RequestLine, requestTypeOf } from "../../input/index.ts";
import type { RoutedLine } from "../../report/route-rows.ts";
import type { Owners } from "../load-owners.ts";
import type { WrittenPlan } from "../written-plan.ts";

/** Unclear requests that the summary shows. */
const UNCLEAR_SHOWN = 10;

/** Routes lines and keeps what the summary needs of them. */
export class RequestDesk {
  readonly findings = new BoundedFindings();
  readonly unclear: (RoutedLine & { readonly clientName: string })[] = [];
  readonly #router: RequestRouter;
  readonly #counter = new RouteCounter();
  readonly #clients: ReadonlyMap<ClientId, Client>;
  readonly #ids: ClientIds;
  readonly #assignments: Assignments;
  readonly #quarter: Quarter | undefined;
  readonly #types: ReadonlyMap<string, RequestType>;
  readonly #asOf: Day | undefined;
  readonly #hasAbsences: boolean;

  constructor(config: Config, { clients, reps }: Owners, plan: WrittenPlan, asOf: Day | undefined) {
    this.#router = new RequestRouter(config, reps);
    this.#clients = new Map(clients.map((client) => [client.id, client]));
    this.#ids = new ClientIds(clients);
    this.#assignments = plan.assignments;
    // Only a plan with a record of its making tells its quarter.
    this.#quarter = plan.asOf === undefined ? undefined : plan.quarter;
    this.#types = new Map(Object.entries(config.route.types).map(([word, type]) => [headerKey(word), type]));
    this.#asOf = asOf;
    this.#hasAbsences = config.absences.length > 0 || reps.some(({ activeFrom, activeTo }) => activeFrom ?? activeTo);
  }

  get tally(): RouteTally {
    return this.#counter.tally;
  }

  take(line: RequestLine): { readonly routed: RoutedLine; readonly findings: readonly Finding[] } {
    const client = this.#clientOf(line.client);
    const type = this.#types.get(headerKey(line.type)) ?? requestTypeOf(line.type);
    const day = line.day ?? this.#asOf;
    const request: IncomingRequest = {
      text: line.text,
      ...(client === undefined ? {} : { client }),
      ...(type === undefined ? {} : { type }),
      ...(day === undefined ? {} : { day }),
    };
    const route = this.#router.route(request);
    const unread = line.findings.some(({ severity }) => severity === "error") && line.client === "";
    const nobody = client !== undefined && route.type !== undefined && route.unclear !== undefined;
    const findings = [
      ...line.findings,
      ...(client === undefined && !unread ? [requestOfUnknownClient(line.place, line.client)] : []),
      ...(line.type !== "" && type === undefined ? [unknownRequestType(line.place, line.type)] : []),
      ...(nobody ? [nobodyHandles(line.place, client.id, route.unclear ?? "")] : []),
      ...(this.#quarter && day !== undefined && day > this.#quarter.lastDay
        ? [requestAfterPlan(line.place, formatDay(day), this.#quarter.name)]
        : []),
      ...(day === undefined && this.#hasAbsences && !unread ? [requestWithoutDay(line.place)] : []),
    ];
    const routed: RoutedLine = {
      line: line.place.line,
      id: line.id,
      client: client?.id ?? line.client,
      ...(day === undefined ? {} : { day }),
      route: unread ? { ...route, unclear: "the line cannot be read", reason: "the line cannot be read" } : route,
    };
    this.#counter.add(route);
    if (route.handler === undefined && this.unclear.length < UNCLEAR_SHOWN) {
      this.unclear.push({ ...routed, clientName: client?.name ?? "" });
    }
    for (const finding of findings) this.findings.add(finding);
    return { routed, findings };
  }

  #clientOf(written: string): RoutedClient | undefined {
    if (written === "") return undefined;
    const id = this.#ids.find(written) ?? this.#ids.findInAnotherCase(written);
    const client = id === undefined ? undefined : this.#clients.get(id);
    if (client === undefined) return undefined;
    const row = this.#assignments.rows.get(client.id);
    const { seller, desk } = row?.seats ?? {};
    const label = row?.record?.label ?? client.label;
    return {
      ...{ id: client.id, name: client.name },
      ...(label === undefined ? {} : { label }),
      seating: {
        ...(seller?.repId === undefined ? {} : { seller: seller.repId }),
        ...(desk?.repId === undefined ? {} : { desk: desk.repId }),
      },
    };
  }
}
