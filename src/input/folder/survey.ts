import { findByContent, findPairByContent } from "./by-content.ts";
import { type Combination, combine, type Given, type MainKind } from "./combination.ts";
import { ownerByContent, regionsByContent } from "./finer-columns.ts";
import { type Fit, fitAs, isOwnOutput, isPlausible } from "./fit.ts";
import { extraKinds, neededKinds, type TableKind, tableKinds } from "./kinds.ts";
import { type FileLook, lookAtFile, mostFiles, possibleTables } from "./look.ts";
import { choiceOf, headerOf, refersToClients, type TableChoice } from "./table-choice.ts";

/** A file that no table is read from, and why. */
export interface UnusedFile {
  readonly look: FileLook;
  readonly why: "own output" | "no table" | "another is read" | "not needed";
}

/** What a folder was found to hold. */
export interface Survey {
  readonly looks: readonly FileLook[];
  readonly choices: ReadonlyMap<TableKind, TableChoice>;
  readonly unused: readonly UnusedFile[];
  /** Files beyond those that are looked at. */
  readonly notLookedAt: number;
}

/** Looks at all files of a folder that may be tables. Hidden files and folders within are left alone. */
export async function lookAtFolder(folder: string): Promise<Pick<Survey, "looks" | "notLookedAt">> {
  const names = await possibleTables(folder);
  const looks: FileLook[] = [];
  // One after the other: a folder may hold large files.
  for (const name of names.slice(0, mostFiles)) looks.push(await lookAtFile(folder, name));
  return { looks, notLookedAt: Math.max(0, names.length - mostFiles) };
}

/** Finds which file is which table, by headers, by values, and by ids that refer to each other. What was `given` holds. */
export function survey({ looks, notLookedAt }: Pick<Survey, "looks" | "notLookedAt">, given: Given = {}): Survey {
  const { best, rivals } = combine(looks, given);
  const main = withContent(best, looks, given);
  const choices = new Map<TableKind, TableChoice>();
  for (const fit of [...Object.values(main), ...extraFits(looks, main, given)])
    choices.set(fit.kind, choiceOf(fit, main, looks, rivals, given));
  const used = new Set([...choices.values()].flatMap(({ files }) => files));
  const unused = looks
    .filter(({ file }) => !used.has(file))
    .map((look): UnusedFile => ({ look, why: whyUnused(look, [...choices.values()]) }));
  return {
    looks,
    choices: new Map(
      tableKinds.flatMap((kind) => (choices.has(kind) ? [[kind, choices.get(kind) as TableChoice]] : [])),
    ),
    unused,
    notLookedAt,
  };
}

function whyUnused(look: FileLook, choices: readonly TableChoice[]): UnusedFile["why"] {
  if (look.problem) return "no table";
  if (isOwnOutput(look)) return "own output";
  const isAlike = ({ rivals, fit }: TableChoice) => rivals.includes(look.file) || headerOf(fit.look) === headerOf(look);
  return choices.some(isAlike) ? "another is read" : "not needed";
}

/** Completes by the values what headers did not tell: missing tables, the owners of the clients, the regions of the reps. */
function withContent(best: Combination, looks: readonly FileLook[], given: Given): Combination {
  let known = best.clients || best.orders ? best : { ...best, ...findPairByContent(freeLooks(looks, given)) };
  // Orders tell the clients, clients the orders and the reps: twice finds what the first round made findable.
  for (const kind of ["orders", "clients", "reps", "orders"] as MainKind[]) {
    if (known[kind]) continue;
    const found = findByContent(kind, looks, known);
    if (found) known = { ...known, [kind]: found };
  }
  const { clients, reps } = known;
  if (!clients || !reps) return known;
  const owned = given.clients?.columns ? clients : again(clients, ownerByContent(clients, reps));
  const placed = given.reps?.columns ? reps : again(reps, regionsByContent(owned, reps));
  return { ...known, clients: owned, reps: placed };
}

/** Files that nobody has named for a table. */
function freeLooks(looks: readonly FileLook[], given: Given): readonly FileLook[] {
  const named = new Set(Object.values(given).flatMap(({ files }) => files));
  return looks.filter(({ file }) => !named.has(file));
}

function again(fit: Fit, more: Fit["chosen"]): Fit {
  return Object.keys(more).length === 0 ? fit : fitAs(fit.kind, fit.look, { ...fit.chosen, ...more });
}

/** Files beside the main ones, each read as what most speaks for; taken only when they name clients that are there. */
function extraFits(looks: readonly FileLook[], main: Combination, given: Given): Fit[] {
  const taken = new Set(Object.values(main).map(({ look }) => look.file));
  const fits = extraKinds
    .flatMap((kind) => looks.map((look) => fitAs(kind, look, given[kind]?.columns)))
    .filter((fit) => isExtra(fit, taken, main, given))
    .sort((a, b) => Number(!given[a.kind]) - Number(!given[b.kind]) || b.points - a.points);
  const chosen: Fit[] = [];
  for (const fit of fits)
    if (!chosen.some(({ kind, look }) => kind === fit.kind || look.file === fit.look.file)) chosen.push(fit);
  return chosen;
}

function isExtra(fit: Fit, taken: ReadonlySet<string>, { clients }: Combination, given: Given): boolean {
  const { kind, look } = fit;
  const said = given[kind];
  if (said) return said.files.includes(look.file);
  if (look.problem || taken.has(look.file) || isOwnOutput(look) || !isPlausible(fit)) return false;
  // Other orders have clients and dates too.
  const isOrders = kind !== "projects" && isPlausible(fitAs("orders", look));
  return !isOrders && clients !== undefined && refersToClients(fit, clients);
}

/** Tables that a plan needs and the folder does not have, or of which a column is not known. */
export function missingTables(found: Survey): readonly TableKind[] {
  return neededKinds.filter((kind) => !found.choices.has(kind));
}
