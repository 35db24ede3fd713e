import { once } from "node:events";
import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import type { RouteTally } from "../../aftercare/route/tally.ts";
import { parseIsoDay, quarterAfter } from "../../calendar/days.ts";
import { placeInConfig } from "../../config/parse-config.ts";
import type { Config } from "../../config/schema.ts";
import type { Day } from "../../domain/day.ts";
import type { Finding } from "../../domain/finding.ts";
import {
  BoundedFindings,
  compareFindings,
  type LineForm,
  nameOf,
  readRequestLines,
  readRequestRows,
  type Source,
} from "../../input/index.ts";
import { findingFields } from "../../report/finding-fields.ts";
import { jsonText } from "../../report/json-text.ts";
import { whole } from "../../report/numbers.ts";
import { routeCsvRow, routeFields, routeHeader, routeJsonLine } from "../../report/route-rows.ts";
import { routeText } from "../../report/route-text.ts";
import type { CommonOptions } from "../common-options.ts";
import { configFindings } from "../config-findings.ts";
import { type ExitCode, exitCodeFor, type FailOn, type Io, UsageError } from "../io.ts";
import { loadConfig } from "../load-config.ts";
import { loadOwners } from "../load-owners.ts";
import { fileOptions } from "../load-tables.ts";
import { isError, stop, styleFor, warn } from "../print.ts";
import { RequestDesk } from "../route/request-desk.ts";
import { tableFiles } from "../table-files.ts";
import { writeFiles } from "../write-files.ts";
import { readWrittenPlan } from "../written-plan.ts";

export interface RouteOptions extends CommonOptions {
  readonly plan: string;
  readonly format?: "text" | "csv" | "jsonl";
  readonly out?: string;
  readonly failOn: FailOn;
}

/**
 * `evenbook route [FILE|-] --plan PLAN`: who handles each request. A file is summed up, or written with `--out`; standard input is
 * answered line by line, each as soon as it is there.
 */
export async function runRoute(file: string | undefined, options: RouteOptions, io: Io): Promise<ExitCode> {
  if (options.rejects !== undefined) throw new UsageError("--rejects goes with evenbook plan and label");
  const loaded = await loadConfig(options, io);
  if (!loaded.config) return stop(loaded.findings, options, io);
  const { config } = loaded;
  const files = tableFiles(
    { ...options, ...(file === undefined ? {} : { requests: file }) },
    config,
    loaded.folder,
    io,
    {
      ordersNeeded: false,
    },
  );
  const source = files.requests;
  if (source === undefined) throw new UsageError("name the file of requests, or - for standard input");
  const owners = await loadOwners(files, config, { keepCells: false, deskField: undefined });
  const placeOf = (path: readonly PropertyKey[]) =>
    loaded.file === undefined ? undefined : placeInConfig(loaded.text, loaded.file, path);
  const known = [...configFindings(config, owners.reps, placeOf), ...owners.findings];
  if (known.some(isError)) return stop(known, options, io);
  const asOf = config.as_of === undefined ? undefined : parseIsoDay(config.as_of);
  const plan = await readWrittenPlan(options.plan, owners, config, quarterAfter(asOf ?? (0 as Day)), io);
  // Without a day to compare with it is of no interest that the plan tells no quarter.
  const ofPlan = plan.findings.filter(({ code }) => asOf !== undefined || code !== "EB805");
  const before = [...known, ...ofPlan].sort(compareFindings);
  if (before.some(isError)) return stop(before, options, io);
  if (!options.json) warn(before, options, io);
  const desk = new RequestDesk(config, owners, plan.value, asOf);
  const inputs = [`plan     ${plan.value.file}: ${whole(plan.value.assignments.rows.size)} clients`];
  return typeof source === "string" && !isJsonLines(source)
    ? routeFile(source, desk, { config, inputs, before }, options, io)
    : routeStream(source, desk, { config, inputs, before }, options, io);
}

const isJsonLines = (path: string) => /\.(jsonl|ndjson)$/i.test(path);

interface Run {
  readonly config: Config;
  readonly inputs: readonly string[];
  /** Found before the first request was read. */
  readonly before: readonly Finding[];
}

/** A file is read as every table is, and answered as a whole. */
async function routeFile(
  source: string,
  desk: RequestDesk,
  run: Run,
  options: RouteOptions,
  io: Io,
): Promise<ExitCode> {
  const ofFile = new BoundedFindings();
  const reading = await readRequestRows(source, fileOptions(run.config, "requests"), (finding) => ofFile.add(finding));
  if (!reading.usable) return stop([...ofFile.kept], options, io);
  const format = options.json ? "json" : (options.format ?? "text");
  const rowOf = options.out !== undefined && isJsonLines(options.out) ? routeJsonLine : routeCsvRow;
  const rows: string[] = options.out !== undefined && !isJsonLines(options.out) ? [routeHeader] : [];
  const fields: ReturnType<typeof routeFields>[] = [];
  if (format === "csv") await print(`${routeHeader}\n`, io);
  let piece = "";
  for await (const line of reading.requests) {
    const { routed } = desk.take(line);
    if (options.out !== undefined) rows.push(rowOf(routed));
    if (format === "json") fields.push(routeFields(routed));
    if (format !== "csv" && format !== "jsonl") continue;
    piece += `${format === "csv" ? routeCsvRow(routed) : routeJsonLine(routed)}\n`;
    if (piece.length < PIECE) continue;
    await print(piece, io);
    piece = "";
  }
  if (piece !== "") await print(piece, io);
  const findings = [...ofFile.kept, ...desk.findings.kept].sort(compareFindings);
  if (options.out !== undefined) {
    const inputs = [source, options.plan].map((input) => resolve(io.cwd, input));
    await writeFiles([{ path: resolve(io.cwd, options.out), text: `${rows.join("\n")}\n` }], inputs);
  }
  if (format === "json") {
    io.stdout.write(
      jsonText({
        ...tallyFields(desk.tally),
        routes: fields,
        findings: [...run.before, ...findings].map(findingFields),
      }),
    );
  } else {
    warn(findings, options, io);
    if (format === "text") {
      const inputs = [...run.inputs, `requests ${nameOf(source)}: ${whole(reading.about().rows)} rows`];
      const written = options.out === undefined ? {} : { writtenTo: options.out };
      io.stdout.write(routeText(desk.tally, { inputs, unclear: desk.unclear, ...written }, styleFor(options, io)));
    }
  }
  return exitCodeFor([...run.before, ...findings], options.failOn);
}

const PIECE = 64 * 1024;

function tallyFields({ requests, unclear, byType, byConfidence, people }: RouteTally) {
  return {
    requests,
    unclear,
    by_type: Object.fromEntries(
      [...byType].map(([type, tally]) => [
        type,
        {
          by_type: tally.given,
          by_words: tally.byWords,
          unclear: tally.unclear,
          handled_by: Object.fromEntries(tally.handledBy),
        },
      ]),
    ),
    by_confidence: Object.fromEntries(byConfidence),
    people: people.map(({ id, name, seats, handles, asDeputy, informed }) => ({
      ...{ id, name, seats: [...seats], handles, as_deputy: asDeputy, informed },
    })),
  };
}

/** Each line is answered before the next one is read: a hook waits for it. */
async function routeStream(
  source: Source,
  desk: RequestDesk,
  run: Run,
  options: RouteOptions,
  io: Io,
): Promise<ExitCode> {
  if (options.out !== undefined)
    throw new UsageError("--out does not go with a stream: its answers go to standard output");
  if (options.format === "text") throw new UsageError("a stream is answered as csv or jsonl");
  const { encoding, delimiter, dateOrder, columns } = fileOptions(run.config, "requests");
  const stream =
    typeof source === "string" ? { name: source, stream: createReadStream(resolve(io.cwd, source)) } : source;
  const lines = readRequestLines(stream, {
    ...(columns && { columns }),
    ...(encoding && { encoding }),
    ...(delimiter && { delimiter }),
    ...(dateOrder && { dateOrder }),
  });
  let form: LineForm = options.json ? "jsonl" : ((options.format as LineForm | undefined) ?? "csv");
  const shown = new Map<string, number>();
  for await (const event of lines) {
    if ("failure" in event) return stop(event.failure, options, io);
    if ("form" in event) {
      if (options.format === undefined && !options.json) form = event.form;
      if (form === "csv") await print(`${routeHeader}\n`, io);
      continue;
    }
    const { routed, findings } = desk.take(event.request);
    await print(`${form === "csv" ? routeCsvRow(routed) : routeJsonLine(routed)}\n`, io);
    warn(
      findings.filter((finding) => isFresh(finding, shown)),
      options,
      io,
    );
  }
  return exitCodeFor([...run.before, ...desk.findings.kept], options.failOn);
}

/** A stream may have the same problem in every line: of each kind the first few are said, and every line has its reason anyway. */
const SAID_PER_CODE = 20;

/** Of an old plan it is enough to hear once. */
const REQUEST_AFTER_PLAN = "EB855";

function isFresh({ code, severity }: Finding, shown: Map<string, number>): boolean {
  const count = (shown.get(code) ?? 0) + 1;
  shown.set(code, count);
  return count <= (severity === "info" || code === REQUEST_AFTER_PLAN ? 1 : SAID_PER_CODE);
}

async function print(text: string, io: Io): Promise<void> {
  if (!io.stdout.write(text)) await once(io.stdout, "drain");
}
