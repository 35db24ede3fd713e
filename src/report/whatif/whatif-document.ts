import { formatDay } from "../../calendar/days.ts";
import type { Day } from "../../domain/day.ts";
import type { Finding } from "../../domain/finding.ts";
import type { Rep } from "../../domain/rep.ts";
import { figuresOf } from "../../planning/figures.ts";
import type { PlanResult } from "../../planning/make-plan.ts";
import type { RuleContext } from "../../rules/rule.ts";
import type { Scenario } from "../../whatif/change.ts";
import type { Handover, Outcome, Welcome } from "../../whatif/outcome.ts";
import { findingFields } from "../finding-fields.ts";
import { hoursValues } from "../hours-values.ts";
import { tenths } from "../numbers.ts";
import { figureValues, moveValues } from "../plan-document.ts";

/** One plan of several: of a scenario, or of the present. */
export interface ScenarioColumn {
  /** Its short name: "plan" for the present, then A, B ... */
  readonly key: string;
  readonly scenario: Scenario;
  readonly context: RuleContext;
  readonly result: PlanResult;
  readonly reps: readonly Rep[];
  readonly outcome: Outcome;
  /** The file that has the reps of the scenario, where they are others and it was written. */
  readonly repsFile?: string;
}

export interface WhatifSource {
  readonly version: string;
  readonly configFile?: string;
  readonly asOf: Day;
  /** The unchanged plan first. */
  readonly columns: readonly ScenarioColumn[];
  /** What reading the inputs has found. */
  readonly inputFindings: readonly Finding[];
  /** Of the changes. */
  readonly findings: readonly Finding[];
}

/** How many of the newcomer's clients are named. */
const NAMED = 3;

/**
 * The answer of `evenbook whatif` as one JSON document: what `--json` prints and the tables are drawn from. Money in cents, shares from 0
 * to 1, hours per quarter.
 */
export function whatifDocument({ columns, ...source }: WhatifSource) {
  const [unchanged] = columns as [ScenarioColumn];
  const { context, result, reps } = unchanged;
  const { config } = context;
  return {
    evenbook: source.version,
    quarter: context.quarter.name,
    as_of: formatDay(source.asOf),
    seed: config.seed,
    currency: config.currency,
    config: source.configFile ?? null,
    levels: config.levels.order,
    today: figureValues(figuresOf(result.plan.rows, result.plan.present, reps, context)),
    plans: columns.map(columnValues),
    input_warnings: source.inputFindings.length,
    findings: source.findings.map(findingFields),
  };
}

export type WhatifDocument = ReturnType<typeof whatifDocument>;
export type PlanColumn = WhatifDocument["plans"][number];

function columnValues({ key, scenario, context, outcome, result, repsFile }: ScenarioColumn) {
  return {
    key,
    name: scenario.name,
    changes: scenario.changes.map(({ kind, text }) => ({ kind, text })),
    quarter: context.quarter.name,
    reps_file: repsFile ?? null,
    unplaced: outcome.unplaced,
    ...figureValues(outcome.figures),
    moves: moveValues(outcome.moves),
    hours: outcome.hours.map(hoursValues),
    short_hours: tenths(outcome.hours.reduce((sum, { shortHours }) => sum + shortHours, 0)),
    objective: tenths(outcome.objective),
    bound: tenths(outcome.bound),
    interrupted: result.plan.proofs.some((proof) => proof.interrupted),
    newcomers: outcome.welcomes.map(welcomeValues),
  };
}

function welcomeValues({ rep, carve, plan }: Welcome) {
  return {
    rep_id: rep.id,
    rep_name: rep.name,
    level: rep.level,
    regions: rep.regions,
    capacity_hours: plan.book.capacityHours,
    usual_carve: handoverValues(carve),
    evenbook: handoverValues(plan),
  };
}

function handoverValues({ book, meanComplexity, highestComplexity, hardest }: Handover) {
  return {
    clients: book.clients,
    consultative: book.consultative,
    too_complex: book.tooComplex,
    mean_complexity: meanComplexity ?? null,
    highest_complexity: highestComplexity ?? null,
    hours: book.hours,
    revenue_cents: book.revenue,
    hardest: hardest.slice(0, NAMED).map(({ client, complexity }) => ({
      client_id: client.id,
      client_name: client.name,
      complexity: complexity.score,
    })),
  };
}
