import type { ClientProfile } from "../domain/profile.ts";
import { cutTo, padEnd, padStart } from "./layout.ts";
import type { TextStyle } from "./plan-text.ts";
import { safeText } from "./safe-text.ts";
import { reasonInShort } from "./signal-words.ts";

/** So many lines are written at a time. */
const LINES_A_PIECE = 1000;

/**
 * The terminal summary of `evenbook label`, in pieces: a line a client, the strongest reasons beside it; the counts only when all of that is
 * `writtenTo` a file.
 */
export function* labelText(
  profiles: readonly ClientProfile[],
  style: TextStyle,
  writtenTo?: string,
): Generator<string> {
  if (writtenTo === undefined) yield* clientLines(profiles, style);
  const count = (name: string) => profiles.filter(({ label }) => label.name === name).length;
  yield `${count("transactional")} transactional, ${count("consultative")} consultative.\n`;
  yield writtenTo === undefined
    ? "--out FILE writes labels.csv with every signal and reason.\n"
    : `Written to ${safeText(writtenTo)} with every signal and reason.\n`;
}

function* clientLines(profiles: readonly ClientProfile[], style: TextStyle): Generator<string> {
  const head = `${padEnd("client", 13)}${padEnd("name", 20)}${padEnd("label", 14)}${padStart("score", 5)} ${padEnd("sure", 7)}${padEnd("complex", 8)}reasons`;
  yield `${style.paint.dim(head)}\n`;
  for (let at = 0; at < profiles.length; at += LINES_A_PIECE) {
    const lines = profiles.slice(at, at + LINES_A_PIECE).map((profile) => `${lineOf(profile, style)}\n`);
    yield lines.join("");
  }
  yield "\n";
}

function lineOf({ client, label, complexity }: ClientProfile, { width, paint }: TextStyle): string {
  const reasons = [...(label.note === undefined ? [] : [label.note]), ...label.reasons.map(reasonInShort)].join("; ");
  const name = label.name === "consultative" ? paint.magenta(padEnd(label.name, 14)) : padEnd(label.name, 14);
  return (
    `${padEnd(cutTo(client.id, 12), 13)}${padEnd(cutTo(client.name, 19), 20)}${name}${padStart(String(label.score), 5)} ` +
    `${padEnd(label.confidence, 7)}${padEnd(String(complexity.score), 8)}${paint.dim(cutTo(reasons, width - 67))}`
  );
}
