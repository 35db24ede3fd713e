import { readFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { applyBaseline } from "../../baseline/apply-baseline.ts";
import type { Baseline } from "../../baseline/baseline.ts";
import { parseBaseline } from "../../baseline/parse-baseline.ts";
import { writeBaseline } from "../../baseline/write-baseline.ts";
import { judge } from "../../check/judge.ts";
import { makingOf, staleFindings } from "../../check/stale.ts";
import { checkSubject } from "../../check/subject.ts";
import type { Finding } from "../../domain/finding.ts";
import type { Place } from "../../domain/place.ts";
import { compareFindings, readAssignments, readLines, type Source } from "../../input/index.ts";
import { type CheckFormat, type CheckReport, checkFormats } from "../../report/check/check-report.ts";
import { renderCheck, stepSummary } from "../../report/check/render-check.ts";
import { allCodes } from "../codes.ts";
import type { CommonOptions } from "../common-options.ts";
import { configHash } from "../config-hash.ts";
import { type ExitCode, exitCodeFor, type FailOn, type Io, UsageError } from "../io.ts";
import { inputPaths, type Prepared, prepare } from "../prepare.ts";
import { printFindings, styleFor } from "../print.ts";
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
  const renderings = renderingsOf(options);
  if (options.out !== undefined && !options.fix) throw new UsageError("--out goes with --fix");
  const { value: prepared, findings: inputFindings } = await prepare(options, io);
  if (!prepared) {
    printFindings(inputFindings, options, io);
    return 2;
  }
  const source: Source = file === "-" ? { name: "standard input", stream: io.stdin } : file;
  const { tables, profiles, context } = prepared;
  const reading = await readAssignments(source, {
    clients: tables.clients,
    reps: tables.reps,
    columns: prepared.config.columns.assignments,
    keepCells: options.fix === true,
  });
  const { value: assignments, about } = reading;
  const unread = reading.findings.filter((finding) => finding.severity === "error" && assignments.rows.size === 0);
  if (unread.length > 0) {
    printFindings(reading.findings, options, io);
    return 2;
  }
  const subject = checkSubject(assignments, profiles, tables.reps, context);
  const stale = await staleSince(file, prepared, assignments.headerPlace, io);
  const judged = judge(subject, [...inputFindings, ...reading.findings, ...stale]).sort(compareFindings);
  const baseline = await loadBaseline(options.baseline, io);
  if (baseline.findings.length > 0) {
    printFindings(baseline.findings, options, io);
    return 2;
  }
  const known = baseline.value && applyBaseline(judged, baseline.value, tables.asOf);
  const findings = known ? [...known.findings, ...known.stale] : judged;
  const lines = typeof source === "string" ? await linesFor(source, findings, about.encoding ?? "utf-8") : new Map();
  const report: CheckReport = {
    version: packageVersion(),
    file,
    rows: about.rows,
    findings,
    catalogue: allCodes,
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
  if (options.fix) {
    const { runFix } = await import("./fix.ts");
    await runFix(options, subject, about, prepared, [...inputPaths(prepared, io), resolve(io.cwd, file)], io);
  }
  return exitCodeFor(findings, options.failOn);
}

function renderingsOf({ format, output, json }: CheckOptions): Rendering[] {
  const given = json ? ["json"] : (format ?? ["text"]);
  return given.map((text) => {
    const [name = "", file] = text.split(/=(.*)/s);
    const known = checkFormats.find((one) => one === name);
    if (!known) throw new UsageError(`there is no format ${name}; choose ${checkFormats.join(", ")}`);
    const path = file ?? (given.length === 1 ? output : undefined);
    return { format: known, ...(path === undefined ? {} : { file: path }) };
  });
}

/** A plan beside its summary.json says what it was made from. */
async function staleSince(file: string, { config, tables }: Prepared, place: Place, io: Io): Promise<Finding[]> {
  if (file === "-" || basename(file) !== "plan.csv") return [];
  const path = join(dirname(resolve(io.cwd, file)), "summary.json");
  const made = makingOf(await readFile(path, "utf8").catch(() => ""));
  return made ? staleFindings(made, { configSha256: configHash(config), inputs: tables.inputs }, place) : [];
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
    await appendFile(summaryFile, stepSummary(report));
  }
}
