import type { RuleCard } from "../../rules/rule.ts";
import { wrap } from "../layout.ts";
import type { TextStyle } from "../plan-text.ts";
import { rulePageName, ruleParts } from "../rule-page.ts";

/** A code's card as one JSON document. */
export function codeDocument(card: RuleCard) {
  const { code, name, severity, what, why, wrong, right, options, judged } = card;
  return {
    explains: "code" as const,
    ...{ code, name, severity, what, why, wrong, right, options },
    judged_by_check: judged !== false,
    page: `docs/rules/${rulePageName(card)}`,
  };
}

/** The page of a code for the terminal: the same parts as docs/rules has. */
export function codeText(card: RuleCard, { width, paint }: TextStyle): string {
  const { title, severity, what, parts } = ruleParts(card);
  const body = (text: string) =>
    text
      .split("\n")
      .flatMap((line) => (text.includes("\n") ? [`  ${line}`] : wrap(line, width - 2).map((one) => `  ${one}`)));
  const plain = (text: string) => text.replaceAll("`", "");
  return `${[
    [
      paint.bold(title),
      ...wrap(plain(severity), width - 2).map((line) => paint.dim(`  ${line}`)),
      ...body(plain(what)),
    ],
    ...parts.map(({ heading, text }) => [paint.bold(heading), ...body(plain(text))]),
  ]
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}
