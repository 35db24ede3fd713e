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
import { type ColumnChoices, type Fit, fieldValues, fitAs, isOwnOutput, knowsHeader } from "./fit.ts";
import { traitsOf } from "./kinds.ts";
import type { FileLook } from "./look.ts";
import { clientKeys, repKeys } from "./references.ts";

/** Least share of values that must refer to the other table when no header says that they do. */
const leastReference = 0.5;
const leastDistinct = 0.98;
const nearlyAll = 0.95;

/** A column by its place in the file. */
interface FreeColumn {
  readonly index: number;
  readonly header: string;
  readonly values: readonly string[];
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
  const [field, wanted, key] =
    kind === "clients"
      ? (["client_id", orders && fieldValues(orders, "client_id"), idKey] as const)
      : (["rep_id", clients && fieldValues(clients, "owner_id"), personKey] as const);
  if (wanted === undefined || wanted.length === 0) return undefined;
  return bestReference(fit, field, ({ values }) =>
    distinctShare(values) < leastDistinct ? { of: 0, found: 0 } : referenceTo(new Set(values.map(key)), wanted, key),
  );
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

/** Fills what is missing wherever one column alone can be meant. */
function completed(fit: Fit): Fit {
  let current = fit;
  for (const field of fit.missing) {
    const candidates = columnsFor(field, current);
    const [only] = candidates;
    if (only === undefined || candidates.length > 1) continue;
    current = fitAs(fit.kind, fit.look, { ...current.chosen, [field]: only });
  }
  return current;
}

/** Headers of the columns that could stand for a needed field, by their values; free ones only. */
export function columnsFor(field: string, fit: Fit): string[] {
  const free = freeColumns(fit);
  const { kind } = traitsOf[fit.kind].shape.fields[field] ?? { kind: "text" };
  const suits = (column: FreeColumn) => {
    if (kind === "day") return dateShare(column.values) >= nearlyAll;
    if (kind === "number") return numberShare(column.values) >= nearlyAll;
    if (field === traitsOf[fit.kind].key) return distinctShare(column.values) >= leastDistinct;
    return field !== "order_id" || isOneClientEach(column, fit);
  };
  return free.filter((column) => column.values.length > 0 && suits(column)).map((column) => nameOf(column, fit.look));
}

/** An order has one client, and a client more than one order. */
function isOneClientEach({ index, values }: FreeColumn, fit: Fit): boolean {
  const client = fit.columns.get("client_id");
  if (client === undefined || dateShare(values) > 0.5) return false;
  const clientOf = new Map<string, string>();
  for (const cells of fit.look.rows) {
    const [order = "", id = ""] = [cells[index]?.trim(), cells[client.index]?.trim()];
    if ((clientOf.get(order) ?? id) !== id) return false;
    clientOf.set(order, id);
  }
  return clientOf.size > new Set(clientOf.values()).size;
}

/** The column of a clients file that names reps, where no header says so. */
export function ownerByContent(clients: Fit, reps: Fit): ColumnChoices {
  if (clients.columns.has("owner_id")) return {};
  const known = repKeys(reps);
  const found = freeColumns(clients).filter(({ values }) => {
    const reference = referenceTo(known, values, personKey);
    return reference.found > 1 && shareOf(reference) >= leastReference;
  });
  const [only] = found;
  return only !== undefined && found.length === 1 ? { owner_id: nameOf(only, clients.look) } : {};
}

/**
 * Of several columns with regions of reps the one that covers most of the clients that the reps have now: beside a home region many exports
 * have a list of all. Nothing where the first does as well.
 */
export function regionsByContent(clients: Fit, reps: Fit): ColumnChoices {
  const present = reps.columns.get("regions");
  if (present === undefined) return {};
  const others = reps.ignored.filter((header) => knowsHeader("reps", "regions", header));
  let best = { header: "", covered: coveredClients(clients, reps) };
  for (const header of others) {
    const covered = coveredClients(clients, fitAs("reps", reps.look, { ...reps.chosen, regions: header }));
    if (covered > best.covered) best = { header, covered };
  }
  return best.header === "" ? {} : { regions: best.header };
}

function coveredClients(clients: Fit, reps: Fit): number {
  const cell = (fit: Fit, cells: readonly string[], field: string) =>
    (cells[fit.columns.get(field)?.index ?? -1] ?? "").trim();
  const regionsOf = new Map<string, ReadonlySet<string>>();
  for (const cells of reps.look.rows) {
    const regions = new Set(cell(reps, cells, "regions").split(/[;|]/).map(personKey));
    for (const field of ["rep_id", "name", "email"]) regionsOf.set(personKey(cell(reps, cells, field)), regions);
  }
  return clients.look.rows.filter((cells) =>
    regionsOf.get(personKey(cell(clients, cells, "owner_id")))?.has(personKey(cell(clients, cells, "region"))),
  ).length;
}

function freeColumns(fit: Fit): FreeColumn[] {
  const taken = new Set([...fit.columns.values()].map(({ index }) => index));
  return allColumns(fit.look).filter(({ index }) => !taken.has(index));
}

function allColumns(look: FileLook): FreeColumn[] {
  return look.header
    .map((header, index) => ({ index, header, values: valuesOf(look, index) }))
    .filter(({ header }) => header.trim() !== "");
}

/** The header as `columns` in the config names it: with its number where several columns have it. */
function nameOf({ index, header }: FreeColumn, look: FileLook): string {
  const same = look.header.flatMap((other, at) => (personKey(other) === personKey(header) ? [at] : []));
  return same.length > 1 ? `${header.trim()}#${same.indexOf(index) + 1}` : header.trim();
}
