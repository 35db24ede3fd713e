import { existsSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { formatDay, quarterAfter } from "../../calendar/days.ts";
import { parseConfig } from "../../config/parse-config.ts";
import { type ConfigInput, configSchema, defaultConfig, guardOf } from "../../config/schema.ts";
import type { Day } from "../../domain/day.ts";
import { type Given, lookAtFolder, missingTables, type Survey, survey, tableKinds } from "../../input/index.ts";
import { configText } from "../../report/init/config-text.ts";
import { surveyText } from "../../report/init/survey-text.ts";
import { jsonText } from "../../report/json-text.ts";
import { safeText } from "../../report/safe-text.ts";
import { askMoveBudget, askQuarter, askTolerance } from "../init/ask-limits.ts";
import { askPeople } from "../init/ask-people.ts";
import { draftOfFiles, peopleOf } from "../init/draft.ts";
import type { Person } from "../init/people.ts";
import { Interrupted, NobodyToAsk, type Prompter, usualAnswers } from "../init/prompter.ts";
import { schemaReference } from "../init/schema-reference.ts";
import { settleFiles } from "../init/settle-files.ts";
import type { GivenForms } from "../init/settle-forms.ts";
import { surveyed } from "../init/surveyed.ts";
import { type ExitCode, exitCodeFor, type Io, UsageError } from "../io.ts";
import { CONFIG_NAME } from "../load-config.ts";
import { type LoadedTables, loadTables } from "../load-tables.ts";
import { printFindings, styleFor, warn } from "../print.ts";
import { tableFiles } from "../table-files.ts";
import { writeFiles } from "../write-files.ts";

export interface InitOptions extends GivenForms {
  readonly config?: string;
  readonly out?: string;
  readonly clients?: string;
  readonly reps?: string;
  readonly orders?: readonly string[];
  readonly requests?: string;
  readonly overrides?: string;
  readonly yes?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly color: boolean;
}

/** `evenbook init`: finds the tables of a folder, asks what it cannot know, and writes evenbook.yaml. */
export async function runInit(folderGiven: string | undefined, options: InitOptions, io: Io): Promise<ExitCode> {
  const folder = resolve(io.cwd, folderGiven ?? ".");
  const target = targetOf(options, folder, io);
  refuseOlderConfig(target, options, io);
  const prompter = await prompterFor(options, io);
  try {
    return await new Init(folder, target, options, prompter, io).run();
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

const shownPath = (path: string, io: Io) => safeText(relative(io.cwd, path) || path);

async function prompterFor({ yes, json, quiet }: InitOptions, io: Io): Promise<Prompter> {
  if (io.prompter) return io.prompter;
  if (yes || json) return usualAnswers;
  if (io.stdinIsTty && io.stdoutIsTty) return (await import("../init/terminal-prompter.ts")).terminalPrompter(io);
  if (!quiet) io.stderr.write("No terminal to ask at: the usual answers hold, as with --yes.\n");
  return usualAnswers;
}

/** One run of the wizard, step by step. */
class Init {
  readonly #folder: string;
  readonly #target: string;
  readonly #options: InitOptions;
  readonly #prompter: Prompter;
  readonly #io: Io;

  constructor(folder: string, target: string, options: InitOptions, prompter: Prompter, io: Io) {
    this.#folder = folder;
    this.#target = target;
    this.#options = options;
    this.#prompter = prompter;
    this.#io = io;
  }

  async run(): Promise<ExitCode> {
    const found = await this.#survey();
    const files = await this.#filesDraft(found);
    const people = await peopleOf(found.choices, files, this.#folder);
    // The tables are read once, with the usual answers: what the answers change needs no second look at the orders.
    const usual = { ...files, ...(await askPeople(people, undefined, usualAnswers)) };
    const loaded = await this.#load(usual);
    const asOf = loaded.value?.asOf;
    const answers = await this.#ask(people, asOf);
    const active = { ...files, ...answers };
    const text = this.#textOf(active, people, asOf);
    if (this.#io.interrupt.aborted) throw new Interrupted();
    refuseOlderConfig(this.#target, this.#options, this.#io);
    await writeFiles([{ path: this.#target, text }], inputsOf(found, this.#folder));
    return this.#finish(found, loaded, active, text);
  }

  async #survey(): Promise<Survey> {
    const looked = await lookAtFolder(this.#folder).catch((error: NodeJS.ErrnoException) => {
      throw new UsageError(`the folder ${shownPath(this.#folder, this.#io)} cannot be read: ${error.code ?? error}`);
    });
    const given = this.#given(looked.looks.map(({ file }) => file));
    if (looked.looks.length === 0) {
      throw new UsageError(
        `no .csv, .tsv or .txt file in ${this.#folderName()}: export clients, reps and orders into one folder, and run evenbook init there`,
      );
    }
    const first = survey(looked, given);
    this.#show(first);
    const settled = await settleFiles(first, given, this.#prompter);
    if (settled !== first) this.#show(settled);
    const missing = missingTables(settled);
    if (missing.length > 0) {
      throw new UsageError(
        `no file looks like ${missing.join(" or ")}; nothing was written. Export what lacks, or name the file: ${missing.map((kind) => `--${kind} FILE`).join(", ")}`,
      );
    }
    this.#warnOfGuesses(settled);
    return settled;
  }

  #warnOfGuesses({ choices }: Survey): void {
    const guesses = [...choices.values()].filter(({ sureness }) => sureness === "guess").map(({ kind }) => kind);
    if (guesses.length === 0 || this.#options.quiet) return;
    this.#io.stderr.write(`Guessed, so look at the columns above: ${guesses.join(", ")}.\n`);
  }

  /** Files named on the command line, as names within the folder. */
  #given(names: readonly string[]): Given {
    const inFolder = (file: string) => {
      const name = relative(this.#folder, resolve(this.#io.cwd, file));
      if (names.includes(name)) return name;
      throw new UsageError(`${safeText(file)} is no table in ${this.#folderName()}; init looks at one folder`);
    };
    return Object.fromEntries(
      tableKinds.flatMap((kind) => {
        const files = [this.#options[kind] ?? []].flat();
        return files.length === 0 ? [] : [[kind, { files: files.map(inFolder) }]];
      }),
    );
  }

  #show(found: Survey): void {
    if (this.#options.json) return;
    this.#io.stdout.write(`${surveyText(this.#surveyed(found), styleFor(this.#options, this.#io))}\n`);
  }

  #surveyed(found: Survey) {
    return surveyed(found, this.#folderName());
  }

  #folderName(): string {
    return safeText(relative(this.#io.cwd, this.#folder).split(sep).join("/")) || "this folder";
  }

  #filesDraft(found: Survey): Promise<ConfigInput> {
    const relativeFolder = relative(dirname(this.#target), this.#folder).split(sep).join("/");
    return draftOfFiles(found, this.#folder, relativeFolder, this.#options, this.#prompter);
  }

  async #load(draft: ConfigInput): Promise<LoadedTables> {
    const config = configSchema.parse(draft);
    if (this.#io.stderrIsTty && !this.#options.quiet) this.#io.stderr.write("Reading the tables ...\n");
    return loadTables(tableFiles({ color: false }, config, dirname(this.#target), this.#io), config);
  }

  async #ask(people: readonly Person[], asOf: Day | undefined): Promise<ConfigInput> {
    const quarter = await askQuarter(asOf, this.#prompter);
    const ofPeople = await askPeople(people, asOf, this.#prompter);
    const balance = await askTolerance(this.#prompter);
    const limits = await askMoveBudget(this.#prompter);
    return { ...(quarter !== undefined && { quarter }), ...ofPeople, ...limits, ...balance };
  }

  #textOf(active: ConfigInput, people: readonly Person[], asOf: Day | undefined): string {
    const text = configText({
      schema: schemaReference(dirname(this.#target)),
      active,
      examples: {
        ...(asOf !== undefined && { as_of: formatDay(asOf), quarter: quarterAfter(asOf).name }),
        guard: Object.fromEntries(
          defaultConfig.levels.order.flatMap((level) => {
            const limit = guardOf(defaultConfig, level);
            return limit === undefined ? [] : [[level, { max_complexity: limit }]];
          }),
        ),
      },
      remarks: new Map(people.map(({ id, name, title }) => [id, title === "" ? name : `${name}, ${title}`])),
    });
    const { findings } = parseConfig(text, basename(this.#target));
    if (findings.length > 0) throw new Error(`init made a config that does not load: ${JSON.stringify(findings)}`);
    return text;
  }

  async #finish(
    found: Survey,
    { value, findings }: LoadedTables,
    active: ConfigInput,
    text: string,
  ): Promise<ExitCode> {
    const file = shownPath(this.#target, this.#io);
    const errors = findings.filter(({ severity }) => severity === "error");
    if (this.#options.json) {
      this.#io.stdout.write(jsonText({ ...this.#surveyed(found), config: file, settings: active, findings, text }));
      return exitCodeFor(findings, "error");
    }
    if (errors.length > 0) {
      printFindings(errors, this.#options, this.#io, `${file} is written, but evenbook plan stops at these.`);
      this.#next(file, active, undefined, true);
      return 1;
    }
    warn(findings, this.#options, this.#io);
    this.#next(file, active, value?.asOf, false);
    return this.#offerDryRun();
  }

  #next(file: string, active: ConfigInput, asOf: Day | undefined, broken: boolean): void {
    const { bold } = styleFor(this.#options, this.#io).paint;
    const isHere = this.#target === join(this.#io.cwd, CONFIG_NAME);
    const plan = `evenbook plan${isHere ? "" : ` --config ${shellWord(file)}`}`;
    const quarter = active.quarter ?? (asOf === undefined ? "" : quarterAfter(asOf).name);
    const out = quarter === "" ? "plan" : `plan-${quarter}`;
    const width = plan.length + 7 + out.length;
    const lines = broken
      ? [`mend the files, then: ${plan}`]
      : [`${plan.padEnd(width)}  shows the plan, writes nothing`, `${plan} --out ${out}  writes it`];
    const all = [...lines, `edit ${file} to change a setting: docs/config.md has every key`];
    this.#io.stdout.write(
      `${bold("Written")}\n  ${file}\n\n${bold("Next")}\n${all.map((line) => `  ${line}`).join("\n")}\n`,
    );
  }

  async #offerDryRun(): Promise<ExitCode> {
    if (this.#prompter === usualAnswers) return 0;
    this.#io.stdout.write("\n");
    if (!(await this.#prompter.confirm({ message: "Show the plan now? Nothing is written.", usual: true }))) return 0;
    const { runPlan } = await import("./plan.ts");
    return runPlan(
      { config: this.#target, color: this.#options.color, ...(this.#options.quiet && { quiet: true }) },
      this.#io,
    );
  }
}

function inputsOf({ looks }: Survey, folder: string): string[] {
  return looks.map(({ file }) => join(folder, file));
}

function shellWord(text: string): string {
  return /^[\p{L}\p{N}_@%+=:,./-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
