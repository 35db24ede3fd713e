import { resolve } from "node:path";
import * as z from "zod";
import { clientsNotInPlan, planOfAnotherQuarter, planWithoutRecord } from "../aftercare/problems.ts";
import { parseIsoDay, parseQuarter } from "../calendar/days.ts";
import type { Config } from "../config/schema.ts";
import type { Assignments } from "../domain/assignments.ts";
import type { Client } from "../domain/client.ts";
import type { Day } from "../domain/day.ts";
import type { Finding } from "../domain/finding.ts";
import type { Quarter } from "../domain/quarter.ts";
import { compareFindings, type PossibleOwner, quoted, readAssignments } from "../input/index.ts";
import { planCsvOf, summaryBeside } from "./beside-plan.ts";
import type { Io } from "./io.ts";

/** A plan that was written, perhaps edited since. */
export interface WrittenPlan {
  /** The path of its plan.csv as shown. */
  readonly file: string;
  readonly assignments: Assignments;
  /** The quarter it is for. */
  readonly quarter: Quarter;
  /** First day on which it holds. */
  readonly effective: Day;
  /** The day it looked back from; absent without a summary.json. */
  readonly asOf?: Day;
}

const summarySchema = z.object({
  quarter: z.string(),
  as_of: z.string().optional(),
  effective: z.string().optional(),
});

/**
 * Reads a plan by the path of its plan.csv or of the folder it lies in; summary.json beside it tells its quarter. A plan of another quarter
 * than the one the config or `--quarter` asks for is an error.
 */
export async function readWrittenPlan(
  path: string,
  { clients, reps }: { readonly clients: readonly Client[]; readonly reps: readonly PossibleOwner[] },
  config: Config,
  /** Of a plan that does not tell. */
  usualQuarter: Quarter,
  io: Io,
): Promise<{ readonly value: WrittenPlan; readonly findings: readonly Finding[] }> {
  const file = planCsvOf(path, io);
  const reading = await readAssignments(io.cwd === process.cwd() ? file : resolve(io.cwd, file), {
    clients,
    reps,
    columns: config.columns.assignments,
    keepRecord: true,
  });
  const assignments = reading.value;
  const place = assignments.headerPlace;
  const summary = parseSummary(await summaryBeside(file, io));
  const told = summary && parseQuarter(summary.quarter);
  const wanted = config.quarter === undefined ? undefined : parseQuarter(config.quarter);
  const quarter = told ?? wanted ?? usualQuarter;
  const asOf = summary?.as_of === undefined ? undefined : parseIsoDay(summary.as_of);
  const effective = summary?.effective === undefined ? undefined : parseIsoDay(summary.effective);
  const missing = clients.filter(({ id }) => !assignments.rows.has(id) && !assignments.damaged.has(id));
  const findings = [
    ...reading.findings,
    ...(told === undefined && assignments.rows.size > 0 ? [planWithoutRecord(place, quarter.name)] : []),
    ...(told && wanted && told.name !== wanted.name ? [planOfAnotherQuarter(place, told.name, wanted.name)] : []),
    ...(assignments.rows.size > 0 && missing[0]
      ? [clientsNotInPlan(place, missing.length, quoted(missing[0].id))]
      : []),
  ].sort(compareFindings);
  return {
    value: {
      ...{ file, assignments, quarter },
      effective: effective ?? quarter.firstDay,
      ...(asOf === undefined ? {} : { asOf }),
    },
    findings,
  };
}

/** Absent where there is none, or none that evenbook wrote. */
function parseSummary(text: string): z.infer<typeof summarySchema> | undefined {
  try {
    return summarySchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
