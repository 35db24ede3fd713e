import type { Route } from "../aftercare/route/route-request.ts";
import { formatDay } from "../calendar/days.ts";
import type { Day } from "../domain/day.ts";
import { type Cell, rowText } from "./csv.ts";
import { safeText } from "./safe-text.ts";

/** The request that a route is of, as its line names it. */
export interface RoutedLine {
  readonly line: number;
  readonly id: string;
  /** The client's id; as written where nobody knows it. */
  readonly client: string;
  readonly day?: Day;
  readonly route: Route;
}

const columns = [
  "line",
  "request_id",
  "client_id",
  "date",
  "type",
  "confidence",
  "status",
  "handler_id",
  "handler_name",
  "handler_seat",
  "instead_of",
  "informed_ids",
  "words",
  "reason",
] as const;

export const routeHeader = columns.join(",");

/** One row of routes.csv, without its line end. */
export function routeCsvRow(routed: RoutedLine): string {
  const { line, id, client, day, route } = routed;
  const { handler } = route;
  const cells: Cell[] = [
    line,
    id,
    client,
    day === undefined ? undefined : formatDay(day),
    route.type,
    route.confidence,
    statusOf(route),
    handler?.id,
    handler?.name,
    handler?.as,
    handler?.insteadOf?.id,
    route.informed.map((person) => person.id).join(";"),
    route.words.map(({ word }) => word).join(";"),
    route.reason,
  ];
  return rowText(cells);
}

/** The same as JSON on one line, safe to print. */
export function routeJsonLine(routed: RoutedLine): string {
  return safeText(JSON.stringify(routeFields(routed)));
}

/** The same for a JSON document; nothing known is null. */
export function routeFields({ line, id, client, day, route }: RoutedLine) {
  const { handler } = route;
  return {
    line,
    request_id: id === "" ? null : id,
    client_id: client === "" ? null : client,
    date: day === undefined ? null : formatDay(day),
    type: route.type ?? null,
    confidence: route.confidence ?? null,
    status: statusOf(route),
    handler:
      handler === undefined
        ? null
        : { id: handler.id, name: handler.name, seat: handler.as, instead_of: handler.insteadOf?.id ?? null },
    informed: route.informed.map((person) => ({ id: person.id, name: person.name, seat: person.as })),
    words: route.words.map(({ word, kind }) => ({ word, type: kind })),
    reason: route.reason,
  };
}

function statusOf({ handler }: Route): "routed" | "unclear" {
  return handler === undefined ? "unclear" : "routed";
}
