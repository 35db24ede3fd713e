import { personKey, referenceTo, shareOf } from "./content.ts";
import { type ColumnChoices, type Fit, fitAs, knowsHeader } from "./fit.ts";
import { freeColumns, nameOf } from "./free-columns.ts";
import { repKeys } from "./references.ts";

const leastReference = 0.5;

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
