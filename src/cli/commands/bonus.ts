import { resolve } from "node:path";
import { type BonusPeriod, periodBetween, periodOf, quartersOf } from "../../aftercare/bonus/period.ts";
import { parseIsoDay, parseQuarter } from "../../calendar/days.ts";
import type { Config } from "../../config/schema.ts";
import type { Day } from "../../domain/day.ts";
import type { Finding } from "../../domain/finding.ts";
import type { Quarter } from "../../domain/quarter.ts";
import { compareFindings } from "../../input/index.ts";
import type { BonusNames } from "../../report/bonus/bonus-csv.ts";
import { bonusDocument } from "../../report/bonus/bonus-document.ts";
import { bonusText, type ComparedBonus } from "../../report/bonus/bonus-text.ts";
import { jsonText } from "../../report/json-text.ts";
import { type BonusInputs, loadBonus } from "../bonus/load-bonus.ts";
import { type Paid, paid, schemeFindings } from "../bonus/paid.ts";
import { writeBonus } from "../bonus/write-bonus.ts";
import type { CommonOptions } from "../common-options.ts";
import { type ExitCode, exitCodeFor, type FailOn, type Io, UsageError } from "../io.ts";
import { type LoadedConfig, loadConfig } from "../load-config.ts";
import { loadOwners } from "../load-owners.ts";
import { expandOrders } from "../order-files.ts";
import { isError, stop, styleFor, warn } from "../print.ts";
import { Rejects } from "../rejects.ts";
import { tableFiles } from "../table-files.ts";

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
  const rejects = new Rejects(options.rejects, io);
  try {
    const code = await payAsked(rejects, options, io);
    if (rejects.written !== undefined && code !== 2 && !options.quiet) io.stderr.write(`rejects: ${rejects.written}\n`);
    return code;
  } finally {
    rejects.discard();
  }
}

async function payAsked(rejects: Rejects, options: BonusOptions, io: Io): Promise<ExitCode> {
  const period = periodAsked(options);
  const loaded = await loadConfig(options, io);
  if (!loaded.config) return stop(loaded.findings, options, io);
  const { config } = loaded;
  const other = await otherScheme(options, io);
  if (other && !other.config) return stop(other.findings, options, io);
  const { value: files, findings: ofPatterns } = await expandOrders(tableFiles(options, config, loaded.folder, io));
  if (ofPatterns.length > 0) return stop(ofPatterns, options, io);
  const owners = await loadOwners(files, config, { keepCells: false, deskField: undefined });
  const { orders, ...others } = files;
  const paths = [...orders, ...Object.values(others)].filter((source) => typeof source === "string");
  await rejects.open(paths.map((path) => resolve(io.cwd, path)));
  await rejects.addRows(files.clients, owners.aboutClients, owners.findings);
  await rejects.addRows(files.reps, owners.aboutReps, owners.findings);
  if (owners.findings.some(isError)) {
    rejects.finish();
    return stop(owners.findings, options, io, rejects);
  }
  const before = options.compare === LAST_QUARTER ? periodOf(quarterBefore(period.from)) : undefined;
  const span = before === undefined ? period : { ...period, from: before.from };
  const inputs = await loadBonus(files, owners, options.plan, config, { span, rejects }, io);
  rejects.finish();
  if (!inputs.value) return stop([...owners.findings, ...inputs.findings].sort(compareFindings), options, io, rejects);
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
  if (!main.bonus) return stop(findings, options, io, rejects);
  const names = namesFor(inputs.value, config);
  const document = bonusDocument(main.bonus, names, findings, compared?.compared);
  await writeBonus(main.bonus, names, jsonText(document), options, [...inputs.value.files, loaded.file ?? ""], io);
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
