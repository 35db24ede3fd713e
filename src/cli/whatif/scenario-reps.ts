import { Readable } from "node:stream";
import { isDeepStrictEqual } from "node:util";
import type { Rep } from "../../domain/rep.ts";
import { readReps, resolveLevels } from "../../input/index.ts";
import type { InputSummary } from "../../report/plan-document.ts";
import { repsCsv } from "../../report/whatif/reps-csv.ts";
import { levelOptions, repOptions } from "../load-tables.ts";
import type { Prepared } from "../prepare.ts";
import { repsUnderstood } from "../understood.ts";

/** reps.csv of a scenario: a plan from it is the scenario's plan, and `check` knows who joined. */
export interface ScenarioReps {
  readonly text: string;
  /** How evenbook understands the file. */
  readonly input: InputSummary;
}

/**
 * The reps of a scenario as a file by the given name. It is read back as any reps.csv is; where that gives other people (a config that fixes another
 * encoding or delimiter, a name that reads like a formula) there is none.
 */
export async function scenarioReps({ config, tables }: Prepared, name: string): Promise<ScenarioReps | undefined> {
  const text = repsCsv(tables.reps, config.columns.reps ?? {});
  const stream = Readable.from([Buffer.from(text)]);
  const { value: raw, about } = await readReps({ name, stream }, repOptions(config));
  const { value: reps } = resolveLevels(raw, levelOptions(config), tables.asOf);
  if (!isDeepStrictEqual(reps.map(withoutPlace), tables.reps.map(withoutPlace))) return undefined;
  return { text, input: repsUnderstood(about, reps, raw.hasLevels, config) };
}

function withoutPlace({ place: _, ...rep }: Rep): Omit<Rep, "place"> {
  return rep;
}
