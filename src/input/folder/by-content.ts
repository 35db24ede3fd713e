import type { Combination, MainKind } from "./combination.ts";
import {
  dateShare,
  distinctShare,
  idKey,
  numberShare,
  personKey,
  type Reference,
  referenceTo,
  shareOf,
  valuesOf,
} from "./content.ts";
import { completed } from "./fill-columns.ts";
import { type Fit, fieldValues, fitAs, isOwnOutput } from "./fit.ts";
import { allColumns, type FreeColumn, freeColumns, nameOf } from "./free-columns.ts";
import type { FileLook } from "./look.ts";
import { clientKeys } from "./references.ts";

/** Least share of values that must refer to the other table when no header says that they do. */
const leastReference = 0.5;
const leastDistinct = 0.98;
/** A column that refers to another table repeats its values more than this. */
const mostDistinct = 0.9;
const nearlyAll = 0.95;

/**
 * Finds clients and orders in a folder where no header tells them: one file with dates and numbers, of which a column that repeats refers to
 * a column of another file that does not. Of several such pairs the one with most ids: clients are more than reps.
 */
export function findPairByContent(looks: readonly FileLook[]): Combination {
  const usable = looks.filter((look) => !look.problem && !isOwnOutput(look));
  let best: { readonly pair: Combination; readonly found: number } | undefined;
  for (const orders of usable.filter(looksLikeOrders)) {
    for (const naming of allColumns(orders).filter(({ values }) => distinctShare(values) < mostDistinct)) {
      for (const clients of usable.filter((look) => look !== orders)) {
        for (const key of allColumns(clients).filter(({ values }) => distinctShare(values) >= leastDistinct)) {
          const reference = referenceTo(new Set(key.values.map(idKey)), naming.values, idKey);
          if (shareOf(reference) < leastReference || reference.found <= Math.max(1, best?.found ?? 0)) continue;
          const pair = {
            clients: fitAs("clients", clients, { client_id: nameOf(key, clients) }),
            orders: completed(fitAs("orders", orders, { client_id: nameOf(naming, orders) })),
          };
          best = { pair, found: reference.found };
        }
      }
    }
  }
  return best?.pair ?? {};
}

function looksLikeOrders(look: FileLook): boolean {
  const columns = allColumns(look);
  const dates = columns.filter(({ values }) => dateShare(values) >= nearlyAll);
  return dates.length > 0 && columns.some((one) => !dates.includes(one) && numberShare(one.values) >= nearlyAll);
}

/**
 * Finds a table whose headers say nothing by its ids: the orders by the clients they name, the clients by the orders that name them, the reps
 * by the clients they own. Nothing when no file of those free has such a column; what stays `missing` must be asked.
 */
export function findByContent(kind: MainKind, looks: readonly FileLook[], known: Combination): Fit | undefined {
  const taken = new Set(Object.values(known).map(({ look }) => look));
  let best: { readonly fit: Fit; readonly share: number } | undefined;
  for (const look of looks) {
    if (taken.has(look) || look.problem || isOwnOutput(look)) continue;
    const start = fitAs(kind, look);
    const found = keyColumn(kind, start, known);
    if (found === undefined || (best && best.share >= found.share)) continue;
    const keyed = found.column === undefined ? start : fitAs(kind, look, { [found.field]: nameOf(found.column, look) });
    best = { fit: completed(keyed), share: found.share };
  }
  return best?.fit;
}

interface FoundKey {
  readonly field: string;
  readonly share: number;
  /** Absent when a header told the column. */
  readonly column?: FreeColumn;
}

function keyColumn(kind: MainKind, fit: Fit, { clients, orders }: Combination): FoundKey | undefined {
  if (kind === "orders") {
    return clients && bestReference(fit, "client_id", ({ values }) => referenceTo(clientKeys(clients), values, idKey));
  }
  const wanted = kind === "clients" ? [orders ? fieldValues(orders, "client_id") : []] : possibleOwners(clients);
  const key = kind === "clients" ? idKey : personKey;
  return bestReference(fit, kind === "clients" ? "client_id" : "rep_id", ({ values }) => {
    if (distinctShare(values) < leastDistinct) return nothing;
    const known = new Set(values.map(key));
    const references = wanted.map((one) => referenceTo(known, one, key)).filter(({ found }) => found > 1);
    return references.sort((a, b) => shareOf(b) - shareOf(a))[0] ?? nothing;
  });
}

const nothing: Reference = { of: 0, found: 0 };

/** The owners of the clients; without a header for them, every column that repeats its values. */
function possibleOwners(clients: Fit | undefined): (readonly string[])[] {
  if (!clients) return [];
  if (clients.columns.has("owner_id")) return [fieldValues(clients, "owner_id")];
  return freeColumns(clients)
    .map(({ values }) => values)
    .filter((values) => distinctShare(values) < mostDistinct);
}

/** The column that refers best, of those that no header tells; the one that a header tells goes before. */
function bestReference(fit: Fit, field: string, refer: (column: FreeColumn) => Reference): FoundKey | undefined {
  const mapped = fit.columns.get(field);
  if (mapped) {
    const share = shareOf(refer({ ...mapped, values: valuesOf(fit.look, mapped.index) }));
    if (share >= leastReference) return { field, share };
  }
  let best: FoundKey | undefined;
  for (const column of allColumns(fit.look)) {
    const share = shareOf(refer(column));
    if (share >= leastReference && share > (best?.share ?? 0)) best = { field, share, column };
  }
  return best;
}
