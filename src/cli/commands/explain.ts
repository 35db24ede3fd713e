import type { SolveOptions } from "../../allocation/index.ts";
import { nearest } from "../../config/nearest.ts";
import type { Finding } from "../../domain/finding.ts";
import { compareFindings } from "../../input/index.ts";
import { makePlan } from "../../planning/make-plan.ts";
import { findingFields } from "../../report/finding-fields.ts";
import { jsonText } from "../../report/json-text.ts";
import { clientDocument } from "../../report/review/client-document.ts";
import { clientText } from "../../report/review/client-text.ts";
import { codeDocument, codeText } from "../../report/review/code-text.ts";
import { repDocument } from "../../report/review/rep-document.ts";
import { repText } from "../../report/review/rep-text.ts";
import { safeText } from "../../report/safe-text.ts";
import { explainClient } from "../../review/explain-client.ts";
import { explainRep } from "../../review/explain-rep.ts";
import { findSubject, idOf, nameOf, type Subject, type SubjectKind } from "../../review/find-subject.ts";
import { type PlanUnderReview, reviewHeld, reviewSolved } from "../../review/plan-under-review.ts";
import type { RuleCard } from "../../rules/rule.ts";
import { allCodes } from "../codes.ts";
import type { CommonOptions } from "../common-options.ts";
import { type ExitCode, type Io, UsageError } from "../io.ts";
import { type Prepared, prepare } from "../prepare.ts";
import { printFindings, styleFor, warn } from "../print.ts";
import { readPlanFile } from "../read-plan-file.ts";
import { SolveProgressLine } from "../solve-progress.ts";
import { packageVersion } from "../version.ts";

export interface ExplainOptions extends CommonOptions {
  /** Explain this file instead of a plan made now. */
  readonly plan?: string;
  /** What the word means, where it could mean several things. */
  readonly as?: SubjectKind | "code";
  readonly effort?: SolveOptions["effort"];
}

/** A plan that is reviewed, and where it comes from. */
interface Reviewed {
  readonly review: PlanUnderReview;
  readonly planFile?: string;
  readonly interrupted: boolean;
  readonly findings: readonly Finding[];
}

/** Others that a word fits which are named. */
const MOST_NAMED = 8;

/** `evenbook explain CLIENT|REP|CODE`: why a client's label and owner, why a rep's book, what a finding code means. */
export async function runExplain(word: string, options: ExplainOptions, io: Io): Promise<ExitCode> {
  if (options.as === undefined || options.as === "code") {
    const card = cardOf(word, options.as === "code");
    if (card) return printCode(card, options, io);
  }
  const { value: prepared, findings } = await prepare(options, io);
  if (!prepared) {
    printFindings(findings, options, io);
    return 2;
  }
  const subject = subjectOf(word, prepared, options);
  const reviewed =
    options.plan === undefined ? await solved(prepared, options, io) : await held(options.plan, prepared, io);
  if (!reviewed.review) {
    printFindings(reviewed.findings, options, io);
    return 2;
  }
  const all = [...findings, ...reviewed.findings].sort(compareFindings);
  if (!options.json) warn(all, options, io);
  print(subject, { ...reviewed, findings: all }, prepared, options, io);
  return reviewed.interrupted ? 130 : 0;
}

/** A code by itself or by the name of its rule. Codes look like nothing else; `--as client` is for a client who is called so. */
function cardOf(word: string, asked: boolean): RuleCard | undefined {
  const wanted = word.trim().toLowerCase();
  const card = allCodes.find(({ code, name }) => code.toLowerCase() === wanted || name === wanted);
  if (card || (!asked && !/^eb\d+$/.test(wanted))) return card;
  const near = nearest(
    wanted,
    allCodes.flatMap(({ code, name }) => [code, name]),
  );
  throw new UsageError(
    `there is no code ${safeText(word)}${near === undefined ? "" : `; did you mean ${near}?`} docs/rules/README.md lists all`,
  );
}

function printCode(card: RuleCard, options: ExplainOptions, io: Io): ExitCode {
  io.stdout.write(options.json ? jsonText(codeDocument(card)) : codeText(card, styleFor(options, io)));
  return 0;
}

function subjectOf(word: string, { profiles, tables }: Prepared, { as }: ExplainOptions): Subject {
  const found = findSubject(word, profiles, tables.reps, as === "code" ? undefined : as);
  if ("one" in found) return found.one;
  const asked = safeText(word);
  if ("several" in found) {
    const named = found.several.slice(0, MOST_NAMED).map((one) => `${one.kind} ${idOf(one)} (${nameOf(one)})`);
    const more = found.several.length - named.length;
    const kinds = new Set(found.several.map(({ kind }) => kind));
    const how = kinds.size > 1 ? "name the id, or add --as client or --as rep" : "name the id";
    throw new UsageError(
      `${asked} fits ${found.several.length}: ${safeText(named.join(", "))}${more > 0 ? ` and ${more} more` : ""}; ${how}`,
    );
  }
  const left = profiles.filter(({ client }) => client.ownerId === word.trim() || client.deskId === word.trim()).length;
  if (left > 0) {
    const clients = left === 1 ? "1 client that it has now goes" : `the ${left} clients that it has now go`;
    throw new UsageError(`${asked} is not in the reps table; evenbook diff PLAN shows where ${clients}`);
  }
  const near = found.nearest === undefined ? "" : `; did you mean ${safeText(found.nearest)}?`;
  throw new UsageError(`no ${as ?? "client, rep or code"} is called ${asked}${near}`);
}

async function solved(
  { profiles, tables, context, config }: Prepared,
  options: ExplainOptions,
  io: Io,
): Promise<Reviewed> {
  const progress = new SolveProgressLine(options, io);
  const result = await makePlan(profiles, tables.reps, context, {
    seed: config.seed,
    effort: options.effort ?? "normal",
    signal: io.interrupt,
    onProgress: (step) => progress.show("plan", step),
  });
  progress.end();
  return {
    review: reviewSolved(result, { profiles, reps: tables.reps, context }),
    interrupted: result.plan.proofs.some((proof) => proof.interrupted),
    findings: [],
  };
}

async function held(
  file: string,
  prepared: Prepared,
  io: Io,
): Promise<
  Reviewed | { readonly review: undefined; readonly interrupted: false; readonly findings: readonly Finding[] }
> {
  const { value, findings } = await readPlanFile(file, prepared, io);
  if (!value) return { review: undefined, interrupted: false, findings };
  const { profiles, tables, context } = prepared;
  const review = reviewHeld(value.holders, { profiles, reps: tables.reps, context });
  return { review, planFile: value.file, interrupted: false, findings };
}

function print(
  subject: Subject,
  reviewed: Reviewed,
  { tables, context }: Prepared,
  options: ExplainOptions,
  io: Io,
): void {
  const { review, planFile, interrupted, findings } = reviewed;
  const source = {
    ...{ version: packageVersion(), asOf: tables.asOf, context, interrupted },
    ...(planFile !== undefined && { planFile }),
  };
  const style = styleFor(options, io);
  if (subject.kind === "rep") {
    const document = repDocument(explainRep(subject.rep, review), source);
    io.stdout.write(
      options.json ? jsonText({ ...document, findings: findings.map(findingFields) }) : repText(document, style),
    );
    return;
  }
  const row = review.rows.get(subject.profile.client.id);
  if (!row) throw new Error(`${subject.profile.client.id} has no row in the plan`);
  const document = clientDocument(explainClient(row, review), source);
  io.stdout.write(
    options.json ? jsonText({ ...document, findings: findings.map(findingFields) }) : clientText(document, style),
  );
}
