import { relative, resolve } from "node:path";
import { type Given, lookAtFolder, missingTables, type Survey, survey, tableKinds } from "../../input/index.ts";
import { surveyText } from "../../report/init/survey-text.ts";
import { safeText } from "../../report/safe-text.ts";
import { UsageError } from "../io.ts";
import { styleFor } from "../print.ts";
import { folderName, type InitRun, shownPath } from "./init-run.ts";
import { settleFiles } from "./settle-files.ts";
import { surveyed } from "./surveyed.ts";

/** Finds the tables of the folder, shows them, and asks for what stays open. */
export async function findTables(run: InitRun): Promise<Survey> {
  const { folder, prompter, io } = run;
  const looked = await lookAtFolder(folder).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`the folder ${shownPath(folder, io)} cannot be read: ${error.code ?? error}`);
  });
  const given = givenFiles(
    looked.looks.map(({ file }) => file),
    run,
  );
  if (looked.looks.length === 0) {
    throw new UsageError(
      `no .csv, .tsv or .txt file in ${folderName(run)}: export clients, reps and orders into one folder, and run evenbook init there`,
    );
  }
  const first = survey(looked, given);
  show(first, run);
  const settled = await settleFiles(first, given, prompter);
  if (settled !== first) show(settled, run);
  const missing = missingTables(settled);
  if (missing.length > 0) {
    throw new UsageError(
      `no file looks like ${missing.join(" or ")}; nothing was written. Export what lacks, or name the file: ${missing.map((kind) => `--${kind} FILE`).join(", ")}`,
    );
  }
  warnOfGuesses(settled, run);
  return settled;
}

function warnOfGuesses({ choices }: Survey, { options, io }: InitRun): void {
  const guesses = [...choices.values()].filter(({ sureness }) => sureness === "guess").map(({ kind }) => kind);
  if (guesses.length === 0 || options.quiet) return;
  io.stderr.write(`Guessed, so look at the columns above: ${guesses.join(", ")}.\n`);
}

/** Files named on the command line, as names within the folder. */
function givenFiles(names: readonly string[], run: InitRun): Given {
  const inFolder = (file: string) => {
    const name = relative(run.folder, resolve(run.io.cwd, file));
    if (names.includes(name)) return name;
    throw new UsageError(`${safeText(file)} is no table in ${folderName(run)}; init looks at one folder`);
  };
  return Object.fromEntries(
    tableKinds.flatMap((kind) => {
      const files = [run.options[kind] ?? []].flat();
      return files.length === 0 ? [] : [[kind, { files: files.map(inFolder) }]];
    }),
  );
}

function show(found: Survey, run: InitRun): void {
  const { options, io } = run;
  if (options.json) return;
  io.stdout.write(`${surveyText(surveyed(found, folderName(run)), styleFor(options, io))}\n`);
}
