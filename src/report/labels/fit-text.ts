import { labelNames } from "../../domain/label.ts";
import { cutTo, padEnd, padStart, wrap } from "../layout.ts";
import { percent } from "../numbers.ts";
import type { TextStyle } from "../plan-text.ts";
import { safeText } from "../safe-text.ts";
import { bandWords, reasonInShort, signalWords, signedPoints } from "../signal-words.ts";
import type { FitDocument } from "./fit-document.ts";
import { scorecardYaml } from "./scorecard-yaml.ts";

const MOST_DISAGREEMENTS = 12;
/** A gain that comes by luck as often as this is said to. */
const LUCK = 0.05;

/** The terminal report of `label --fit`. `writtenTo` is where the patch was written. */
export function fitText(fit: FitDocument, style: TextStyle, writtenTo?: string): string {
  const sections = [
    heading(fit, style),
    confusion(fit, style),
    verdict(fit, style),
    ...(fit.verdict === "take" ? [changes(fit, style)] : []),
    disagreements(fit, style),
    ...(fit.verdict === "take" ? [patch(fit, style, writtenTo)] : []),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function paragraph(text: string, { width }: TextStyle): string[] {
  return wrap(text, width - 2).map((line) => `  ${line}`);
}

function heading(fit: FitDocument, style: TextStyle): string[] {
  const { transactional, consultative } = fit.clients;
  const few = fit.too_few_order_days.transactional + fit.too_few_order_days.consultative;
  const known = [
    `${transactional} transactional and ${consultative} consultative clients are known from ${safeText(fit.known_file)}`,
    ...(fit.of_overrides > 0 ? [`${fit.of_overrides} of them set by hand in the clients or overrides file`] : []),
    ...(few > 0
      ? [
          `${few} more have under ${fit.min_order_days} order days, where no points decide ` +
            `(consultative by default; ${fit.too_few_order_days.transactional} of them are known as transactional)`,
        ]
      : []),
  ];
  return [style.paint.bold("Scorecard fitted to known clients"), ...paragraph(known.join("; "), style)];
}

/** Known label against the card's, present points beside fitted ones. */
function confusion({ confusion: { before, after }, agreement, folds }: FitDocument, style: TextStyle): string[] {
  const { paint } = style;
  const cells = (one: string, two: string) => `${padStart(one, 15)}${padStart(two, 14)}`;
  const shares = (share: number) => padStart(percent(share), 29);
  return [
    `${paint.bold("Agreement")} ${paint.dim(`each client judged by points fitted without it (${folds} folds)`)}`,
    paint.dim(`  ${padEnd("", 16)}${padStart("present points say", 29)}${padStart("fitted points say", 30)}`),
    paint.dim(
      `  ${padEnd("known as", 16)}${cells("transactional", "consultative")} ${cells("transactional", "consultative")}`,
    ),
    ...labelNames.map((known) => {
      const [was, is] = [before[known], after[known]];
      return (
        `  ${padEnd(known, 16)}${cells(String(was.transactional), String(was.consultative))} ` +
        cells(String(is.transactional), String(is.consultative))
      );
    }),
    `  ${padEnd("agree", 16)}${shares(agreement.before)} ${shares(agreement.after)}`,
  ];
}

function verdict(fit: FitDocument, style: TextStyle): string[] {
  const { gained, lost, chance, seen } = fit.agreement;
  const swapped = `${gained} that yours get wrong come right, ${lost} that yours get right go wrong`;
  if (fit.verdict === "take") {
    const luck =
      chance > LUCK
        ? ` That may be luck: between cards equally good it gives such a gain ${percent(chance)} of the time. More known clients would tell.`
        : ` Between cards equally good, luck gives such a gain ${chance < 0.01 ? "less than 1%" : percent(chance)} of the time.`;
    const onSeen = ` (On the clients they were fitted to they agree with ${percent(seen)}: no forecast.)`;
    return [
      style.paint.bold("Take the fitted points"),
      ...paragraph(`They agree better: ${swapped}.${luck}${onSeen}`, style),
    ];
  }
  const why =
    fit.changes.length === 0
      ? "the known clients give no reason to change any: points drawn to some of them judge the others no better"
      : gained === lost
        ? `fitted points agree no better on clients they have not seen: ${swapped}`
        : `fitted points agree worse on clients they have not seen: ${swapped}`;
  return [style.paint.bold("Keep yours"), ...paragraph(`${why}.`, style)];
}

function changes({ changes: changed, spread }: FitDocument, { paint }: TextStyle): string[] {
  return [
    `${paint.bold("Points that change")} ${paint.dim(`plus speaks for transactional; drawn to yours, spread ${spread}`)}`,
    paint.dim(
      `  ${padEnd("signal", 32)}${padEnd("band", 24)}${padStart("clients", 7)}${padStart("yours", 7)}${padStart("fitted", 7)}`,
    ),
    ...changed.map(({ signal, at_least, below, clients, before, after }) => {
      const { name } = signalWords(signal);
      const band = bandWords({
        signal,
        ...(at_least !== null && { atLeast: at_least }),
        ...(below !== null && { below }),
      });
      const [was, is] = [signedPoints(before), signedPoints(after)];
      return `  ${padEnd(cutTo(name, 31), 32)}${padEnd(band, 24)}${padStart(String(clients), 7)}${padStart(was, 7)}${padStart(is, 7)}`;
    }),
  ];
}

function disagreements(fit: FitDocument, { width, paint }: TextStyle): string[] {
  const all = fit.disagreements;
  const card = fit.verdict === "take" ? "with the fitted points" : "with your points";
  if (all.length === 0) return [`${paint.bold("Who disagrees")} ${paint.dim(`${card}: nobody`)}`];
  const hidden = all.length - MOST_DISAGREEMENTS;
  return [
    `${paint.bold("Who disagrees")} ${paint.dim(`${card}; ${fit.threshold} is the border, the farthest off first`)}`,
    paint.dim(`  ${padEnd("client", 36)}${padEnd("known as", 15)}${padStart("score", 9)}`),
    ...all.slice(0, MOST_DISAGREEMENTS).flatMap((one) => {
      const score = fit.verdict === "take" ? `${one.score_before} > ${one.score_after}` : String(one.score_before);
      const against = one.reasons.filter(({ points }) => points > 0 === (one.computed === "transactional"));
      return [
        `  ${padEnd(cutTo(one.client_name, 35), 36)}${padEnd(one.known, 15)}${padStart(score, 9)}`,
        paint.dim(`    ${cutTo(against.map(reasonInShort).join("; "), width - 4)}`),
      ];
    }),
    ...(hidden > 0 ? [`  and ${hidden} more: --json has all`] : []),
    ...wrap(
      "Look at each: a label set in a hurry, a client that has changed, or something that no signal shows. The last kind belongs into overrides.",
      width - 2,
    ).map((line) => `  ${line}`),
  ];
}

function patch(fit: FitDocument, style: TextStyle, writtenTo: string | undefined): string[] {
  if (writtenTo !== undefined) {
    return [
      style.paint.bold("Next"),
      ...paragraph(
        `${safeText(writtenTo)} has the fitted points: put its labels: into evenbook.yaml. ` +
          `evenbook label --compare ${safeText(writtenTo)} shows who changes label.`,
        style,
      ),
    ];
  }
  return [
    `${style.paint.bold("For evenbook.yaml")} ${style.paint.dim("--out FILE writes it")}`,
    scorecardYaml(fit).trimEnd(),
  ];
}
