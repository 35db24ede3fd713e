import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { SolveOptions } from "../../allocation/index.ts";
import type { Finding } from "../../domain/finding.ts";
import { compareFindings } from "../../input/index.ts";
import { makePlan } from "../../planning/make-plan.ts";
import { jsonText } from "../../report/json-text.ts";
import { type ScenarioColumn, whatifDocument } from "../../report/whatif/whatif-document.ts";
import { whatifText } from "../../report/whatif/whatif-text.ts";
import type { Scenario } from "../../whatif/change.ts";
import { outcomeOf } from "../../whatif/outcome.ts";
import type { CommonOptions } from "../common-options.ts";
import { type ExitCode, type Io, UsageError } from "../io.ts";
import { loadConfig } from "../load-config.ts";
import { inputPaths, inputsOf, type Prepared, preparedFrom } from "../prepare.ts";
import { printFindings, styleFor } from "../print.ts";
import { SolveProgressLine } from "../solve-progress.ts";
import { packageVersion } from "../version.ts";
import { askedScenarios, type Questions } from "../whatif/ask.ts";
import { type ScenarioInputs, scenarioInputs } from "../whatif/scenario-inputs.ts";
import { type ScenarioReps, scenarioReps } from "../whatif/scenario-reps.ts";
import { type OutputFile, writeFiles } from "../write-files.ts";
import { documentOf, planFiles } from "./plan.ts";

export interface WhatifOptions extends CommonOptions, Questions {
  readonly effort?: SolveOptions["effort"];
  readonly out?: string;
  readonly force?: boolean;
}

interface Asked extends ScenarioInputs {
  readonly scenario: Scenario;
}

/** `evenbook whatif`: plans the present and each scenario, and puts them side by side. */
export async function runWhatif(options: WhatifOptions, io: Io): Promise<ExitCode> {
  if (options.out !== undefined) refuseOlder(options.out, options, io);
  const loaded = await loadConfig(options, io);
  const { value: inputs, findings, outcome } = await inputsOf(loaded, options, io);
  if (!inputs) {
    printFindings(findings, options, io, outcome);
    return 2;
  }
  const { value: scenarios, findings: asked } = await askedScenarios(
    options,
    { levels: inputs.config.levels.order },
    io,
  );
  const read: Asked[] = [];
  const ofScenarios: Finding[] = [...asked];
  for (const scenario of scenarios) {
    const { value, findings: own } = await scenarioInputs(scenario, { loaded, inputs, findings }, options, io);
    ofScenarios.push(...own);
    if (value) read.push({ ...value, scenario });
  }
  ofScenarios.sort(compareFindings);
  if (ofScenarios.some(({ severity }) => severity === "error")) {
    // All of them: somebody wrote each of these changes by hand.
    printFindings(ofScenarios, options, io, "Nothing was planned.", Number.POSITIVE_INFINITY);
    return 2;
  }
  const unchanged: Asked = {
    scenario: { name: "unchanged plan", changes: [] },
    prepared: preparedFrom(inputs),
    newcomers: [],
    peopleChange: false,
    inputFindings: findings,
  };
  const progress = new SolveProgressLine(options, io);
  const columns: ScenarioColumn[] = [];
  const files: OutputFile[] = [];
  for (const one of [unchanged, ...read]) {
    const key = one === unchanged ? "plan" : scenarioKey(columns.length - 1);
    const { column, written } = await planned(one, key, options, io, progress);
    columns.push(column);
    files.push(...written);
  }
  progress.end();
  const document = whatifDocument({
    version: packageVersion(),
    ...(inputs.configFile === undefined ? {} : { configFile: inputs.configFile }),
    asOf: inputs.tables.asOf,
    columns,
    inputFindings: findings,
    findings: ofScenarios,
  });
  await writeFiles(files, inputPaths(inputs, io));
  io.stdout.write(options.json ? jsonText(document) : whatifText(document, styleFor(options, io), options.out));
  return columns.some(({ result }) => result.plan.proofs.some((proof) => proof.interrupted)) ? 130 : 0;
}

async function planned(
  { prepared, newcomers, peopleChange, inputFindings, scenario }: Asked,
  key: string,
  options: WhatifOptions,
  io: Io,
  progress: SolveProgressLine,
): Promise<{ readonly column: ScenarioColumn; readonly written: readonly OutputFile[] }> {
  const { config, tables, profiles, context } = prepared;
  const result = await makePlan(profiles, tables.reps, context, {
    seed: config.seed,
    effort: options.effort ?? "normal",
    signal: io.interrupt,
    onProgress: (step) => progress.show(key, step),
  });
  const outcome = outcomeOf(result, profiles, tables.reps, newcomers, context);
  const column: ScenarioColumn = { key, scenario, context, result, reps: tables.reps, outcome };
  if (options.out === undefined) return { column, written: [] };
  const folder = join(options.out, key);
  const repsFile = peopleChange ? await scenarioReps(prepared, join(folder, "reps.csv")) : undefined;
  const of = repsFile ? withReps(prepared, repsFile) : prepared;
  const files = planFiles(resolve(io.cwd, folder), false, of, result, documentOf(of, result, inputFindings));
  if (!repsFile) return { column, written: files };
  return {
    column: { ...column, repsFile: repsFile.input.file },
    written: [...files, { path: resolve(io.cwd, repsFile.input.file), text: repsFile.text }],
  };
}

/** As read from the scenario's reps.csv: its hash is in the plan's id, so `plan` makes the same plan from that file. */
function withReps(prepared: Prepared, { input }: ScenarioReps): Prepared {
  const inputs = prepared.tables.inputs.map((one) => (one.table === "reps" ? input : one));
  return { ...prepared, tables: { ...prepared.tables, inputs } };
}

/** A, B ... Z, AA, AB ... */
function scenarioKey(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : scenarioKey(Math.floor(index / 26) - 1) + letter;
}

function refuseOlder(out: string, { force }: WhatifOptions, io: Io): void {
  if (!force && existsSync(join(resolve(io.cwd, out), "plan", "plan.csv"))) {
    throw new UsageError(`${out} holds plans already; choose another folder, or add --force to write over them`);
  }
}
