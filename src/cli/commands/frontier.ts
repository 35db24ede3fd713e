import { frontierOf } from "../../planning/frontier.ts";
import { frontierDocument } from "../../report/frontier-document.ts";
import { frontierText } from "../../report/frontier-text.ts";
import { jsonText } from "../../report/json-text.ts";
import { type ExitCode, type Io, UsageError } from "../io.ts";
import { prepare } from "../prepare.ts";
import { printFindings, styleFor, warn } from "../print.ts";
import { SolveProgressLine } from "../solve-progress.ts";
import { packageVersion } from "../version.ts";
import type { PlanOptions } from "./plan.ts";

const USUAL = "0,2,5,10,15,20";
const MOST = 20;

/** `evenbook plan --frontier`: how even the books get for several budgets of chosen moves. Writes nothing. */
export async function runFrontier(options: PlanOptions, io: Io): Promise<ExitCode> {
  const shares = sharesOf(options.frontier === true ? USUAL : (options.frontier ?? USUAL));
  if (options.out !== undefined || options.modelOut !== undefined) {
    throw new UsageError("--frontier compares plans and writes none: leave out --out and --model-out");
  }
  if (options.keep !== undefined || options.release !== undefined) {
    throw new UsageError("--frontier takes neither --keep nor --release: it deals out every book anew");
  }
  const { value: prepared, findings, outcome } = await prepare(options, io);
  if (!prepared) {
    printFindings(findings, options, io, outcome);
    return 2;
  }
  warn(findings, options, io);
  const { config, tables, profiles, context } = prepared;
  const progress = new SolveProgressLine(options, io);
  const frontier = await frontierOf(profiles, tables.reps, context, shares, {
    seed: config.seed,
    effort: options.effort ?? "normal",
    signal: io.interrupt,
    // Two seats for each budget share the time.
    ...(options.timeLimit === undefined ? {} : { timeLimitSeconds: options.timeLimit / (2 * shares.length) }),
    onProgress: (step) => progress.show("plan", step),
  });
  progress.end();
  const document = frontierDocument(packageVersion(), frontier, context);
  io.stdout.write(options.json ? jsonText(document) : frontierText(document, styleFor(options, io)));
  return document.interrupted ? 130 : 0;
}

/** Per cent in a list, as shares; ascending, each once. */
function sharesOf(text: string): number[] {
  const parts = text.split(/[,;]/).map((part) => part.trim().replace(/%$/, ""));
  const wrong = parts.find((part) => !/^\d{1,3}(\.\d{1,2})?$/.test(part) || Number(part) > 100);
  if (wrong !== undefined || parts.length > MOST) {
    throw new UsageError(`--frontier takes up to ${MOST} budgets in per cent of revenue: ${USUAL}`);
  }
  return [...new Set(parts.map((part) => Number((Number(part) / 100).toFixed(6))))].sort((a, b) => a - b);
}
