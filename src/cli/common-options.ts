import { type Command, InvalidArgumentError, Option } from "commander";
import { parseIsoDay, parseQuarter } from "../calendar/days.ts";

/** What every command that reads the tables takes. */
export interface CommonOptions {
  readonly config?: string;
  readonly clients?: string;
  readonly reps?: string;
  readonly orders?: readonly string[];
  readonly rejects?: string;
  readonly requests?: string;
  readonly overrides?: string;
  readonly handoffs?: string;
  readonly visits?: string;
  readonly projects?: string;
  readonly asOf?: string;
  readonly quarter?: string;
  readonly effective?: string;
  readonly seed?: number;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly color: boolean;
}

export function addCommonOptions(command: Command): Command {
  return command
    .option("--config <file>", "config file (else evenbook.yaml here or in a folder above)")
    .option("--clients <file>", "clients CSV; - for standard input")
    .option("--reps <file>", "reps CSV")
    .option("--orders <file>", "order history CSV; may be repeated or a quoted pattern such as 'orders-*.csv'", collect)
    .option("--rejects <file>", "write every row that cannot be used to a CSV, with the reasons")
    .option("--requests <file>", "requests CSV (optional)")
    .option(
      "--overrides <file>",
      "CSV of what people have decided on clients: labels, holdovers, locks, exclusions (optional)",
    )
    .option("--handoffs <file>", "clients who change hands, as evenbook watch writes them: handoffs.csv (optional)")
    .option(
      "--as-of <date>",
      "the day to look back from, YYYY-MM-DD (else the last order's day)",
      checked(parseIsoDay, "a day as YYYY-MM-DD"),
    )
    .option(
      "--quarter <quarter>",
      "the quarter to plan, e.g. 2026Q4 (else that of --effective, else the one after as-of)",
      checked(parseQuarter, "a quarter as 2026Q4"),
    )
    .option(
      "--effective <date>",
      "the day the plan takes effect, YYYY-MM-DD (else the first of the quarter); hours count from then",
      checked(parseIsoDay, "a day as YYYY-MM-DD"),
    )
    .option("--seed <number>", "breaks ties; same seed, same plan", wholeNumber)
    .option("--json", "print one JSON document")
    .option("--quiet", "no progress and no warnings on standard error")
    .option("--no-color", "no colours (also NO_COLOR)")
    .addOption(new Option("--lang <code>", "language of the report").choices(["en"]).default("en"));
}

/** What a command takes that follows from a plan. */
export interface AftercareOptions extends CommonOptions {
  readonly plan: string;
}

/** The options of the commands that follow from a plan, beside the common ones. */
export function addAftercareOptions(command: Command): Command {
  return addCommonOptions(command)
    .requiredOption("--plan <file>", "plan.csv, or the folder that evenbook plan --out wrote")
    .option("--visits <file>", "visits CSV: client_id,rep_id,date (optional)")
    .option("--projects <file>", "projects CSV: project_id,client_id,rep_id,won_date,amount (optional)");
}

/** Parses an option by a function that gives nothing for what it cannot read; `form` is what to write. */
function checked(parse: (text: string) => unknown, form: string): (text: string) => string {
  return (text) => {
    if (parse(text) === undefined) throw new InvalidArgumentError(`Write ${form}.`);
    return text;
  };
}

/** Parses an option that is a day. */
export const checkedDay = checked(parseIsoDay, "a day as YYYY-MM-DD");

/** Gathers an option that may be repeated. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** Parses an option that is a whole number. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("Write a whole number.");
  return Number(text);
}
