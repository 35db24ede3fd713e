import { join } from "node:path";
import { type ConfigInput, configSchema } from "../../config/schema.ts";
import type { Client } from "../../domain/client.ts";
import {
  type Fit,
  matchOwners,
  readClients,
  readReps,
  type Survey,
  type TableChoice,
  type TableKind,
  valuesOf,
} from "../../input/index.ts";
import { fileOptions } from "../load-tables.ts";
import type { Person } from "./people.ts";
import type { Prompter } from "./prompter.ts";
import { chosenColumns } from "./settle-files.ts";
import { type GivenForms, settleForms } from "./settle-forms.ts";

/** What the files say, as a config: their names relative to the config, columns, formats, currency. */
export async function draftOfFiles(
  { choices }: Survey,
  folder: string,
  relativeFolder: string,
  given: GivenForms,
  prompter: Prompter,
): Promise<ConfigInput> {
  const files: Record<string, string | string[]> = {};
  const columns: Record<string, Record<string, string>> = {};
  const formats: Record<string, object> = {};
  for (const [kind, choice] of choices) {
    const paths = choice.files.map((file) => (relativeFolder === "" ? file : `${relativeFolder}/${file}`));
    const [first = ""] = paths;
    files[kind] = paths.length > 1 ? paths : first;
    const own = chosenColumns(choice);
    if (Object.keys(own).length > 0) columns[kind] = own;
    if (kind === "overrides") continue;
    const format = await settleForms(choice, folder, given, prompter);
    if (Object.keys(format).length > 0) formats[kind] = format;
  }
  const currency = currencyOf(choices.get("orders"));
  return {
    ...(currency !== undefined && { currency }),
    files,
    ...(Object.keys(columns).length > 0 && { columns }),
    ...(Object.keys(formats).length > 0 && { formats }),
  };
}

/** The one code of the orders' currency column. */
function currencyOf(orders: TableChoice | undefined): string | undefined {
  const column = orders?.fit.columns.get("currency");
  if (!orders || !column) return undefined;
  const codes = new Set(valuesOf(orders.fit.look, column.index));
  const [only = ""] = codes;
  return codes.size === 1 && /^[A-Z]{3}$/.test(only) ? only : undefined;
}

/** The reps, with their titles as the file has them and the number of clients that name them as owner. */
export async function peopleOf(
  choices: ReadonlyMap<TableKind, TableChoice>,
  draft: ConfigInput,
  folder: string,
): Promise<Person[]> {
  const [clientsChoice, repsChoice] = [choices.get("clients"), choices.get("reps")];
  if (!repsChoice) return [];
  const config = configSchema.parse(draft);
  const path = (choice: TableChoice) => join(folder, choice.files[0] ?? "");
  const reps = await readReps(path(repsChoice), {
    ...fileOptions(config, "reps"),
    fullQuarterHours: config.capacity.hours_per_quarter,
  });
  const clients = clientsChoice ? (await readClients(path(clientsChoice), fileOptions(config, "clients"))).value : [];
  const owned = countOwned(matchOwners(clients, reps.value.reps).value);
  const roles = rolesById(repsChoice.fit);
  return reps.value.reps.map(({ id, name, levelTitle = "", hireDay }) => ({
    id,
    name,
    title: levelTitle,
    role: roles.get(id) ?? "",
    ...(hireDay !== undefined && { hireDay }),
    clients: owned.get(id) ?? 0,
  }));
}

function countOwned(clients: readonly Client[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { ownerId } of clients) if (ownerId !== undefined) counts.set(ownerId, (counts.get(ownerId) ?? 0) + 1);
  return counts;
}

/** The roles as they are written: the reader gives only those it knows. */
function rolesById({ look, columns }: Fit): ReadonlyMap<string, string> {
  const [id, role] = [columns.get("rep_id"), columns.get("role")];
  if (!id || !role) return new Map();
  return new Map(look.rows.map((cells) => [(cells[id.index] ?? "").trim(), (cells[role.index] ?? "").trim()]));
}
