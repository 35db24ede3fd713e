import { readFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { applyBaseline } from "../../baseline/apply-baseline.ts";
import type { Baseline } from "../../baseline/baseline.ts";
import { makesCheckUnsound } from "../../baseline/never-quiet.ts";
import { parseBaseline } from "../../baseline/parse-baseline.ts";
import { writeBaseline } from "../../baseline/write-baseline.ts";
import { judge } from "../../check/judge.ts";
import { checkSubject } from "../../check/subject.ts";
import type { Assignments } from "../../domain/assignments.ts";
import type { Finding } from "../../domain/finding.ts";
import { compareFindings, readAssignments, readLines, type Source } from "../../input/index.ts";
import { type CheckFormat, type CheckReport, checkFormats } from "../../report/check/check-report.ts";
import { renderCheck, stepSummary } from "../../report/check/render-check.ts";
import { allCodes } from "../codes.ts";
import type { CommonOptions } from "../common-options.ts";
import { computedLabels } from "../computed-labels.ts";
import { countedFindings } from "../counted-findings.ts";
import { type ExitCode, exitCodeFor, type FailOn, type Io, UsageError } from "../io.ts";
import { inputPaths, prepare } from "../prepare.ts";
import { printFindings, styleFor } from "../print.ts";
import { Rejects } from "../rejects.ts";
import { labelsSaidOnce, staleSince } from "../stale-plan.ts";
import { packageVersion } from "../version.ts";
import { type OutputFile, writeFiles } from "../write-files.ts";

export interface CheckOptions extends CommonOptions {
  readonly format?: readonly string[];
  readonly output?: string;
  readonly failOn: FailOn;
  readonly max?: number;
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly fix?: boolean;
  readonly out?: string;
}

/** Where one rendering of the report goes. */
interface Rendering {
  readonly format: CheckFormat;
  /** Absent: standard output. */
  readonly file?: string;
}

/** `evenbook check FILE`: lints an assignment CSV by the solver's own rules. It never solves, unless `--fix` asks. */
export async function runCheck(file: string, options: CheckOptions, io: Io): Promise<ExitCode> {
  const renderings = renderingsOf(options, io);
  if (options.out !== undefined && !options.fix) throw new UsageError("--out goes with --fix");
  const rejects = new Rejects(options.rejects, io);
  try {
    return await checked(file, renderings, rejects, options, io);
  } finally {
    rejects.discard();
  }
}

async function checked(
  file: string,
  renderings: readonly Rendering[],
  rejects: Rejects,
  options: CheckOptions,
  io: Io,
): Promise<ExitCode> {
  const { value: prepared, findings: inputFindings } = await prepare(options, io, rejects);
  if (!prepared) {
    rejects.finish();
    return stop(file, inputFindings, 0, renderings, options, io, rejects);
  }
  const source: Source = file === "-" ? { name: "standard input", stream: io.stdin } : file;
  const { tables, profiles, context } = prepared;
  const reading = await readAssignments(source, {
    clients: tables.clients,
    reps: tables.reps,
    columns: prepared.config.columns.assignments,
    computed: computedLabels(profiles),
    keepCells: options.fix === true,
    ...(rejects.name !== undefined && { onReject: (finding, row) => rejects.add(finding, row) }),
  });
  rejects.finish();
  const { value: assignments, about } = reading;
  if (assignments.rows.size === 0 && reading.findings.some(makesCheckUnsound)) {
    return stop(file, reading.findings, about.rows, renderings, options, io, rejects);
  }
  const subject = checkSubject(assignments, profiles, tables.reps, context);
  const stale = await staleSince(file, prepared, assignments.headerPlace, io);
  const ofFile = [...reading.findings, ...countedOnly(assignments, reading.findings)];
  const read = [...inputFindings, ...(stale.length > 0 ? labelsSaidOnce(ofFile, assignments) : ofFile), ...stale];
  const judged = judge(subject, read, prepared.placeOf).sort(compareFindings);
  const baseline = await loadBaseline(options.baseline, io);
  if (baseline.findings.length > 0) return stop(file, baseline.findings, about.rows, renderings, options, io, rejects);
  const known = baseline.value && applyBaseline(judged, baseline.value, tables.asOf);
  const findings = known ? [...known.findings, ...known.stale] : judged;
  const lines = typeof source === "string" ? await linesFor(source, findings, about.encoding ?? "utf-8") : new Map();
  const report: CheckReport = {
    version: packageVersion(),
    file,
    rows: about.rows,
    findings,
    catalogue,
    sourceLine: (place) => (place.file === assignments.file ? lines.get(place.line) : undefined),
    baselined: known?.quiet.length ?? 0,
  };
  await write(
    report,
    renderings,
    options,
    judged,
    baseline.value,
    [...inputPaths(prepared, io), resolve(io.cwd, file)],
    io,
  );
  if (rejects.written !== undefined && !options.quiet) io.stderr.write(`rejects: ${rejects.written}\n`);
  if (options.fix) {
    const { runFix } = await import("./fix.ts");
    const news = (some: readonly Finding[]) =>
      baseline.value ? applyBaseline(some, baseline.value, tables.asOf).findings : some;
    await runFix(options, subject, about, prepared, news, [...inputPaths(prepared, io), resolve(io.cwd, file)], io);
  }
  return exitCodeFor(findings, options.failOn);
}

/** The rules that the check judges. */
const catalogue = allCodes.filter(({ judged }) => judged !== false);

/** What keeps the check from running, in the form that was asked for; without one on standard error. */
async function stop(
  file: string,
  findings: readonly Finding[],
  rows: number,
  renderings: readonly Rendering[],
  options: CheckOptions,
  io: Io,
  rejects: Rejects,
): Promise<ExitCode> {
  if (!options.json && options.format === undefined && options.output === undefined) {
    printFindings(findings, options, io, rejects.outcome);
    return 2;
  }
  const sorted = [...findings].sort(compareFindings);
  const report = {
    version: packageVersion(),
    file,
    rows,
    findings: sorted,
    catalogue,
    baselined: 0,
    stopped: true,
  } as const;
  const { writeBaseline: _, ...shown } = options;
  await write({ ...report, sourceLine: () => undefined }, renderings, shown, sorted, undefined, [], io);
  return 2;
}

function countedOnly({ hiddenFindings, headerPlace }: Assignments, kept: readonly Finding[]): Finding[] {
  const remedy = "mend what these have in common: a wrong export, or a column that a spreadsheet changed";
  return countedFindings(hiddenFindings, kept, headerPlace, remedy, (code, usual) =>
    code === "EB101" ? "error" : usual,
  );
}

function renderingsOf({ format, output, json }: CheckOptions, io: Io): Rendering[] {
  const given = json ? ["json"] : (format ?? ["text"]);
  if (output !== undefined && given.length > 1) {
    throw new UsageError("--output takes one format; with several write FORMAT=FILE for each");
  }
  const renderings = given.map((text) => {
    const [name = "", file] = text.split(/=(.*)/s);
    const known = checkFormats.find((one) => one === name);
    if (!known) throw new UsageError(`there is no format ${name}; choose ${checkFormats.join(", ")}`);
    const path = file ?? (given.length === 1 ? output : undefined);
    return { format: known, ...(path === undefined ? {} : { file: path }) };
  });
  const printed = renderings.filter(({ file }) => file === undefined);
  if (printed.length > 1) {
    const names = printed.map((one) => one.format).join(" and ");
    throw new UsageError(`${names} cannot both go to standard output; write FORMAT=FILE for all but one`);
  }
  const paths = renderings.flatMap((one) => (one.file === undefined ? [] : [resolve(io.cwd, one.file)]));
  const twice = paths.find((path, at) => paths.indexOf(path) < at);
  if (twice !== undefined)
    throw new UsageError(`two formats cannot be written to one file, ${relative(io.cwd, twice)}`);
  return renderings;
}

async function loadBaseline(
  file: string | undefined,
  io: Io,
): Promise<{ readonly value: Baseline | undefined; readonly findings: readonly Finding[] }> {
  if (file === undefined) return { value: undefined, findings: [] };
  try {
    return parseBaseline(await readFile(resolve(io.cwd, file), "utf8"), file);
  } catch (error) {
    throw new UsageError(`the baseline ${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? error}`);
  }
}

function linesFor(source: string, findings: readonly Finding[], encoding: Parameters<typeof readLines>[1]) {
  const wanted = findings.flatMap(({ place, related = [] }) => [place, ...related.map((one) => one.place)]);
  return readLines(source, encoding, new Set(wanted.flatMap((place) => (place?.file === source ? [place.line] : []))));
}

async function write(
  report: CheckReport,
  renderings: readonly Rendering[],
  options: CheckOptions,
  judged: readonly Finding[],
  earlier: Baseline | undefined,
  inputs: readonly string[],
  io: Io,
): Promise<void> {
  const style = { ...styleFor(options, io), ...(options.max === undefined ? {} : { maxPerCode: options.max }) };
  const files: OutputFile[] = [];
  for (const { format, file } of renderings) {
    const text = renderCheck(format, report, style);
    if (file === undefined) io.stdout.write(text);
    else files.push({ path: resolve(io.cwd, file), text });
  }
  const { writeBaseline: path } = options;
  if (path !== undefined) files.push({ path: resolve(io.cwd, path), text: writeBaseline(judged, earlier) });
  await writeFiles(files, inputs);
  const summaryFile = io.env.GITHUB_STEP_SUMMARY;
  if (summaryFile && renderings.some(({ format }) => format === "github")) {
    const { appendFile } = await import("node:fs/promises");
    await appendFile(summaryFile, stepSummary(report, style));
  }
}
