import type { ClientProfile } from "../domain/profile.ts";
import { cutTo, padEnd, padStart } from "./layout.ts";
import type { TextStyle } from "./plan-text.ts";
import { reasonWords } from "./signal-words.ts";

/** The terminal summary of `evenbook label`: a line a client, the strongest reasons beside it. */
export function labelText(profiles: readonly ClientProfile[], { width, paint }: TextStyle): string {
  const head = `${padEnd("client", 13)}${padEnd("name", 20)}${padEnd("label", 15)}${padStart("score", 5)}  ${padEnd("conf.", 7)}${padStart("complex", 7)}  ${"reasons"}`;
  const lines = profiles.map(({ client, label, complexity }) => {
    const reasons = [...(label.note === undefined ? [] : [label.note]), ...label.reasons.map(reasonWords)].join("; ");
    const name = label.name === "consultative" ? paint.magenta(padEnd(label.name, 15)) : padEnd(label.name, 15);
    return (
      `${padEnd(cutTo(client.id, 12), 13)}${padEnd(cutTo(client.name, 19), 20)}${name}${padStart(String(label.score), 5)}  ` +
      `${padEnd(label.confidence, 7)}${padStart(String(complexity.score), 7)}  ${paint.dim(cutTo(reasons, Math.max(10, width - 71)))}`
    );
  });
  const count = (name: string) => profiles.filter(({ label }) => label.name === name).length;
  return `${[paint.dim(head), ...lines].join("\n")}\n\n${count("transactional")} transactional, ${count("consultative")} consultative. --out FILE writes labels.csv with every signal and reason.\n`;
}
