import { resolve } from "node:path";
import { shareInForce } from "../calendar/in-force.ts";
import type { PlaceOfSetting } from "../check/judge.ts";
import { placeInConfig } from "../config/parse-config.ts";
import type { Config } from "../config/schema.ts";
import { hasDesk } from "../coverage/has-desk.ts";
import type { Finding } from "../domain/finding.ts";
import type { ClientProfile } from "../domain/profile.ts";
import type { Quarter } from "../domain/quarter.ts";
import { eachProfile, type ProfileSources } from "../planning/profile-clients.ts";
import { ruleContext } from "../planning/rule-context.ts";
import type { RuleContext } from "../rules/rule.ts";
import type { CommonOptions } from "./common-options.ts";
import { configFindings } from "./config-findings.ts";
import type { Io } from "./io.ts";
import { type LoadedConfig, loadConfig } from "./load-config.ts";
import { type LoadedTables, loadTables, type Tables } from "./load-tables.ts";
import { expandOrders } from "./order-files.ts";
import { plannedQuarter } from "./planned-quarter.ts";
import { ReadProgressBar } from "./read-progress.ts";
import { Rejects } from "./rejects.ts";
import { type TableFiles, tableFiles } from "./table-files.ts";
import { threadsOf } from "./threads.ts";

/** All that a command works on: config, tables, and every client's profile. */
export interface Prepared {
  readonly config: Config;
  readonly configFile?: string;
  /** Where a setting stands in the config file. */
  readonly placeOf: PlaceOfSetting;
  /** The order lines are let go when the profiles are made: they are most of the memory. */
  readonly tables: Omit<Tables, "history">;
  readonly profiles: readonly ClientProfile[];
  readonly context: RuleContext;
}

/** What the files say, before any client was profiled. */
export interface Inputs {
  readonly config: Config;
  readonly files: TableFiles;
  readonly configFile?: string;
  readonly placeOf: PlaceOfSetting;
  readonly tables: Tables;
  readonly quarter: Quarter;
}

/** What a command has to work on, or why it cannot. */
export interface Loaded<Value> {
  /** Absent when a finding is an error. */
  readonly value: Value | undefined;
  readonly findings: readonly Finding[];
  /** Of a run that stops: what it has written all the same. */
  readonly outcome?: string;
}

/** Reads config and tables. Without `rejects` of its own that writes the file of `--rejects`, too. */
export async function readInputs(options: CommonOptions, io: Io, rejects?: Rejects): Promise<Loaded<Inputs>> {
  return inputsOf(await loadConfig(options, io), options, io, rejects);
}

/** As `readInputs`, of a config that is there already. */
export async function inputsOf(
  loaded: LoadedConfig,
  options: CommonOptions,
  io: Io,
  rejects?: Rejects,
): Promise<Loaded<Inputs>> {
  const own = rejects ?? new Rejects(options.rejects, io);
  try {
    const read = await readAll(loaded, options, io, own);
    if (rejects) return read;
    own.finish();
    const { written } = own;
    if (written === undefined) return read;
    if (read.value && !options.quiet) io.stderr.write(`rejects: ${written}\n`);
    return read.value || own.outcome === undefined ? read : { ...read, outcome: own.outcome };
  } finally {
    if (!rejects) own.discard();
  }
}

async function readAll(
  loaded: LoadedConfig,
  options: CommonOptions,
  io: Io,
  rejects: Rejects,
): Promise<Loaded<Inputs>> {
  if (!loaded.config) return { value: undefined, findings: loaded.findings };
  const { config } = loaded;
  const { value: files, findings: ofPatterns } = await expandOrders(tableFiles(options, config, loaded.folder, io));
  if (ofPatterns.length > 0) return { value: undefined, findings: ofPatterns };
  const { value: tables, findings: ofTables } = await loadWatched(files, config, rejects, options, io);
  const { file, text } = loaded;
  const placeOf: PlaceOfSetting = (path) => (file === undefined ? undefined : placeInConfig(text, file, path));
  const findings = [...configFindings(config, tables?.reps ?? [], placeOf), ...ofTables];
  if (!tables || findings.some(({ severity }) => severity === "error")) return { value: undefined, findings };
  const { quarter, findings: ofQuarter } = plannedQuarter(config, tables.asOf, options, placeOf);
  if (ofQuarter.length > 0) return { value: undefined, findings: [...findings, ...ofQuarter] };
  return {
    value: { config, files, placeOf, tables, quarter, ...(file === undefined ? {} : { configFile: file }) },
    findings,
  };
}

/** Every client's profile, one after the other. */
export function profilesOf(inputs: Inputs): Iterable<ClientProfile> {
  return eachProfile(profileSources(inputs), inputs.config);
}

/** The tables that profiles are made from. */
export function profileSources({ config, tables, quarter }: Inputs): ProfileSources & Pick<Tables, "history"> {
  const { clients, history, columns, requests, asOf, reps } = tables;
  return {
    clients,
    history,
    columns,
    asOf,
    hasDesk: hasDesk(reps, quarter, config),
    shareOfQuarter: shareInForce(quarter),
    ...(requests === undefined ? {} : { requests }),
  };
}

/** Reads config and tables and profiles the clients. */
export async function prepare(options: CommonOptions, io: Io, keep?: Rejects): Promise<Loaded<Prepared>> {
  const { value: inputs, ...rest } = await readInputs(options, io, keep);
  return { value: inputs && preparedFrom(inputs), ...rest };
}

/** Profiles the clients of the tables. */
export function preparedFrom(inputs: Inputs): Prepared {
  const { tables: all, quarter, files: _files, ...rest } = inputs;
  const { history: _, ...tables } = all;
  const profiles = [...profilesOf(inputs)];
  const context = ruleContext(tables.clients, tables.reps, quarter, rest.config);
  return { ...rest, tables, profiles, context };
}

/** Reads the tables, with a bar of progress and a file of rejects where these are wanted. */
async function loadWatched(
  files: TableFiles,
  config: Config,
  rejects: Rejects,
  options: CommonOptions,
  io: Io,
): Promise<LoadedTables> {
  const { clients, reps, orders, requests, overrides, handoffs } = files;
  const inputs = [clients, reps, ...orders, requests, overrides, handoffs].filter(
    (source) => typeof source === "string",
  );
  await rejects.open(inputs.map((file) => resolve(io.cwd, file)));
  const bar = new ReadProgressBar(options, io);
  try {
    return await loadTables(files, config, { rejects, onProgress: bar.show }, threadsOf(io.env));
  } finally {
    bar.end();
  }
}

/** Paths of everything that a run reads, which no output may replace. */
export function inputPaths(
  { tables, configFile }: Pick<Inputs, "configFile"> & { readonly tables: Pick<Tables, "inputs"> },
  io: Io,
): string[] {
  const files = [...tables.inputs.map((input) => input.file), ...(configFile === undefined ? [] : [configFile])];
  return files.map((file) => resolve(io.cwd, file));
}
