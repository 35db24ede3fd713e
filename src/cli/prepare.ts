import { resolve } from "node:path";
import { parseQuarter, quarterAfter } from "../calendar/days.ts";
import type { PlaceOfSetting } from "../check/judge.ts";
import { placeInConfig } from "../config/parse-config.ts";
import type { Config } from "../config/schema.ts";
import { hasDesk } from "../coverage/has-desk.ts";
import type { Finding } from "../domain/finding.ts";
import type { ClientProfile } from "../domain/profile.ts";
import type { Quarter } from "../domain/quarter.ts";
import { eachProfile } from "../planning/profile-clients.ts";
import { ruleContext } from "../planning/rule-context.ts";
import type { RuleContext } from "../rules/rule.ts";
import type { CommonOptions } from "./common-options.ts";
import { configFindings } from "./config-findings.ts";
import type { Io } from "./io.ts";
import { loadConfig } from "./load-config.ts";
import { type LoadedTables, loadTables, type Tables } from "./load-tables.ts";
import { expandOrders } from "./order-files.ts";
import { ReadProgressBar } from "./read-progress.ts";
import { Rejects } from "./rejects.ts";
import { type TableFiles, tableFiles } from "./table-files.ts";
import { refuseInputs } from "./write-files.ts";

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

/** Reads config and tables; `value` is absent when a finding is an error. */
export async function readInputs(
  options: CommonOptions,
  io: Io,
): Promise<{ readonly value: Inputs | undefined; readonly findings: readonly Finding[] }> {
  const loaded = await loadConfig(options, io);
  if (!loaded.config) return { value: undefined, findings: loaded.findings };
  const { config } = loaded;
  const { value: files, findings: ofPatterns } = await expandOrders(tableFiles(options, config, loaded.folder, io));
  if (ofPatterns.length > 0) return { value: undefined, findings: ofPatterns };
  const { value: tables, findings: ofTables } = await loadWatched(files, config, options, io);
  const { file, text } = loaded;
  const placeOf: PlaceOfSetting = (path) => (file === undefined ? undefined : placeInConfig(text, file, path));
  const findings = [...configFindings(config, tables?.reps ?? [], placeOf), ...ofTables];
  if (!tables || findings.some(({ severity }) => severity === "error")) return { value: undefined, findings };
  const given = config.quarter === undefined ? undefined : parseQuarter(config.quarter);
  const quarter = given ?? quarterAfter(tables.asOf);
  return {
    value: { config, files, placeOf, tables, quarter, ...(file === undefined ? {} : { configFile: file }) },
    findings,
  };
}

/** Every client's profile, one after the other. */
export function profilesOf({ config, tables, quarter }: Inputs): Iterable<ClientProfile> {
  return eachProfile({ ...tables, hasDesk: hasDesk(tables.reps, quarter, config) }, config);
}

/** Reads config and tables and profiles the clients; `value` is absent when a finding is an error. */
export async function prepare(
  options: CommonOptions,
  io: Io,
): Promise<{ readonly value: Prepared | undefined; readonly findings: readonly Finding[] }> {
  const { value: inputs, findings } = await readInputs(options, io);
  if (!inputs) return { value: undefined, findings };
  const { tables: all, quarter, files: _files, ...rest } = inputs;
  const { history: _, ...tables } = all;
  const profiles = [...profilesOf(inputs)];
  const context = ruleContext(tables.clients, tables.reps, quarter, rest.config);
  return { value: { ...rest, tables, profiles, context }, findings };
}

/** Reads the tables, with a bar of progress and a file of rejects where these are wanted. */
async function loadWatched(files: TableFiles, config: Config, options: CommonOptions, io: Io): Promise<LoadedTables> {
  const bar = new ReadProgressBar(options, io);
  const rejects = options.rejects === undefined ? undefined : await rejectsFile(options.rejects, files, io);
  try {
    const loaded = await loadTables(files, config, { rejects, onProgress: bar.show });
    rejects?.finish();
    return loaded;
  } finally {
    bar.end();
    rejects?.discard();
  }
}

async function rejectsFile(name: string, { clients, reps, orders, requests, overrides, handoffs }: TableFiles, io: Io) {
  const path = resolve(io.cwd, name);
  const inputs = [clients, reps, ...orders, requests, overrides, handoffs].filter(
    (source) => typeof source === "string",
  );
  await refuseInputs(
    [{ path }],
    inputs.map((file) => resolve(io.cwd, file)),
  );
  return new Rejects(path);
}

/** Paths of everything that a run reads, which no output may replace. */
export function inputPaths(
  { tables, configFile }: Pick<Inputs, "configFile"> & { readonly tables: Pick<Tables, "inputs"> },
  io: Io,
): string[] {
  const files = [...tables.inputs.map((input) => input.file), ...(configFile === undefined ? [] : [configFile])];
  return files.map((file) => resolve(io.cwd, file));
}
