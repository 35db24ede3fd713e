import { headerKey } from "../columns/headers.ts";
import type { ChosenCombination, Combination, Given, MainKind } from "./combination.ts";
import { type Reference, shareOf } from "./content.ts";
import { type ColumnChoices, type Fit, fitAs } from "./fit.ts";
import type { TableKind } from "./kinds.ts";
import type { FileLook } from "./look.ts";
import { clientsAmong, ownersAmong } from "./references.ts";

/** How sure it is that a file is what it was taken for: `given` by a person, a guess `confirmed` by one, or by ids that refer to each other, by headers, by the best guess. */
export type Sureness = "given" | "confirmed" | "sure" | "likely" | "guess";

/** Ids of one file that stand in another. */
export interface FoundReference extends Reference {
  readonly what: "owners" | "clients";
  /** File whose ids were looked for, and the file they were looked for in. */
  readonly from: string;
  readonly among: string;
  /** Whether all rows of both files were looked at. */
  readonly whole: boolean;
}

/** A table that was found, and what speaks for it. */
export interface TableChoice {
  readonly kind: TableKind;
  /** Several for orders only, in the order of their names. */
  readonly files: readonly string[];
  /** Of the first file; the others have the same header. */
  readonly fit: Fit;
  readonly sureness: Sureness;
  readonly references: readonly FoundReference[];
  /** Columns that a person named. */
  readonly said: ColumnChoices;
  /** Other files that would do nearly as well. */
  readonly rivals: readonly string[];
}

/** Headers as they are compared between files. */
export const headerOf = (look: FileLook) => JSON.stringify(look.header.map(headerKey));

const leastReference = 0.5;

/** Where only the first clients were looked at, one that is found among them must do. */
function holds(reference: Reference, among: Fit): boolean {
  return shareOf(reference) >= leastReference || (!among.look.complete && reference.found > 0);
}

/** Whether the clients that a table names are there. */
export const refersToClients = (fit: Fit, clients: Fit) => holds(clientsAmong(fit, clients), clients);

/** The choice of a file with what speaks for it. */
export function choiceOf(
  fit: Fit,
  main: Combination,
  looks: readonly FileLook[],
  rivals: ChosenCombination["rivals"],
  given: Given,
): TableChoice {
  const { kind } = fit;
  const files =
    kind === "orders" && !given.orders ? yearFiles(fit, main, looks) : (given[kind]?.files ?? [fit.look.file]);
  const others = given[kind] ? [] : (rivals[kind as MainKind] ?? []).filter((file) => !files.includes(file));
  const references = referencesOf(fit, main);
  const said = (given[kind]?.confirmed ? undefined : given[kind]?.columns) ?? {};
  return {
    kind,
    files,
    fit,
    references,
    said,
    rivals: others,
    sureness: surenessOf(fit, references, others, main, given),
  };
}

/** All order files with the same header: one history, e.g. a file for each year. */
function yearFiles(fit: Fit, main: Combination, looks: readonly FileLook[]): readonly string[] {
  const taken = new Set([main.clients?.look, main.reps?.look]);
  return looks
    .filter((look) => !look.problem && !taken.has(look) && headerOf(look) === headerOf(fit.look))
    .filter(
      (look) => look === fit.look || !main.clients || refersToClients(fitAs("orders", look, fit.chosen), main.clients),
    )
    .map(({ file }) => file);
}

function referencesOf(fit: Fit, { clients, orders }: Combination): FoundReference[] {
  const between = (what: FoundReference["what"], from: Fit | undefined, among: Fit | undefined): FoundReference[] => {
    if (!from || !among) return [];
    const reference = what === "owners" ? ownersAmong(from, among) : clientsAmong(from, among);
    return reference.of === 0
      ? []
      : [
          {
            what,
            from: from.look.file,
            among: among.look.file,
            whole: from.look.complete && among.look.complete,
            ...reference,
          },
        ];
  };
  if (fit.kind === "clients") return between("clients", orders, fit);
  return fit.kind === "reps" ? between("owners", clients, fit) : between("clients", fit, clients);
}

function surenessOf(
  fit: Fit,
  references: readonly FoundReference[],
  rivals: readonly string[],
  main: Combination,
  given: Given,
): Sureness {
  if (given[fit.kind]) return given[fit.kind]?.confirmed ? "confirmed" : "given";
  const byContent = Object.keys(fit.chosen).some((field) => field !== "owner_id" && field !== "regions");
  const strangers = references.some(({ found }) => found === 0);
  if (byContent || fit.missing.length > 0 || rivals.length > 0 || strangers) return "guess";
  const among = fit.kind === "reps" ? main.reps : main.clients;
  return among && references.some((reference) => holds(reference, among)) ? "sure" : "likely";
}
