import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Bonus, makeBonus } from "../../aftercare/bonus/make-bonus.ts";
import type { UnpaidRevenue } from "../../aftercare/bonus/pay-line.ts";
import { type BonusPeriod, periodBetween, periodOf, quartersOf } from "../../aftercare/bonus/period.ts";
import {
  deskNotMeasured,
  exampleScheme,
  newClientUnsure,
  noOrdersInPeriod,
  periodNotOver,
  revenueUnpaid,
  schemeFavoursOldVolume,
} from "../../aftercare/bonus/problems.ts";
import { parseIsoDay, parseQuarter } from "../../calendar/days.ts";
import { placeInConfig } from "../../config/parse-config.ts";
import type { Config } from "../../config/schema.ts";
import type { Day } from "../../domain/day.ts";
import type { Finding } from "../../domain/finding.ts";
import type { RepId } from "../../domain/ids.ts";
import type { Place } from "../../domain/place.ts";
import type { Quarter } from "../../domain/quarter.ts";
import { compareFindings } from "../../input/index.ts";
import { type BonusNames, bonusCsv } from "../../report/bonus/bonus-csv.ts";
import { bonusDocument } from "../../report/bonus/bonus-document.ts";
import { bonusText, type ComparedBonus } from "../../report/bonus/bonus-text.ts";
import { statement } from "../../report/bonus/statement.ts";
import { payText } from "../../report/bonus/words.ts";
import { jsonText } from "../../report/json-text.ts";
import type { CommonOptions } from "../common-options.ts";
import { type ExitCode, exitCodeFor, type FailOn, type Io, UsageError } from "../io.ts";
import { type BonusInputs, loadBonus } from "../load-bonus.ts";
import { type LoadedConfig, loadConfig } from "../load-config.ts";
import { loadOwners } from "../load-owners.ts";
import { expandOrders } from "../order-files.ts";
import { rowIn, seatsOf } from "../plan-history.ts";
import { printFindings, styleFor, warn } from "../print.ts";
import { tableFiles } from "../table-files.ts";
import { type OutputFile, writeFiles } from "../write-files.ts";

export interface BonusOptions extends CommonOptions {
  readonly plan: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly projects?: string;
  readonly compare?: string;
  readonly out?: string;
  readonly force?: boolean;
  readonly failOn: FailOn;
}

const LAST_QUARTER = "last-quarter";

/** `evenbook bonus`: what a period pays, to whom and why. */
export async function runBonus(options: BonusOptions, io: Io): Promise<ExitCode> {
  const period = periodAsked(options);
  if (options.rejects !== undefined) throw new UsageError("--rejects goes with evenbook plan and label");
  const loaded = await loadConfig(options, io);
  if (!loaded.config) return stop(loaded.findings, options, io);
  const { config } = loaded;
  const other = await otherScheme(options, io);
  if (other && !other.config) return stop(other.findings, options, io);
  const { value: files, findings: ofPatterns } = await expandOrders(tableFiles(options, config, loaded.folder, io));
  if (ofPatterns.length > 0) return stop(ofPatterns, options, io);
  const owners = await loadOwners(files, config, { keepCells: false, deskField: undefined });
  if (owners.findings.some(isError)) return stop(owners.findings, options, io);
  const before = options.compare === LAST_QUARTER ? periodOf(quarterBefore(period.from)) : undefined;
  const span = before === undefined ? period : { ...period, from: before.from };
  const inputs = await loadBonus(files, owners, options.plan, config, span, io);
  if (!inputs.value) return stop([...owners.findings, ...inputs.findings].sort(compareFindings), options, io);
  const main = paid(inputs.value, config, period, loaded);
  const compared = comparedWith(inputs.value, main, {
    config,
    other: other?.config,
    name: options.compare,
    before,
    loaded,
  });
  const findings = [
    ...owners.findings,
    ...inputs.findings,
    ...schemeFindings(config, loaded),
    ...main.findings,
    ...(compared?.findings ?? []),
  ].sort(compareFindings);
  if (!main.bonus) return stop(findings, options, io);
  const names = namesFor(inputs.value, config);
  const document = bonusDocument(main.bonus, names, findings, compared?.compared);
  await write(main.bonus, names, jsonText(document), options, [...inputs.value.files, loaded.file ?? ""], io);
  if (options.json) io.stdout.write(jsonText(document));
  else {
    warn(findings, options, io);
    const facts = {
      ...{ names, rates: config.bonus.seller, inputs: inputs.value.understood },
      ...(compared?.compared && { compared: compared.compared }),
      ...(options.out === undefined ? {} : { writtenTo: options.out }),
    };
    io.stdout.write(bonusText(main.bonus, facts, styleFor(options, io)));
  }
  return exitCodeFor(findings, options.failOn);
}

const isError = ({ severity }: Finding) => severity === "error";

function stop(findings: readonly Finding[], options: BonusOptions, io: Io): ExitCode {
  printFindings(findings, options, io);
  return 2;
}

function periodAsked({ from, to, quarter }: BonusOptions): BonusPeriod {
  const [first, last] = [from, to].map((day) => (day === undefined ? undefined : parseIsoDay(day)));
  if (quarter !== undefined && (first !== undefined || last !== undefined)) {
    throw new UsageError("give --quarter, or --from and --to");
  }
  const asked = quarter === undefined ? undefined : parseQuarter(quarter);
  if (asked) return periodOf(asked);
  if (first === undefined || last === undefined) {
    throw new UsageError("say what is paid: --quarter 2026Q3, or --from and --to");
  }
  if (first > last) throw new UsageError("--to is before --from");
  return periodBetween(first, last);
}

/** The calendar quarter before the one that the day lies in. */
function quarterBefore(day: Day): Quarter {
  const [present] = quartersOf(day, day);
  const before = ((present?.firstDay ?? day) - 1) as Day;
  return quartersOf(before, before)[0] as Quarter;
}

/** The config that `--compare` names. */
async function otherScheme({ compare, ...options }: BonusOptions, io: Io): Promise<LoadedConfig | undefined> {
  return compare === undefined || compare === LAST_QUARTER
    ? undefined
    : loadConfig({ ...options, config: compare }, io);
}

interface Paid {
  /** Absent where the period has no orders. */
  readonly bonus?: Bonus;
  readonly findings: readonly Finding[];
}

function paid(inputs: BonusInputs, config: Config, period: BonusPeriod, loaded: LoadedConfig): Paid {
  const { facts, ordersFile } = inputs;
  const { ledger } = facts;
  const place: Place = { file: ordersFile, line: 1, column: 1 };
  const { seats, findings: ofSeats } = seatsOf(inputs.history, period);
  if (!ledger.lines.some(({ day }) => period.from <= day && day <= period.to)) {
    const known =
      ledger.firstDay === undefined || ledger.lastDay === undefined
        ? undefined
        : ([ledger.firstDay, ledger.lastDay] as const);
    return { findings: [noOrdersInPeriod(place, period.name, known)] };
  }
  const bonus = makeBonus({ ...facts, scheme: config.bonus, period, seats });
  const places = { orders: place };
  return { bonus, findings: [...ofSeats, ...paidFindings(bonus, config, places, inputs, loaded)] };
}

/** Pay of a week is often made a few days after the last order: so many days without one are no sign of a short export. */
const QUIET_DAYS = 4;

function paidFindings(
  bonus: Bonus,
  config: Config,
  places: { readonly orders: Place },
  inputs: BonusInputs,
  loaded: LoadedConfig,
): Finding[] {
  const { facts } = inputs;
  const { firstDay = 0 as Day, lastDay = bonus.period.to } = facts.ledger;
  const ended =
    lastDay + QUIET_DAYS < bonus.period.to ? [periodNotOver(places.orders, bonus.period.name, lastDay)] : [];
  const components = config.bonus.desk.components.map(({ on }) => on);
  const hasDesk = facts.reps.some(({ role }) => role !== "seller");
  const place = placeOf(loaded, ["bonus", "desk", "components"]);
  const lacking = {
    accuracy: "no column of the orders tells which were entered wrongly (error)",
    requests_in_time: "no column of the requests tells when they were handled (handled_date)",
  } as const;
  return [
    ...ended,
    ...bonus.unpaid
      .filter(({ amount, lines }) => amount !== 0 || lines > 0)
      .map((one) =>
        revenueUnpaid(
          placeOfUnpaid(one, inputs, bonus.period) ?? places.orders,
          one,
          payText(one.amount, config.currency),
        ),
      ),
    ...(bonus.unsureNew.length > 0
      ? [newClientUnsure(places.orders, bonus.unsureNew, firstDay, config.bonus.seller.history_before_months)]
      : []),
    ...(["accuracy", "requests_in_time"] as const)
      .filter((on) => hasDesk && components.includes(on) && !bonus.measurable[on])
      .map((on) => deskNotMeasured(place, on, lacking[on])),
  ];
}

/** Where the first of them would be mended: the project's row, the client's row in the last plan that has it, or in the clients file. */
function placeOfUnpaid(
  { why, examples }: UnpaidRevenue,
  { facts, history, clients }: BonusInputs,
  period: BonusPeriod,
): Place | undefined {
  const [first] = examples;
  if (why === "no plan" || why === "project unknown") return undefined;
  const project = facts.projects?.findLast(({ id }) => id === first);
  if (project) return project.place;
  const client = clients.find(({ id }) => id === first);
  const plans = history.plans.filter(({ from, to }) => from <= period.to && (to === undefined || to >= period.from));
  const rows = plans.map(({ name }) => client && rowIn(history, name, client.id, "seller"));
  return rows.findLast((place) => place !== undefined) ?? client?.place;
}

const HAS_SCHEME = /^bonus\s*:/m;

/** Nothing where the config says nothing of pay. */
function placeOf({ file, text }: LoadedConfig, path: readonly PropertyKey[]): Place | undefined {
  return file === undefined || !HAS_SCHEME.test(text) ? undefined : placeInConfig(text, file, path);
}

function schemeFindings({ bonus }: Config, loaded: LoadedConfig): Finding[] {
  const { old_volume_rate: old, first_half_year_rate, project_rate } = bonus.seller;
  const place = placeOf(loaded, ["bonus", "seller"]);
  return [
    ...(HAS_SCHEME.test(loaded.text) ? [] : [exampleScheme()]),
    ...(first_half_year_rate <= old ? [schemeFavoursOldVolume(place, "a client's first half-year")] : []),
    ...(project_rate <= old ? [schemeFavoursOldVolume(place, "a project")] : []),
  ];
}

interface Comparison {
  readonly config: Config;
  readonly other: Config | undefined;
  readonly name: string | undefined;
  readonly before: BonusPeriod | undefined;
  readonly loaded: LoadedConfig;
}

/** The same period by the other scheme, or the quarter before by the same; what the quarter before lacks is said. */
function comparedWith(
  inputs: BonusInputs,
  main: Paid,
  { config, other, name = "", before, loaded }: Comparison,
): { readonly compared?: ComparedBonus; readonly findings: readonly Finding[] } | undefined {
  if (!main.bonus) return undefined;
  if (other) {
    const { bonus } = paid(inputs, { ...config, bonus: other.bonus }, main.bonus.period, loaded);
    return bonus && { compared: { name, bonus, rates: other.bonus.seller }, findings: [] };
  }
  if (before === undefined) return undefined;
  const { bonus, findings } = paid(inputs, config, before, loaded);
  const told = new Set(main.findings.map(({ code, message }) => `${code} ${message}`));
  const fresh = findings.filter(({ code, message }) => !told.has(`${code} ${message}`));
  return {
    ...(bonus && { compared: { name: before.name, bonus, rates: config.bonus.seller } }),
    findings: fresh.map((finding) => ({ ...finding, message: `${before.name}: ${finding.message}` })),
  };
}

function namesFor({ facts, clients }: BonusInputs, { currency }: Config): BonusNames {
  const reps = new Map(facts.reps.map(({ id, name }) => [id, name]));
  const names = new Map(clients.map(({ id, name }) => [id, name]));
  return { rep: (id) => reps.get(id) ?? id, client: (id) => names.get(id) ?? id, currency };
}

async function write(
  bonus: Bonus,
  names: BonusNames,
  json: string,
  { out, force }: BonusOptions,
  inputs: readonly string[],
  io: Io,
): Promise<void> {
  if (out === undefined) return;
  const folder = resolve(io.cwd, out);
  if (existsSync(join(folder, "bonus.csv")) && !force) {
    throw new UsageError(`${out} holds a bonus already; choose another folder, or add --force`);
  }
  const files: OutputFile[] = [
    { path: join(folder, "bonus.csv"), text: bonusCsv(bonus, names) },
    { path: join(folder, "bonus.json"), text: json },
    ...statementNames(bonus.totals.map(({ repId }) => repId)).map(([repId, name]) => ({
      path: join(folder, "statements", name),
      text: statement(bonus, repId, names),
    })),
  ];
  await writeFiles(
    files,
    inputs.filter((file) => file !== "").map((file) => resolve(io.cwd, file)),
  );
}

/** A file for each rep; ids with other characters than a file's name may have get a number, so that no two share one. */
function statementNames(ids: readonly RepId[]): [RepId, string][] {
  const taken = new Set<string>();
  return ids.map((id) => {
    const plain = id.replace(/[^\p{L}\p{N}_-]+/gu, "-").slice(0, 60) || "rep";
    let name = plain;
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${plain}-${number}`;
    taken.add(name.toLowerCase());
    return [id, `${name}.md`];
  });
}
