import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { checkFormats } from "../report/check/check-report.ts";
import type { BonusOptions } from "./commands/bonus.ts";
import type { CheckOptions } from "./commands/check.ts";
import type { DiffOptions } from "./commands/diff.ts";
import type { ExplainOptions } from "./commands/explain.ts";
import type { ExportOptions } from "./commands/export.ts";
import type { LabelOptions } from "./commands/label.ts";
import type { PlanOptions } from "./commands/plan.ts";
import type { RouteOptions } from "./commands/route.ts";
import type { VisitsOptions } from "./commands/visits.ts";
import type { WatchOptions } from "./commands/watch.ts";
import type { WhatifOptions } from "./commands/whatif.ts";
import { addAftercareOptions, addCommonOptions, checkedDay, collect, wholeNumber } from "./common-options.ts";
import type { InitOptions } from "./init/init-run.ts";
import { type ExitCode, type Io, UsageError } from "./io.ts";
import { packageVersion } from "./version.ts";

const ISSUES = "https://github.com/evenbook/evenbook/issues";

/** Runs one command line and gives the exit code; writes only to the streams of `io`. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = 0;
  const program = buildProgram(io, (result) => {
    code = result;
  });
  try {
    await program.parseAsync([...argv], { from: "user" });
    return code;
  } catch (error) {
    return failed(error, io);
  }
}

function buildProgram(io: Io, done: (code: ExitCode) => void): Command {
  const program = new Command("evenbook")
    .description("Labels clients by how they buy and balances the books of sales reps.")
    .version(packageVersion())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: (text, write) => write(`${text}${adviceOn(text)}`),
    })
    .showHelpAfterError("(evenbook --help, or evenbook COMMAND --help)");
  addInitOptions(program.command("init").description("find the tables of a folder and write a commented evenbook.yaml"))
    .argument("[folder]", "folder with the exports; the present one when left out")
    .action(async (folder: string | undefined, options: InitOptions) =>
      done(await (await import("./commands/init.ts")).runInit(folder, options, io)),
    );
  addPlanOptions(
    addCommonOptions(program.command("plan").description("label, allocate, report: a dry run unless --out is given")),
  ).action(async (options: PlanOptions) => done(await (await import("./commands/plan.ts")).runPlan(options, io)));
  addWhatifOptions(
    addCommonOptions(
      program.command("whatif").description("plan with other people or rules, side by side with the present"),
    ),
  ).action(async (options: WhatifOptions) => done(await (await import("./commands/whatif.ts")).runWhatif(options, io)));
  addCommonOptions(program.command("label").description("label clients by how they buy"))
    .option("--out <file>", "write labels.csv; with --fit the fitted points as a config patch")
    .option("--fit <file>", "fit the scorecard's points to clients that people have labelled: client_id,label")
    .option(
      "--compare <file>",
      "who would change label: against a labels.csv (any CSV of client_id,label), or a config or part of one (.yaml)",
    )
    .action(async (options: LabelOptions) => done(await (await import("./commands/label.ts")).runLabel(options, io)));
  addCommonOptions(program.command("check").description("lint an assignment CSV against the rules"))
    .argument("<file>", "plan.csv, or any CSV of clients and owners; - for standard input")
    .option(
      "--format <format>",
      `${checkFormats.join(", ")}; FORMAT=FILE writes to a file; may be repeated, one to standard output`,
      collect,
    )
    .option("--output <file>", "write the report to a file instead of standard output")
    .addOption(failOn())
    .option(
      "--max <number>",
      "show at most so many findings of one code in forms for people (else 20; json, sarif and junit have all)",
      wholeNumber,
    )
    .option("--baseline <file>", "keep the findings of this baseline quiet")
    .option("--write-baseline <file>", "write the findings of now as a baseline")
    .option("--fix", "propose the smallest set of changes that removes every error")
    .option("--out <file>", "with --fix: write the mended file")
    .action(async (file: string, options: CheckOptions) =>
      done(await (await import("./commands/check.ts")).runCheck(file, options, io)),
    );
  addCommonOptions(
    program.command("explain").description("say why: a client's label and owner, a rep's book, a finding code"),
  )
    .argument("<what>", "a client or rep by id or unique name, or a code such as EB201")
    .option("--plan <file>", "explain this plan.csv, or its folder, instead of a plan made now; - for standard input")
    .addOption(
      new Option("--as <kind>", "what the word means, where it could mean several").choices(["client", "rep", "code"]),
    )
    .addOption(effort())
    .action(async (what: string, options: ExplainOptions) =>
      done(await (await import("./commands/explain.ts")).runExplain(what, options, io)),
    );
  addCommonOptions(program.command("diff").description("compare two plans, or a plan and the present owners"))
    .argument("<a>", 'a plan.csv or its folder, any CSV of clients and owners, or "present" for the owners of now')
    .argument("[b]", "the same; when left out, the present owners are compared with the first")
    .addOption(
      new Option("--format <format>", "form of the report").choices(["text", "markdown", "json"]).default("text"),
    )
    .option(
      "--max <number>",
      "list at most so many clients (else 20 as text, 200 as markdown; json has all)",
      wholeNumber,
    )
    .addOption(failOn())
    .action(async (a: string, b: string | undefined, options: DiffOptions) =>
      done(await (await import("./commands/diff.ts")).runDiff(a, b, options, io)),
    );
  addCommonOptions(program.command("export").description("write the plan's owners as a file that a CRM imports"))
    .argument("<file>", "plan.csv, or any CSV of clients and owners; - for standard input")
    .requiredOption("--to <system>", "salesforce, hubspot, pipedrive, zoho, dynamics, bitrix24, amocrm, 1c or generic")
    .option("--out <dir>", "write the import file, a rollback file and notes (else a dry run)")
    .option("--force", "write over an older export in --out")
    .option("--all", "every client, not only those who change owner")
    .option("--desk-field <name>", "header of the CRM's field for the desk specialist")
    .option("--client-field <name>", "header of the CRM's field that holds your own client ids")
    .addOption(failOn())
    .action(async (file: string, options: ExportOptions) =>
      done(await (await import("./commands/export.ts")).runExport(file, options, io)),
    );
  addCommonOptions(program.command("route").description("say who handles what clients ask for, by the plan"))
    .argument("[file]", "requests CSV or JSON lines (else requests.csv); - answers standard input line by line")
    .requiredOption("--plan <file>", "plan.csv, or the folder that evenbook plan --out wrote")
    .addOption(new Option("--format <format>", "what to print").choices(["text", "csv", "jsonl"]))
    .option("--out <file>", "write routes.csv, a row for each request; .jsonl for JSON lines")
    .addOption(failOn())
    .action(async (file: string | undefined, options: RouteOptions) =>
      done(await (await import("./commands/route.ts")).runRoute(file, options, io)),
    );
  addCommonOptions(
    program.command("bonus").description("the pay of a quarter, from orders, plans, projects and requests"),
  )
    .requiredOption(
      "--plan <file>",
      "who held which seat: plan.csv or its folder, PLAN@YYYY-MM-DD from that day on; may be repeated",
      collect,
    )
    .option("--from <date>", "first day that is paid, YYYY-MM-DD; with --to, instead of --quarter", checkedDay)
    .option("--to <date>", "last day that is paid", checkedDay)
    .option("--projects <file>", "projects CSV: project_id,client_id,rep_id,won_date,amount (optional)")
    .option("--compare <what>", "a config with another scheme, or last-quarter")
    .option("--out <dir>", "write bonus.csv, bonus.json and a statement for each rep (else a dry run)")
    .option("--force", "write over an older bonus in --out")
    .addOption(failOn())
    .action(async (options: BonusOptions) => done(await (await import("./commands/bonus.ts")).runBonus(options, io)));
  addAftercareOptions(program.command("visits").description("every seller's calendar for the plan's quarter"))
    .option(
      "--out <dir>",
      "write visits.csv, a calendar (.ics) for each seller and a sheet for each client (else a dry run)",
    )
    .option("--sheet", "with --out: all sheets of a seller as one page to print, too")
    .option("--rep <id>", "show and write this seller alone; may be repeated", collect)
    .option("--weeks <number>", "show so many weeks (else 2; all with --rep)", wholeNumber)
    .addOption(failOn())
    .action(async (options: VisitsOptions) =>
      done(await (await import("./commands/visits.ts")).runVisits(options, io)),
    );
  addAftercareOptions(
    program.command("watch").description("risks and openings at the clients since a day, and who is to know"),
  )
    .requiredOption("--since <date>", "first day of the news, YYYY-MM-DD", checkedDay)
    .option("--out <dir>", "write watch.csv, and handoffs.csv for evenbook plan --handoffs")
    .option("--all", "show every alert, not the first 15 of each group")
    .addOption(failOn())
    .action(async (options: WatchOptions) => done(await (await import("./commands/watch.ts")).runWatch(options, io)));
  addPlanOptions(program.command("demo").description("the whole job on the data that ships with the tool"))
    .option("--json", "print one JSON document")
    .option("--quiet", "no progress on standard error")
    .option("--no-color", "no colours (also NO_COLOR)")
    .action(async (options: PlanOptions) => done(await (await import("./commands/demo.ts")).runDemo(options, io)));
  return program;
}

/** A pattern without quotes reaches the program as the files that it stands for: the first is taken, the others are too many. */
function adviceOn(error: string): string {
  return error.includes("too many arguments")
    ? "(a pattern of files goes in quotes, --orders 'orders-*.csv', or the shell replaces it by its files; or give --orders once for each)\n"
    : "";
}

function addInitOptions(command: Command): Command {
  return command
    .option("--yes", "ask nothing: the usual answers hold")
    .option("--force", "write over an evenbook.yaml that is there")
    .option("--out <file>", "the config to write (else evenbook.yaml in the folder); also --config")
    .addOption(new Option("--config <file>").hideHelp())
    .option("--clients <file>", "this file has the clients")
    .option("--reps <file>", "this file has the reps")
    .option("--orders <file>", "this file has the orders; may be repeated", collect)
    .option("--requests <file>", "this file has the requests")
    .option("--overrides <file>", "this file has what people have decided on clients")
    .option("--visits <file>", "this file has the visits that took place")
    .option("--projects <file>", "this file has the projects that were won")
    .addOption(new Option("--date-order <order>", "where dates fit both orders").choices(["dmy", "mdy"]))
    .addOption(new Option("--decimal <mark>", "where numbers fit both marks").choices([".", ","]))
    .option("--json", "ask nothing and print one JSON document")
    .option("--quiet", "no warnings on standard error")
    .option("--no-color", "no colours (also NO_COLOR)");
}

function addPlanOptions(command: Command): Command {
  return command
    .option("--out <dir>", "write plan.csv, labels.csv, changes.csv, unplaced.csv and summary.json")
    .option("--force", "write over an older plan in --out")
    .option("--keep <file>", "keep every assignment of this CSV (an edited plan.csv) and plan the rest")
    .option("--release <reps>", "deal out only the books of these reps, e.g. R12,R13; nothing else moves", listOfReps)
    .addOption(effort())
    .option(
      "--time-limit <seconds>",
      "stop the search after so long; results may then differ between machines",
      seconds,
    )
    .option(
      "--frontier [budgets]",
      "show how even the books get for budgets of chosen moves, in per cent of revenue, instead of one plan: 0,2,5,10,15,20",
    )
    .option(
      "--model-out <file>",
      "write the exact model of each seat in CPLEX LP format: model.lp becomes model.seller.lp and model.desk.lp",
    )
    .option("--excel", "write CSVs with the byte order mark that Excel needs to show accents on a double click")
    .addOption(failOn());
}

function listOfReps(text: string, before: readonly string[] = []): readonly string[] {
  const reps = text
    .split(/[,;]/)
    .map((rep) => rep.trim())
    .filter((rep) => rep !== "");
  if (reps.length === 0) throw new InvalidArgumentError("Name reps as in reps.csv, e.g. R12,R13.");
  return [...before, ...reps];
}

function effort(): Option {
  return new Option("--effort <effort>", "how long to search")
    .choices(["quick", "normal", "thorough"])
    .default("normal");
}

function addWhatifOptions(command: Command): Command {
  return command
    .option(
      "--hire <who>",
      'somebody joins: "junior seller North 2027-01-15"; may be repeated, as may those below',
      collect,
    )
    .option("--leave <rep>", "a rep leaves before the quarter, or on a day: R12, or 'R12 2026-11-30'", collect)
    .option("--promote <rep level>", "a rep gets another level: 'R07 middle'", collect)
    .option("--fte <rep share>", "a rep works another share of full time: 'R03 0.5'", collect)
    .option("--desk <number>", "so many desk specialists join; where there are none, a desk is founded", collect)
    .option("--set <key=value>", "another setting of the config: guard.junior.max_complexity=50", collect)
    .option("--scenarios <file>", "named scenarios in YAML (docs/whatif.md)", collect)
    .option("--out <dir>", "write each plan to a folder of its own in DIR")
    .option("--force", "write over older plans in --out")
    .addOption(effort());
}

function seconds(text: string): number {
  if (!/^\d{1,6}(\.\d+)?$/.test(text) || Number(text) <= 0)
    throw new InvalidArgumentError("Write a number of seconds.");
  return Number(text);
}

function failOn(): Option {
  return new Option("--fail-on <severity>", "exit 1 from this severity up")
    .choices(["warning", "error", "never"])
    .default("error");
}

function failed(error: unknown, io: Io): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof UsageError) {
    io.stderr.write(`evenbook: ${error.message}\n`);
    return 2;
  }
  const stack = error instanceof Error ? error.stack : String(error);
  io.stderr.write(
    `evenbook: this is a bug, not your mistake. Please report it with the lines below at ${ISSUES}\n${stack}\n`,
  );
  return 3;
}
