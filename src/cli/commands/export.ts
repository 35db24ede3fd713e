import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { staleFindings } from "../../check/stale.ts";
import type { Assignments } from "../../domain/assignments.ts";
import type { Finding } from "../../domain/finding.ts";
import type { ClientId } from "../../domain/ids.ts";
import { exportDocument } from "../../export/export-document.ts";
import { fileBytes } from "../../export/export-files.ts";
import { exportNotes, exportText } from "../../export/export-text.ts";
import { type CrmExport, makeExport } from "../../export/make-export.ts";
import { carriedColumnMissing } from "../../export/problems.ts";
import type { ExportTarget } from "../../export/target.ts";
import { exportTargets } from "../../export/targets.ts";
import { type AboutFile, compareFindings, headerKey, readAssignments, type Source } from "../../input/index.ts";
import { jsonText } from "../../report/json-text.ts";
import { whole } from "../../report/numbers.ts";
import type { CommonOptions } from "../common-options.ts";
import { type ExitCode, exitCodeFor, type FailOn, type Io, UsageError } from "../io.ts";
import { type LoadedConfig, loadConfig } from "../load-config.ts";
import { loadOwners, type Owners } from "../load-owners.ts";
import { isError, stop, styleFor, warn } from "../print.ts";
import { Rejects } from "../rejects.ts";
import { makingBeside } from "../stale-plan.ts";
import { tableFiles } from "../table-files.ts";
import { type OutputFile, writeFiles } from "../write-files.ts";

export interface ExportOptions extends CommonOptions {
  readonly to: string;
  readonly out?: string;
  readonly force?: boolean;
  readonly all?: boolean;
  readonly deskField?: string;
  readonly clientField?: string;
  readonly failOn: FailOn;
}

/** `evenbook export --to CRM FILE`: the plan's owners as a file that the CRM imports, and a file that restores the present ones. */
export async function runExport(file: string, options: ExportOptions, io: Io): Promise<ExitCode> {
  const rejects = new Rejects(options.rejects, io);
  try {
    const code = await exported(file, rejects, options, io);
    if (rejects.written !== undefined && code !== 2 && !options.quiet) io.stderr.write(`rejects: ${rejects.written}\n`);
    return code;
  } finally {
    rejects.discard();
  }
}

async function exported(file: string, rejects: Rejects, options: ExportOptions, io: Io): Promise<ExitCode> {
  const target = targetOf(options);
  const loaded = await loadConfig(options, io);
  if (!loaded.config) return stop(loaded.findings, options, io);
  const { config } = loaded;
  const files = tableFiles(options, config, loaded.folder, io, { ordersNeeded: false });
  const owners = await loadOwners(files, config, {
    keepCells: target.columns.carried !== undefined,
    deskField: deskField(options, loaded),
  });
  const inputs = [file, owners.aboutClients.file, owners.aboutReps.file, loaded.file ?? file];
  await rejects.open(inputs.map((input) => resolve(io.cwd, input)));
  await rejects.addRows(files.clients, owners.aboutClients, owners.findings);
  await rejects.addRows(files.reps, owners.aboutReps, owners.findings);
  if (owners.findings.some(isError)) {
    rejects.finish();
    return stop(owners.findings, options, io, rejects);
  }
  const source: Source = file === "-" ? { name: "standard input", stream: io.stdin } : file;
  const plan = await readAssignments(source, {
    clients: owners.clients,
    reps: owners.reps,
    columns: config.columns.assignments,
    ...(rejects.name !== undefined && { onReject: (finding, row) => rejects.add(finding, row) }),
  });
  rejects.finish();
  const headers = headersFor(target, owners, plan.value, options, loaded);
  if (!plan.value.seats.includes("seller") && headers.desk === undefined && plan.value.rows.size > 0) {
    throw new UsageError(`${file} names no sellers; name the CRM's field for the desk with --desk-field`);
  }
  const carried = carriedCells(owners, target);
  const made = makeExport({
    target,
    clients: owners.clients,
    asWritten: new Map(owners.asWritten.map((client) => [client.id, client])),
    isOwnExport: isOwnExport(owners.aboutClients, target),
    reps: owners.reps,
    assignments: plan.value,
    headers,
    ownIds: clientField(options, loaded) !== undefined,
    all: options.all === true,
    deskKnown: owners.deskKnown,
    carried: carried.cells,
  });
  const findings = [
    ...owners.findings,
    ...plan.findings,
    ...(await staleSince(file, owners, plan.value.headerPlace, io)),
    ...carried.findings,
    ...made.findings,
  ].sort(compareFindings);
  if (findings.some(isError)) return stop(findings, options, io, rejects);
  await write(made, options, inputs, io);
  print(made, findings, { owners, plan: plan.about }, options, io);
  return exitCodeFor(findings, options.failOn);
}

function targetOf({ to, clientField: field }: ExportOptions): ExportTarget {
  const target = exportTargets.find(({ name }) => name === to);
  if (target === undefined) {
    throw new UsageError(`there is no target ${to}; choose ${exportTargets.map(({ name }) => name).join(", ")}`);
  }
  if (target.columns.carried && field !== undefined) {
    throw new UsageError(
      `--client-field does not go with --to ${to}: ${target.title} finds rows by its own columns only`,
    );
  }
  return target;
}

/** The desk goes where the user says, else where the target's own export has it; nowhere when the plan has none. */
function headersFor(
  target: ExportTarget,
  { aboutClients }: Owners,
  { seats }: Assignments,
  options: ExportOptions,
  loaded: LoadedConfig,
) {
  const inExport = isOwnExport(aboutClients, target)
    ? aboutClients.mapping.find(({ field }) => field === "desk_id")?.header
    : undefined;
  const named = deskField(options, loaded) ?? inExport;
  const desk = target.columns.desk ?? (seats.includes("desk") ? named : undefined);
  return { id: clientField(options, loaded) ?? target.columns.id, ...(desk === undefined ? {} : { desk }) };
}

/** True when the owner's column of the clients file has the target's header. */
function isOwnExport(about: AboutFile, { columns }: ExportTarget): boolean {
  const owner = about.mapping.find(({ field }) => field === "owner_id");
  return owner !== undefined && headerKey(owner.header) === headerKey(columns.owner);
}

function deskField({ deskField: field }: ExportOptions, { config }: LoadedConfig): string | undefined {
  return field ?? config?.export.desk_field;
}

function clientField({ clientField: field }: ExportOptions, { config }: LoadedConfig): string | undefined {
  return field ?? config?.export.client_field;
}

/** The cells that travel unchanged, found by the target's headers. */
function carriedCells({ aboutClients, cells, clients }: Owners, target: ExportTarget) {
  const headers = target.columns.carried ?? [];
  const keys = aboutClients.header.map(headerKey);
  const positions = headers.map((header) => keys.indexOf(headerKey(header)));
  const place = { file: aboutClients.file, line: aboutClients.headerLine ?? 1, column: 1 };
  const findings = headers
    .filter((_, at) => (positions[at] as number) < 0)
    .map((header) => carriedColumnMissing(place, header, target));
  const of = (id: ClientId) => positions.map((at) => cells.get(id)?.[at] ?? "");
  const known = headers.length > 0 && findings.length === 0;
  return { findings, cells: new Map(known ? clients.map(({ id }) => [id, of(id)]) : []) };
}

/** A plan beside its summary.json says what it was made from; owners may have changed since. */
async function staleSince(file: string, owners: Owners, place: Finding["place"], io: Io): Promise<Finding[]> {
  const made = await makingBeside(file, io);
  if (made === undefined || place === undefined) return [];
  const now = [
    { table: "clients", sha256: owners.aboutClients.sha256 ?? "" },
    { table: "reps", sha256: owners.aboutReps.sha256 ?? "" },
  ];
  const inputs = [...now, ...made.inputs.filter(({ table }) => table !== "clients" && table !== "reps")];
  // An export reads neither orders nor a quarter: only owners can have changed.
  return staleFindings(made, { ...made, inputs }, place);
}

async function write(made: CrmExport, options: ExportOptions, inputs: readonly string[], io: Io): Promise<void> {
  if (options.out === undefined || made.files.length === 0) return;
  const folder = resolve(io.cwd, options.out);
  const notes = `${made.target.name}-notes.txt`;
  refuseOlderExport(folder, made, options);
  const files: OutputFile[] = made.files.map((file) => ({
    path: join(folder, file.name),
    text: fileBytes(made.target, file),
  }));
  files.push({ path: join(folder, notes), text: exportNotes(made, 100) });
  await writeFiles(
    files,
    inputs.map((input) => resolve(io.cwd, input)),
  );
}

/** The rollback file of an export that was imported must not be lost, nor parts of an older one be left beside a newer. */
function refuseOlderExport(folder: string, { target, files }: CrmExport, { out, force }: ExportOptions): void {
  if (!existsSync(folder)) return;
  const older = readdirSync(folder).filter((name) =>
    new RegExp(`^${target.name}-(owners|rollback)(-\\d+)?\\.csv$`).test(name),
  );
  if (older.length > 0 && !force) {
    throw new UsageError(`${out} holds an export for ${target.title} already; choose another folder, or add --force`);
  }
  const left = older.find((name) => !files.some((file) => file.name === name));
  if (left !== undefined) throw new UsageError(`${out} holds ${left} of an older export; move it away first`);
}

function print(
  made: CrmExport,
  findings: readonly Finding[],
  read: { readonly owners: Owners; readonly plan: AboutFile },
  options: ExportOptions,
  io: Io,
): void {
  if (options.json) {
    io.stdout.write(jsonText(exportDocument(made, findings)));
    return;
  }
  warn(findings, options, io);
  const names = new Map(read.owners.reps.map((rep) => [rep.id as string, rep.name]));
  const facts = {
    inputs: inputLines(read.owners, read.plan),
    nameOf: (id: string) => names.get(id) ?? `${id} (not in the reps file)`,
    ...(options.out === undefined ? {} : { writtenTo: options.out }),
  };
  io.stdout.write(exportText(made, facts, styleFor(options, io)));
}

function inputLines({ aboutClients, aboutReps, clients, reps }: Owners, plan: AboutFile): string[] {
  const column = (about: AboutFile, field: string) => about.mapping.find((one) => one.field === field)?.header;
  const owner = column(aboutClients, "owner_id");
  return [
    `plan     ${plan.file}: ${whole(plan.rows)} rows, sellers from ${quotedOr(column(plan, "seller_id"))}, desk from ${quotedOr(column(plan, "desk_id"))}`,
    `clients  ${aboutClients.file}: ${whole(clients.length)} clients, present owners from ${quotedOr(owner)}`,
    `reps     ${aboutReps.file}: ${whole(reps.length)} reps`,
  ];
}

function quotedOr(header: string | undefined): string {
  return header === undefined ? "no column" : `"${header}"`;
}
