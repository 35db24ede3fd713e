import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { checkFormats } from "../report/check/check-report.ts";
import type { BonusOptions } from "./commands/bonus.ts";
import type { CheckOptions } from "./commands/check.ts";
import type { ExportOptions } from "./commands/export.ts";
import type { PlanOptions } from "./commands/plan.ts";
import type { RouteOptions } from "./commands/route.ts";
import type { VisitsOptions } from "./commands/visits.ts";
import type { WatchOptions } from "./commands/watch.ts";
import {
  addAftercareOptions,
  addCommonOptions,
  type CommonOptions,
  checkedDay,
  collect,
  wholeNumber,
} from "./common-options.ts";
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
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: (text) => io.stderr.write(text) })
    .showHelpAfterError("(evenbook --help, or evenbook COMMAND --help)");
  addInitOptions(program.command("init").description("find the tables of a folder and write a commented evenbook.yaml"))
    .argument("[folder]", "folder with the exports; the present one when left out")
    .action(async (folder: string | undefined, options: InitOptions) =>
      done(await (await import("./commands/init.ts")).runInit(folder, options, io)),
    );
  addPlanOptions(
    addCommonOptions(program.command("plan").description("label, allocate, report: a dry run unless --out is given")),
  ).action(async (options: PlanOptions) => done(await (await import("./commands/plan.ts")).runPlan(options, io)));
  addCommonOptions(program.command("label").description("label clients by how they buy"))
    .option("--out <file>", "write labels.csv")
    .action(async (options: CommonOptions) => done(await (await import("./commands/label.ts")).runLabel(options, io)));
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
    .option("--overrides <file>", "this file has the labels that people have set")
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
    .addOption(
      new Option("--effort <effort>", "how long to search").choices(["quick", "normal", "thorough"]).default("normal"),
    )
    .option(
      "--time-limit <seconds>",
      "stop the search after so long; results may then differ between machines",
      seconds,
    )
    .option(
      "--model-out <file>",
      "write the exact model of each seat in CPLEX LP format: model.lp becomes model.seller.lp and model.desk.lp",
    )
    .option("--excel", "write CSVs with the byte order mark that Excel needs to show accents on a double click")
    .addOption(failOn());
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
