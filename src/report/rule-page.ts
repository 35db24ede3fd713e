import type { RuleCard } from "../rules/rule.ts";

/** File of a rule's page, under docs/rules. */
export function rulePageName({ code, name }: RuleCard): string {
  return `${code}-${name}.md`;
}

/** A rule in parts, for its page and for `explain CODE`. */
export function ruleParts(card: RuleCard) {
  const options = card.options.map((key) => `\`${key}\``).join(", ");
  return {
    title: `${card.code} ${card.name}`,
    severity: `Severity: ${card.severity}, unless the config says otherwise (\`rules: { ${card.code}: warning }\`).`,
    what: sentence(card.what),
    parts: [
      { heading: "Why it matters", text: sentence(card.why) },
      { heading: "Wrong", text: card.wrong },
      { heading: "Right", text: card.right },
      { heading: "Options", text: options === "" ? "None." : options },
    ],
  };
}

/** The page of one rule, made from its card: what it asks, why that matters, an example wrong and right, and its options. */
export function rulePage(card: RuleCard): string {
  const { title, severity, what, parts } = ruleParts(card);
  const shown = (heading: string, text: string) => {
    if (heading === "Options") return text === "None." ? text : `${text}: see [the config](../config.md).`;
    return heading === "Wrong" || heading === "Right" ? example(text) : text;
  };
  return [
    `# ${title}`,
    "",
    `<!-- Made from the rule's card by \`npm run docs\`. -->`,
    "",
    severity,
    "",
    what,
    "",
    ...parts.flatMap(({ heading, text }) => [`## ${heading}`, "", shown(heading, text), ""]),
  ].join("\n");
}

/** The list of all rules, by family. */
export function ruleIndex(cards: readonly RuleCard[]): string {
  const families: readonly (readonly [prefix: string, title: string])[] = [
    ["EB1", "Files and tables"],
    ["EB2", "Must rules: never broken"],
    ["EB3", "Limits: caps and budgets"],
    ["EB4", "Aims: warnings by default"],
    ["EB5", "Config, locks and baseline"],
    ["EB6", "Stale inputs"],
  ];
  const rows = (prefix: string) =>
    cards
      .filter(({ code }) => code.startsWith(prefix))
      .map(
        (card) =>
          `| [${card.code}](${rulePageName(card)}) | ${card.name} | ${card.severity} | ${sentence(card.what).replaceAll("|", "\\|")} |`,
      );
  const sections = families.flatMap(([prefix, title]) => [
    `## ${title}`,
    "",
    "| code | name | severity | what it asks |",
    "|---|---|---|---|",
    ...rows(prefix),
    "",
  ]);
  return ["# Rules and findings", "", "<!-- Made by `npm run docs`. -->", "", ...sections].join("\n");
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** Lines of a file stand in a code block, a sentence stands as it is. */
function example(text: string): string {
  return text.includes("\n") || /^[\w*]+,/.test(text) ? `\`\`\`text\n${text}\n\`\`\`` : sentence(text);
}
