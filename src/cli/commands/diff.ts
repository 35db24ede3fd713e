import type { Finding } from "../../domain/finding.ts";
import type { ClientId, RepId } from "../../domain/ids.ts";
import type { Seat } from "../../domain/rep.ts";
import { compareFindings } from "../../input/index.ts";
import { jsonText } from "../../report/json-text.ts";
import { type DiffDocument, diffDocument } from "../../report/review/diff-document.ts";
import { diffMarkdown } from "../../report/review/diff-markdown.ts";
import { diffText } from "../../report/review/diff-text.ts";
import { type DiffSide, diffPlans } from "../../review/diff.ts";
import { presentHolders, reviewHeld } from "../../review/plan-under-review.ts";
import { presentOwnerId } from "../../rules/owner.ts";
import type { CommonOptions } from "../common-options.ts";
import { type ExitCode, exitCodeFor, type FailOn, type Io, UsageError } from "../io.ts";
import { type Prepared, prepare } from "../prepare.ts";
import { printFindings, styleFor, warn } from "../print.ts";
import { type PlanFile, readPlanFile } from "../read-plan-file.ts";
import { packageVersion } from "../version.ts";

export interface DiffOptions extends CommonOptions {
  readonly format?: "text" | "markdown" | "json";
  readonly max?: number;
  readonly failOn: FailOn;
}

/** The word that stands for the present owners. */
const PRESENT = "present";

interface ReadSide {
  readonly side: DiffSide | undefined;
  /** As the report names it. */
  readonly name: string;
  readonly findings: readonly Finding[];
}

/** `evenbook diff A [B]`: two plans, or a plan and the present owners, by figure, rep and client. With one, from the present to it. */
export async function runDiff(
  first: string,
  second: string | undefined,
  options: DiffOptions,
  io: Io,
): Promise<ExitCode> {
  const [from, to] = second === undefined ? [PRESENT, first] : [first, second];
  if (from === "-" && to === "-") throw new UsageError("only one of the two can be read from standard input");
  const { value: prepared, findings: ofInputs } = await prepare(options, io);
  if (!prepared) {
    printFindings(ofInputs, options, io);
    return 2;
  }
  const [a, b] = [await readSide(from, prepared, io), await readSide(to, prepared, io)];
  const findings = [...ofInputs, ...a.findings, ...b.findings].sort(compareFindings);
  if (!a.side || !b.side) {
    printFindings(findings, options, io);
    return 2;
  }
  const { tables, context } = prepared;
  const document = diffDocument(diffPlans(a.side, b.side), {
    ...{ version: packageVersion(), asOf: tables.asOf, context, findings },
    ...{ a: a.name, b: b.name },
  });
  if (!options.json) warn(findings, options, io);
  io.stdout.write(render(document, options, io));
  return exitCodeFor(findings, options.failOn);
}

async function readSide(name: string, prepared: Prepared, io: Io): Promise<ReadSide> {
  const company = { profiles: prepared.profiles, reps: prepared.tables.reps, context: prepared.context };
  const clients = new Map(prepared.profiles.map(({ client }) => [client.id, client]));
  const owner = (id: ClientId, seat: Seat) => {
    const client = clients.get(id);
    return client && presentOwnerId(client, seat);
  };
  if (name === PRESENT) {
    const review = reviewHeld(presentHolders(company), company);
    return { side: { review, holder: owner, isPresent: true }, name: "present owners", findings: [] };
  }
  const { value, findings } = await readPlanFile(name, prepared, io);
  if (!value) return { side: undefined, name, findings };
  const holder = (id: ClientId, seat: Seat) => (value.holders[seat] ? cellOf(value, id, seat) : owner(id, seat));
  return { side: { review: reviewHeld(value.holders, company), holder, isPresent: false }, name: value.file, findings };
}

/** The rep in the cell, also one whom the reps table does not know. */
function cellOf({ assignments }: PlanFile, id: ClientId, seat: Seat): RepId | undefined {
  const cell = assignments.rows.get(id)?.seats[seat];
  return cell?.repId ?? (cell?.written as RepId | undefined);
}

function render(document: DiffDocument, { format = "text", json, max, ...options }: DiffOptions, io: Io): string {
  if (json || format === "json") return jsonText(document);
  return format === "markdown" ? diffMarkdown(document, max) : diffText(document, styleFor(options, io), max);
}
