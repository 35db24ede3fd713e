import { existsSync } from "node:fs";
import { join, parse, relative, resolve } from "node:path";
import { lpChunks, type SolveOptions } from "../../allocation/index.ts";
import type { Finding } from "../../domain/finding.ts";
import { compareFindings } from "../../input/index.ts";
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
import { inputPaths, type Prepared, prepare } from "../prepare.ts";
import { printFindings, styleFor } from "../print.ts";
import { SolveProgressLine } from "../solve-progress.ts";
import { packageVersion } from "../version.ts";
import { type OutputFile, writeFiles } from "../write-files.ts";

export interface PlanOptions extends CommonOptions {
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
  const { value: prepared, findings } = await prepare(options, io);
  if (!prepared) {
    printFindings(findings, options, io);
    return 2;
  }
  const { config, tables, profiles, context } = prepared;
  const progress = new SolveProgressLine(options, io);
  const result = await makePlan(profiles, tables.reps, context, {
    seed: config.seed,
    effort: options.effort ?? "normal",
    signal: io.interrupt,
    // Two seats share the time.
    ...(options.timeLimit === undefined ? {} : { timeLimitSeconds: options.timeLimit / 2 }),
    onProgress: (step) => progress.show("plan", step),
  });
  progress.end();
  const document = documentOf(prepared, result, findings);
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

/** The report of a plan that was made from what is prepared. `findings` are of the inputs. */
export function documentOf(prepared: Prepared, result: PlanResult, findings: readonly Finding[]): PlanDocument {
  const { config, tables, profiles, context } = prepared;
  return planDocument({
    version: packageVersion(),
    inputs: tables.inputs,
    ...(prepared.configFile === undefined ? {} : { configFile: prepared.configFile }),
    configSha256: configHash(config),
    asOf: tables.asOf,
    asOfIsGiven: config.as_of !== undefined,
    profiles,
    reps: tables.reps,
    context,
    result,
    findings: withSeverities([...findings, ...result.plan.findings], config).sort(compareFindings),
  });
}

/** A plan that people may have edited is not written over by accident. */
function refuseOlderPlan({ out = "", force }: PlanOptions, io: Io): void {
  if (!force && existsSync(join(resolve(io.cwd, out), "plan.csv"))) {
    throw new UsageError(`${out} holds a plan already; choose another folder, or add --force to write over it`);
  }
}

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
  const file = (name: string, text: string): OutputFile => ({ path: join(folder, name), text });
  const csv = (name: string, text: string) => file(name, excel ? `${BYTE_ORDER_MARK}${text}` : text);
  return [
    csv("plan.csv", planCsv(plan)),
    csv("labels.csv", [...labelsCsv(profiles)].join("")),
    csv("changes.csv", changesCsv(plan, context)),
    csv("unplaced.csv", unplacedCsv(plan, context)),
    file("summary.json", jsonText(document)),
  ];
}
