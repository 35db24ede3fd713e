import {
  columnsFor,
  type Given,
  type Survey,
  samplesOf,
  survey,
  type TableChoice,
  type TableKind,
  traitsOf,
} from "../../input/index.ts";
import { type Prompter, usualAnswers } from "./prompter.ts";

const neededKinds = ["clients", "reps", "orders"] as const;

/** Asks for the files and columns that headers and values leave open, and gives what is then known. */
export async function settleFiles(found: Survey, given: Given, prompter: Prompter): Promise<Survey> {
  let [known, said] = [found, given];
  for (const kind of neededKinds) {
    if (!isOpen(known.choices.get(kind))) continue;
    const file = await askFile(kind, known, prompter);
    if (file === undefined) continue;
    const choice = known.choices.get(kind);
    const same = choice?.fit.look.file === file;
    // Nobody was asked: a guess stays a guess, with what speaks for it.
    if (same && prompter === usualAnswers) continue;
    said = {
      ...said,
      [kind]: same ? { files: choice.files, columns: choice.fit.chosen, confirmed: true } : { files: [file] },
    };
    known = survey(known, said);
  }
  for (const kind of neededKinds) {
    const choice = known.choices.get(kind);
    if (!choice || choice.fit.missing.length === 0) continue;
    const columns = await askColumns(choice, prompter);
    said = { ...said, [kind]: { files: choice.files, columns } };
    known = survey(known, said);
  }
  return known;
}

const isOpen = (choice: TableChoice | undefined) => choice === undefined || choice.sureness === "guess";

async function askFile(kind: TableKind, { looks, choices }: Survey, prompter: Prompter): Promise<string | undefined> {
  const choice = choices.get(kind);
  const taken = new Set([...choices.values()].filter((other) => other !== choice).flatMap(({ files }) => files));
  const near = choice ? [choice.fit.look.file, ...choice.rivals] : [];
  const files =
    near.length > 1 ? near : looks.filter((look) => !look.problem && !taken.has(look.file)).map(({ file }) => file);
  if (files.length === 0) return undefined;
  return prompter.choose({
    message: `Which file has the ${kind}?`,
    choices: files.map((file) => ({ value: file, name: `${file} (${headerOf(looks, file)})` })),
    ...(choice && { usual: choice.fit.look.file }),
  });
}

function headerOf(looks: Survey["looks"], file: string): string {
  return (
    looks
      .find((look) => look.file === file)
      ?.header.slice(0, 5)
      .join(", ") ?? ""
  );
}

async function askColumns({ kind, fit }: TableChoice, prompter: Prompter): Promise<Record<string, string>> {
  const columns: Record<string, string> = { ...fit.chosen };
  for (const field of fit.missing) {
    const likely = columnsFor(field, fit);
    const headers = likely.length > 0 ? likely : fit.ignored;
    const answer = await prompter.choose({
      message: `${kind}: which column of ${fit.look.file} is ${field}?`,
      choices: headers
        .filter((header) => !Object.values(columns).includes(header))
        .map((header) => ({
          value: header,
          name: `${header} (${samplesOf(fit.look, fit.look.header.indexOf(header)).join(", ")})`,
        })),
    });
    columns[field] = answer;
  }
  return columns;
}

/** Columns for the config: those that its headers would not find by themselves. */
export function chosenColumns({ fit }: TableChoice): Record<string, string> {
  const known = new Set(Object.keys(traitsOf[fit.kind].shape.fields));
  return Object.fromEntries(Object.entries(fit.chosen).filter(([field]) => known.has(field)));
}
