import { isDeepStrictEqual } from "node:util";
import type { Config } from "../../config/schema.ts";
import { YamlText } from "../../config/yaml-text.ts";
import type { Finding } from "../../domain/finding.ts";
import type { Rep } from "../../domain/rep.ts";
import { applyPeople } from "../../whatif/apply-people.ts";
import { applySettings } from "../../whatif/apply-settings.ts";
import { changeWithoutEffect } from "../../whatif/cards.ts";
import type { Scenario } from "../../whatif/change.ts";
import { ChangeProblem } from "../../whatif/parse-change.ts";
import { changeFinding } from "../../whatif/scenario-file.ts";
import type { CommonOptions } from "../common-options.ts";
import { configFindings } from "../config-findings.ts";
import { type Io, UsageError } from "../io.ts";
import type { LoadedConfig } from "../load-config.ts";
import { type Inputs, inputsOf, type Prepared, preparedFrom } from "../prepare.ts";

/** What a scenario is planned from. */
export interface ScenarioInputs {
  readonly prepared: Prepared;
  readonly newcomers: readonly Rep[];
  /** The reps are others than those of the reps table. */
  readonly peopleChange: boolean;
  /** What reading the tables found, under the scenario's settings. */
  readonly inputFindings: readonly Finding[];
}

/** What the present is, as it was read. */
export interface Present {
  readonly loaded: LoadedConfig;
  readonly inputs: Inputs;
  /** What reading them found. */
  readonly findings: readonly Finding[];
}

/**
 * The inputs with a scenario's changes: settings first, then people. Files are read again only where a setting changes how they are read.
 * Findings are of the changes, and what reading finds under the new settings and not at present; with an error there is no value.
 */
export async function scenarioInputs(
  scenario: Scenario,
  present: Present,
  options: CommonOptions,
  io: Io,
): Promise<{ readonly value: ScenarioInputs | undefined; readonly findings: readonly Finding[] }> {
  const { value: config, findings: ofSettings } = configOf(scenario, present, options);
  const people = (inputs: Inputs) => {
    const { tables, quarter } = inputs;
    return applyPeople(scenario.changes, tables.reps, { clients: tables.clients, config: inputs.config, quarter });
  };
  // What is wrong with people is said beside what is wrong with settings.
  if (!config) return { value: undefined, findings: [...ofSettings, ...people(present.inputs).findings] };
  const { value: inputs, findings: inputFindings } = await inputsWith(config, present, options, io);
  const ofReading = inputFindings.filter((one) => !present.findings.some((known) => isDeepStrictEqual(known, one)));
  if (!inputs) {
    return { value: undefined, findings: [...ofSettings, ...ofReading, ...people(present.inputs).findings] };
  }
  const { reps, newcomers, findings: ofPeople } = people(inputs);
  const findings = [...ofSettings, ...ofReading, ...ofPeople];
  if (findings.some(({ severity }) => severity === "error")) return { value: undefined, findings };
  const prepared = preparedFrom({ ...inputs, tables: { ...inputs.tables, reps } });
  const peopleChange = !isDeepStrictEqual(reps, inputs.tables.reps);
  return { value: { prepared, newcomers, peopleChange, inputFindings }, findings };
}

function configOf(
  { changes }: Scenario,
  { loaded, inputs }: Present,
  { asOf, quarter, effective, seed }: CommonOptions,
) {
  const settings = changes.filter(({ kind }) => kind === "set");
  if (settings.length === 0) return { value: inputs.config, findings: [] };
  const raw = new YamlText(loaded.text, loaded.file ?? "").value ?? {};
  // What the command line fixes for all is no more than the file's; a scenario may still change it.
  const given = Object.entries({ as_of: asOf, quarter, effective, seed }).filter(([, value]) => value !== undefined);
  const { value, findings } = applySettings({ ...raw, ...Object.fromEntries(given) }, settings);
  if (!value || !isDeepStrictEqual(value, inputs.config)) return { value, findings };
  const { code, name, severity } = changeWithoutEffect;
  const [first] = settings;
  const same: Finding = {
    ...changeFinding(
      "set",
      first ?? { text: "" },
      new ChangeProblem("the config says so already", "ask for another value"),
    ),
    ...{ code, name, severity },
  };
  return { value: inputs.config, findings: [same] };
}

async function inputsWith(config: Config, { loaded, inputs, findings }: Present, options: CommonOptions, io: Io) {
  if (config === inputs.config) return { value: inputs, findings };
  if (isDeepStrictEqual(readingOf(config), readingOf(inputs.config))) {
    // Settings that name a rule or a rep that does not exist; no place, for they stand in no file.
    const ofConfig = configFindings(config, inputs.tables.reps, () => undefined);
    const known = new Set(findings.map(({ message }) => message));
    return {
      value: { ...inputs, config },
      findings: [...findings, ...ofConfig.filter((one) => !known.has(one.message))],
    };
  }
  const { clients, reps, requests, overrides, handoffs, orders = [] } = options;
  if ([clients, reps, requests, overrides, handoffs, ...orders].includes("-")) {
    throw new UsageError(
      "a setting that changes how the tables are read needs them again, and standard input is read only once: name files",
    );
  }
  const { rejects: _, ...rest } = options;
  return inputsOf({ ...loaded, config }, { ...rest, quiet: true }, io);
}

/** The settings that decide what is read, and how; the quarter, for decisions in the overrides file end. */
function readingOf(config: Config) {
  const { as_of, quarter, effective, files, columns, formats, orders, levels, roles, reps, capacity, labels } = config;
  const { hours_per_quarter } = capacity;
  return {
    ...{ as_of, quarter, effective, files, columns, formats, orders, levels, roles, reps, hours_per_quarter },
    self_service_channels: labels.self_service_channels,
  };
}
