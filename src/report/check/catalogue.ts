import type { Finding } from "../../domain/finding.ts";
import type { RuleCard } from "../../rules/rule.ts";
import type { CheckReport } from "./check-report.ts";

/** Every code once, sorted: the catalogue's cards, and a card made of a finding for each code that the catalogue lacks. */
export function cardsByCode({ catalogue, findings }: CheckReport): ReadonlyMap<string, RuleCard> {
  const cards = new Map<string, RuleCard>();
  for (const card of catalogue) if (!cards.has(card.code)) cards.set(card.code, card);
  for (const finding of findings) if (!cards.has(finding.code)) cards.set(finding.code, cardOf(finding));
  return new Map([...cards].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function cardOf({ code, name, severity }: Finding): RuleCard {
  return { code, name, severity, what: name, why: name, wrong: "", right: "", options: [] };
}
