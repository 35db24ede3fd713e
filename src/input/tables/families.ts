import type { Client } from "../../domain/client.ts";
import type { ClientId } from "../../domain/ids.ts";
import type { Place } from "../../domain/place.ts";
import { quoted, unknownParent } from "../problems.ts";
import type { Report } from "../rows/row.ts";
import { ClientIds } from "./client-ids.ts";

/** The clients, each parent by its client_id: exports also give it by name, or in the other form of a Salesforce id. */
export function matchParents(clients: ReadonlyMap<ClientId, Client>): ReadonlyMap<ClientId, Client> {
  const all = [...clients.values()];
  if (all.every(({ parentId }) => parentId === undefined)) return clients;
  const ids = new ClientIds(all);
  return new Map(
    [...clients].map(([id, client]) => {
      const parentId = client.parentId && ids.find(client.parentId);
      return [id, parentId === undefined || parentId === client.parentId ? client : { ...client, parentId }];
    }),
  );
}

/**
 * The clients, without the parents that name nobody, the client itself, or lead in a circle; each of these is reported.
 */
export function settleParents(
  clients: ReadonlyMap<ClientId, Client>,
  parentPlaces: ReadonlyMap<ClientId, Place>,
  report: Report,
): readonly Client[] {
  const circular = clientsInCircles(clients);
  return [...clients.values()].map((client) => {
    const reason = whyNotFollowed(client, clients, circular);
    if (reason === undefined) return client;
    report(unknownParent(parentPlaces.get(client.id) ?? client.place, client.id, reason));
    const { parentId: _, ...orphan } = client;
    return orphan;
  });
}

function whyNotFollowed(
  { id, parentId }: Client,
  clients: ReadonlyMap<ClientId, Client>,
  circular: ReadonlySet<ClientId>,
): string | undefined {
  if (parentId === undefined) return undefined;
  if (parentId === id) return "parent_id is the client's own id";
  if (!clients.has(parentId)) return `parent_id ${quoted(parentId)} is not among the clients`;
  return circular.has(id) ? `parent_id ${quoted(parentId)} leads back to this client` : undefined;
}

/** Follows each client's parents once; who is met again on the same way is in a circle. */
function clientsInCircles(clients: ReadonlyMap<ClientId, Client>): ReadonlySet<ClientId> {
  const circular = new Set<ClientId>();
  const settled = new Set<ClientId>();
  for (const [start, { parentId }] of clients) {
    if (parentId === undefined) continue;
    const way: ClientId[] = [];
    const onWay = new Map<ClientId, number>();
    let at: ClientId | undefined = start;
    while (at !== undefined && !settled.has(at) && !onWay.has(at)) {
      onWay.set(at, way.length);
      way.push(at);
      at = clients.get(at)?.parentId;
    }
    const met = at === undefined ? undefined : onWay.get(at);
    if (met !== undefined) for (const id of way.slice(met)) circular.add(id);
    for (const id of way) settled.add(id);
  }
  return circular;
}
