import { existsSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { type ConfigInput, configSchema } from "../../config/schema.ts";
import type { Day } from "../../domain/day.ts";
import { safeText } from "../../report/safe-text.ts";
import { askMoveBudget, askQuarter, askTolerance } from "../init/ask-limits.ts";
import { askPeople } from "../init/ask-people.ts";
import { draftOfFiles, peopleOf } from "../init/draft.ts";
import { findTables } from "../init/find-tables.ts";
import { finish } from "../init/finish.ts";
import { type InitOptions, type InitRun, shownPath } from "../init/init-run.ts";
import type { Person } from "../init/people.ts";
import { Interrupted, NobodyToAsk, type Prompter, usualAnswers } from "../init/prompter.ts";
import { textOfAnswers } from "../init/text-of-answers.ts";
import { type ExitCode, type Io, UsageError } from "../io.ts";
import { CONFIG_NAME } from "../load-config.ts";
import { type LoadedTables, loadTables } from "../load-tables.ts";
import { tableFiles } from "../table-files.ts";
import { writeFiles } from "../write-files.ts";

/** `evenbook init`: finds the tables of a folder, asks what it cannot know, and writes evenbook.yaml. */
export async function runInit(folderGiven: string | undefined, options: InitOptions, io: Io): Promise<ExitCode> {
  const folder = resolve(io.cwd, folderGiven ?? ".");
  const target = targetOf(options, folder, io);
  refuseOlderConfig(target, options, io);
  const prompter = await prompterFor(options, io);
  try {
    return await runWizard({ folder, target, options, prompter, io });
  } catch (error) {
    if (error instanceof Interrupted) {
      io.stderr.write("\nevenbook: interrupted; nothing was written\n");
      return 130;
    }
    if (!(error instanceof NobodyToAsk)) throw error;
    throw new UsageError(
      `${safeText(error.message)} Run evenbook init in a terminal without --yes, or say it: --clients, --reps, --orders, --date-order, --decimal`,
    );
  }
}

/** Finds, asks, writes, and says what comes next. */
async function runWizard(run: InitRun): Promise<ExitCode> {
  const { folder, target, options, prompter, io } = run;
  const found = await findTables(run);
  const relativeFolder = relative(dirname(target), folder).split(sep).join("/");
  const files = await draftOfFiles(found, folder, relativeFolder, options, prompter);
  const people = await peopleOf(found.choices, files, folder);
  // The tables are read once, with the usual answers: what the answers change needs no second look at the orders.
  const loaded = await load({ ...files, ...(await askPeople(people, undefined, usualAnswers)) }, run);
  const asOf = loaded.value?.asOf;
  const active = { ...files, ...(await askAll(people, asOf, prompter)) };
  const text = textOfAnswers(active, people, asOf, target);
  if (io.interrupt.aborted) throw new Interrupted();
  refuseOlderConfig(target, options, io);
  const inputs = found.looks.map(({ file }) => join(folder, file));
  await writeFiles([{ path: target, text }], inputs);
  return finish(run, found, loaded, active, text);
}

async function load(draft: ConfigInput, { target, options, io }: InitRun): Promise<LoadedTables> {
  const config = configSchema.parse(draft);
  if (io.stderrIsTty && !options.quiet) io.stderr.write("Reading the tables ...\n");
  return loadTables(tableFiles({ color: false }, config, dirname(target), io), config);
}

async function askAll(people: readonly Person[], asOf: Day | undefined, prompter: Prompter): Promise<ConfigInput> {
  const quarter = await askQuarter(asOf, prompter);
  const ofPeople = await askPeople(people, asOf, prompter);
  const balance = await askTolerance(prompter);
  const limits = await askMoveBudget(prompter);
  return { ...(quarter !== undefined && { quarter }), ...ofPeople, ...limits, ...balance };
}

/** Where the config goes: `--out`, which may also be called `--config`, else evenbook.yaml in the folder. */
function targetOf({ config, out }: InitOptions, folder: string, io: Io): string {
  if (config !== undefined && out !== undefined && resolve(io.cwd, config) !== resolve(io.cwd, out)) {
    throw new UsageError("--config and --out both name the file to write; give one of them");
  }
  const given = out ?? config;
  if (given === undefined) return join(folder, CONFIG_NAME);
  const path = resolve(io.cwd, given);
  return existsSync(path) && statSync(path).isDirectory() ? join(path, CONFIG_NAME) : path;
}

function refuseOlderConfig(target: string, { force }: InitOptions, io: Io): void {
  if (force || !existsSync(target)) return;
  throw new UsageError(
    `${shownPath(target, io)} is there already; edit it, or add --force to write it anew, or --out FILE to write another`,
  );
}

async function prompterFor({ yes, json, quiet }: InitOptions, io: Io): Promise<Prompter> {
  if (io.prompter) return io.prompter;
  if (yes || json) return usualAnswers;
  if (io.stdinIsTty && io.stdoutIsTty) return (await import("../init/terminal-prompter.ts")).terminalPrompter(io);
  if (!quiet) io.stderr.write("No terminal to ask at: the usual answers hold, as with --yes.\n");
  return usualAnswers;
}
