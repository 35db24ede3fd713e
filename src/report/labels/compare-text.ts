import { cutTo, padEnd, padStart, wrap } from "../layout.ts";
import type { TextStyle } from "../plan-text.ts";
import { safeText } from "../safe-text.ts";
import { reasonInShort, signedPoints, valueInWords } from "../signal-words.ts";
import type { CompareDocument } from "./compare-document.ts";

const MOST_SHOWN = 40;

/** The terminal report of `label --compare`. */
export function compareText(document: CompareDocument, style: TextStyle): string {
  const { width, paint } = style;
  const { changes } = document;
  const hidden = changes.length - MOST_SHOWN;
  const head = [paint.bold(`Labels of now and of ${cutTo(document.other, width - 22)}`), ...summary(document, style)];
  if (changes.length === 0) return `${head.join("\n")}\n`;
  const columns = `  ${padEnd("client", 36)}${padEnd("now", 15)}${padEnd("other", 15)}${padStart("score", 9)}`;
  const rows = changes.slice(0, MOST_SHOWN).flatMap((one) => {
    const score = one.score_other === null ? String(one.score_now) : `${one.score_now} > ${one.score_other}`;
    const name = padEnd(cutTo(one.client_name, 35), 36);
    return [
      `  ${name}${padEnd(one.now, 15)}${padEnd(one.other, 15)}${padStart(score, 9)}`,
      paint.dim(`    ${cutTo(why(one), width - 4)}`),
    ];
  });
  const more = hidden > 0 ? [`  and ${hidden} more: --json has all, with every reason`] : [];
  return `${[...head, "", paint.dim(columns), ...rows, ...more].join("\n")}\n`;
}

function summary(document: CompareDocument, { width }: TextStyle): string[] {
  const { changes, compared, clients, to_transactional, to_consultative, kind } = document;
  const missing = clients - compared;
  const settings = document.settings.map(({ key, now, other }) =>
    typeof now === "object" || typeof other === "object" ? key : `${key} ${now} > ${other}`,
  );
  const lines = [
    ...(kind === "labels"
      ? []
      : [settings.length === 0 ? "no setting of labels differs" : `differ: ${settings.map(safeText).join("; ")}`]),
    changes.length === 0
      ? `${compared} clients compared: all have the same label`
      : `${changes.length} of ${compared} clients have another label there: ${to_transactional} transactional, ${to_consultative} consultative`,
    ...(missing > 0 ? [`${missing} of ${clients} clients are not in it`] : []),
  ];
  return lines.flatMap((line) => wrap(line, width - 2)).map((line) => `  ${line}`);
}

/** The points that differ; where none do, what speaks for the label of now. */
function why({
  points,
  note_now,
  note_other,
  reasons_now,
  basis_now,
  now,
}: CompareDocument["changes"][number]): string {
  if (points.length > 0) {
    return points
      .map(
        ({ signal, value, now: was, other }) =>
          `${signedPoints(was)} > ${signedPoints(other)} ${valueInWords(signal, value)}`,
      )
      .join("; ");
  }
  if (note_other !== null) return note_other;
  if (basis_now !== "computed") return `now ${basis_now}${note_now === null ? "" : `: ${note_now}`}`;
  return reasons_now
    .filter((one) => one.points > 0 === (now === "transactional"))
    .map(reasonInShort)
    .join("; ");
}
