import { resolve } from "node:path";
import type { Config } from "../config/schema.ts";
import type { Finding } from "../domain/finding.ts";
import type { ClientProfile } from "../domain/profile.ts";
import { compareFindings } from "../input/index.ts";
import type { AftercareOptions } from "./common-options.ts";
import type { Io } from "./io.ts";
import { type Activity, loadActivity } from "./load-activity.ts";
import type { Tables } from "./load-tables.ts";
import { inputPaths, profilesOf, readInputs } from "./prepare.ts";
import { movedOnSince } from "./stale-plan.ts";
import { readWrittenPlan, type WrittenPlan } from "./written-plan.ts";

/** All that a command works on which follows from a plan. */
export interface Aftercare {
  readonly config: Config;
  readonly configFile?: string;
  /** With the order history. */
  readonly tables: Tables;
  readonly activity: Activity;
  readonly plan: WrittenPlan;
  /** As of now, not of the plan's making. */
  readonly profiles: readonly ClientProfile[];
}

/** Reads config, tables, activity and plan and profiles the clients; `value` is absent when a finding is an error. */
export async function prepareAftercare(
  options: AftercareOptions,
  io: Io,
): Promise<{ readonly value: Aftercare | undefined; readonly findings: readonly Finding[] }> {
  const { value: inputs, findings: ofTables } = await readInputs(options, io);
  if (!inputs) return { value: undefined, findings: ofTables };
  const { config, tables } = inputs;
  const activity = await loadActivity(inputs.files, tables, config);
  const plan = await readWrittenPlan(options.plan, tables, config, inputs.quarter, io);
  const { file, assignments } = plan.value;
  const movedOn = await movedOnSince(file, inputs, assignments.headerPlace, io);
  const findings = [...ofTables, ...activity.findings, ...plan.findings, ...movedOn].sort(compareFindings);
  if (findings.some(({ severity }) => severity === "error")) return { value: undefined, findings };
  return {
    value: {
      config,
      ...(inputs.configFile === undefined ? {} : { configFile: inputs.configFile }),
      tables,
      activity: activity.value,
      plan: plan.value,
      profiles: [...profilesOf({ ...inputs, quarter: plan.value.quarter })],
    },
    findings,
  };
}

/** Paths of everything that the run reads, which no output may replace. */
export function aftercareInputs({ tables, activity, plan, ...rest }: Aftercare, io: Io): string[] {
  const inputs = [...tables.inputs, ...activity.inputs];
  return [...inputPaths({ ...rest, tables: { inputs } }, io), resolve(io.cwd, plan.file)];
}
