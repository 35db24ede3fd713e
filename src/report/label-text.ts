import type { LabelName } from "../domain/label.ts";
import type { ClientProfile } from "../domain/profile.ts";
import { cutTo, padEnd, padStart } from "./layout.ts";
import type { TextStyle } from "./plan-text.ts";
import { safeText } from "./safe-text.ts";
import { reasonInShort } from "./signal-words.ts";

/** So many lines are written at a time. */
const LINES_A_PIECE = 1000;

/** How many clients have each label. */
export type LabelCounts = Record<LabelName, number>;

/** Counts profiles as they pass. */
export function* counted(profiles: Iterable<ClientProfile>, counts: LabelCounts): Generator<ClientProfile> {
  for (const profile of profiles) {
    counts[profile.label.name]++;
    yield profile;
  }
}

/** The terminal report of `evenbook label`, in pieces: a line a client, the strongest reasons beside it. */
export function* labelLines(profiles: Iterable<ClientProfile>, style: TextStyle): Generator<string> {
  const head = `${padEnd("client", 13)}${padEnd("name", 20)}${padEnd("label", 14)}${padStart("score", 5)} ${padEnd("sure", 7)}${padEnd("complex", 8)}reasons`;
  let lines = [style.paint.dim(head)];
  for (const profile of profiles) {
    lines.push(lineOf(profile, style));
    if (lines.length < LINES_A_PIECE) continue;
    yield `${lines.join("\n")}\n`;
    lines = [];
  }
  yield `${[...lines, ""].join("\n")}\n`;
}

/** Its last lines, also where the rest is `writtenTo` a file. */
export function labelSummary(counts: LabelCounts, writtenTo?: string): string {
  const where =
    writtenTo === undefined
      ? "--out FILE writes labels.csv with every signal and reason."
      : `Written to ${safeText(writtenTo)} with every signal and reason.`;
  return `${counts.transactional} transactional, ${counts.consultative} consultative.\n${where}\n`;
}

function lineOf({ client, label, complexity }: ClientProfile, { width, paint }: TextStyle): string {
  const reasons = [...(label.note === undefined ? [] : [label.note]), ...label.reasons.map(reasonInShort)].join("; ");
  const name = label.name === "consultative" ? paint.magenta(padEnd(label.name, 14)) : padEnd(label.name, 14);
  return (
    `${padEnd(cutTo(client.id, 12), 13)}${padEnd(cutTo(client.name, 19), 20)}${name}${padStart(String(label.score), 5)} ` +
    `${padEnd(label.confidence, 7)}${padEnd(String(complexity.score), 8)}${paint.dim(cutTo(reasons, width - 67))}`
  );
}
