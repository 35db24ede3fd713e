import { existsSync } from "node:fs";
import { join, parse, relative, resolve } from "node:path";
import { lpChunks, type SolveOptions } from "../../allocation/index.ts";
import { formatDay } from "../../calendar/days.ts";
import type { Finding } from "../../domain/finding.ts";
import { compareFindings } from "../../input/index.ts";
import { nothingGiven } from "../../planning/given.ts";
import { makePlan, type PlanResult } from "../../planning/make-plan.ts";
import { changesCsv, labelsCsv, planCsv, unplacedCsv } from "../../report/csv.ts";
import { jsonText } from "../../report/json-text.ts";
import { type PlanDocument, planDocument } from "../../report/plan-document.ts";
import { planText } from "../../report/plan-text.ts";
import { safeText } from "../../report/safe-text.ts";
import { withSeverities } from "../../rules/severity.ts";
import type { CommonOptions } from "../common-options.ts";
import { configHash } from "../config-hash.ts";
import { type ExitCode, exitCodeFor, type FailOn, type Io, UsageError } from "../io.ts";
import { planId } from "../plan-id.ts";
import { inputPaths, type Prepared, prepare } from "../prepare.ts";
import { printFindings, styleFor } from "../print.ts";
import { type GivenOptions, type ReadGiven, readGiven } from "../read-given.ts";
import { SolveProgressLine } from "../solve-progress.ts";
import { packageVersion } from "../version.ts";
import { type OutputFile, writeFiles } from "../write-files.ts";

export interface PlanOptions extends CommonOptions, GivenOptions {
  readonly out?: string;
  readonly force?: boolean;
  readonly failOn?: FailOn;
  readonly excel?: boolean;
  readonly effort?: SolveOptions["effort"];
  readonly timeLimit?: number;
  readonly modelOut?: string;
  /** Budgets in per cent, or true for the usual ones. */
  readonly frontier?: string | true;
}

/** Tells Excel that a CSV is UTF-8; scripts that read the columns by name are better off without it. */
const BYTE_ORDER_MARK = "\ufeff";

/** `evenbook plan`: labels, allocates, reports; writes only with `--out`. */
export async function runPlan(options: PlanOptions, io: Io): Promise<ExitCode> {
  if (options.frontier !== undefined) return (await import("./frontier.ts")).runFrontier(options, io);
  if (options.out !== undefined) refuseOlderPlan(options, io);
  const { value: read, findings, outcome } = await prepareGiven(options, io);
  if (!read) {
    printFindings(findings, options, io, outcome);
    return 2;
  }
  const { prepared, given } = read;
  const { config, tables, profiles, context } = prepared;
  const progress = new SolveProgressLine(options, io);
  const solving: SolveOptions = {
    seed: config.seed,
    effort: options.effort ?? "normal",
    signal: io.interrupt,
    // Two seats share the time.
    ...(options.timeLimit === undefined ? {} : { timeLimitSeconds: options.timeLimit / 2 }),
    onProgress: (step) => progress.show("plan", step),
  };
  const result = await makePlan(profiles, tables.reps, context, solving, given);
  progress.end();
  const document = documentOf(prepared, result, findings, read);
  const files = [
    ...(options.out === undefined
      ? []
      : planFiles(resolve(io.cwd, options.out), options.excel === true, prepared, result, document)),
  ];
  const models = options.modelOut === undefined ? [] : modelFiles(resolve(io.cwd, options.modelOut), result);
  await writeFiles([...files, ...models], inputPaths(prepared, io));
  if (!options.quiet) for (const { path } of models) io.stderr.write(`model: ${safeText(relative(io.cwd, path))}\n`);
  io.stdout.write(
    options.json ? `${JSON.stringify(document, null, 2)}\n` : planText(document, styleFor(options, io), options.out),
  );
  if (result.plan.proofs.some((proof) => proof.interrupted)) return 130;
  return exitCodeFor(document.findings, options.failOn ?? "error");
}

/** Config, tables and what was decided beforehand; `value` is absent when something cannot be read. */
async function prepareGiven(options: PlanOptions, io: Io) {
  const { value: prepared, findings, outcome } = await prepare(options, io);
  if (!prepared) return { value: undefined, findings, outcome };
  const read = await readGiven(options, prepared, io);
  return { value: read.value, findings: [...findings, ...read.findings].sort(compareFindings), outcome };
}

/** The report of a plan that was made from what is prepared, and from what was given beforehand. `findings` are of the inputs. */
export function documentOf(
  prepared: Prepared,
  result: PlanResult,
  findings: readonly Finding[],
  { given = nothingGiven, basedOn }: Partial<Pick<ReadGiven, "given" | "basedOn">> = {},
): PlanDocument {
  const { config, tables, profiles, context } = prepared;
  const origin = { version: packageVersion(), inputs: tables.inputs, configSha256: configHash(config) };
  return planDocument({
    ...origin,
    ...(prepared.configFile === undefined ? {} : { configFile: prepared.configFile }),
    asOf: tables.asOf,
    asOfIsGiven: config.as_of !== undefined,
    profiles,
    reps: tables.reps,
    context,
    result,
    planId: planId(result.plan, {
      ...origin,
      quarter: context.quarter.name,
      asOf: formatDay(tables.asOf),
      seed: config.seed,
      released: [...(given.released ?? [])],
    }),
    given,
    ...(basedOn === undefined ? {} : { basedOn }),
    findings: withSeverities([...findings, ...result.plan.findings], config).sort(compareFindings),
  });
}

/** A plan that people may have edited is not written over by accident, nor what is left of one. */
function refuseOlderPlan({ out = "", force }: PlanOptions, io: Io): void {
  if (force) return;
  const there = planFileNames.filter((name) => existsSync(join(resolve(io.cwd, out), name)));
  if (there.length === 0) return;
  const what = there.includes("plan.csv")
    ? "holds a plan already"
    : `holds files of a plan already (${there.join(", ")})`;
  throw new UsageError(`${out} ${what}; choose another folder, or add --force to write over it`);
}

const planFileNames = ["plan.csv", "labels.csv", "changes.csv", "unplaced.csv", "summary.json"] as const;

/** The exact model of each seat, beside each other: model.lp becomes model.seller.lp and model.desk.lp. */
function modelFiles(path: string, { seatPlans }: PlanResult): OutputFile[] {
  const { dir, name, ext } = parse(path);
  return [...seatPlans.values()]
    .filter(({ model }) => model.units.length > 0)
    .map(({ model }) => ({
      path: join(dir, `${name}.${model.seat}${ext || ".lp"}`),
      text: lpChunks(model.problem, {
        units: model.units.map((unit) => unit.members.map(({ client }) => client.id).join("+")),
        agents: model.reps.map((rep) => rep.id),
      }),
    }));
}

/** The files of a plan, in a folder. */
export function planFiles(
  folder: string,
  excel: boolean,
  { profiles, context }: Prepared,
  { plan }: PlanResult,
  document: PlanDocument,
): OutputFile[] {
  const file = (name: (typeof planFileNames)[number], text: string): OutputFile => ({ path: join(folder, name), text });
  const csv = (name: (typeof planFileNames)[number], text: string) =>
    file(name, excel ? `${BYTE_ORDER_MARK}${text}` : text);
  return [
    csv("plan.csv", planCsv(plan)),
    csv("labels.csv", labelsCsv(profiles)),
    csv("changes.csv", changesCsv(plan, context)),
    csv("unplaced.csv", unplacedCsv(plan, context)),
    file("summary.json", jsonText(document)),
  ];
}
