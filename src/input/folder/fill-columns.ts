import { dateShare, distinctShare, numberShare } from "./content.ts";
import { type Fit, fitAs } from "./fit.ts";
import { type FreeColumn, freeColumns, nameOf } from "./free-columns.ts";
import { traitsOf } from "./kinds.ts";

/** Least share of values that must suit a field when no header says that they do. */
const nearlyAll = 0.95;
const leastDistinct = 0.98;

/** Fills what is missing wherever one column alone can be meant. */
export function completed(fit: Fit): Fit {
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
