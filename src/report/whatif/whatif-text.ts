import { drawable } from "../drawable.ts";
import { findingsText } from "../findings-text.ts";
import { cutTo, padEnd, padStart, wrap } from "../layout.ts";
import type { TextStyle } from "../plan-text.ts";
import { shownFindings } from "../shown-findings.ts";
import { figureRows } from "./figure-rows.ts";
import { newcomers } from "./newcomers-text.ts";
import type { WhatifDocument } from "./whatif-document.ts";

const WORDS = 30;
const COLUMN = 10;
const MOST_FINDINGS = 10;

/** The answer in the terminal: what each scenario is, the figures side by side, who joins. */
export function whatifText(answer: WhatifDocument, style: TextStyle, writtenTo?: string): string {
  const document = drawable(answer);
  const sections = [
    heading(document, style),
    legend(document, style),
    ...tables(document, style),
    notes(document, style),
    ...newcomers(document, style),
    findings(document, style),
    next(document, style, writtenTo),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function heading({ quarter, as_of, plans, input_warnings }: WhatifDocument, { paint, width }: TextStyle): string[] {
  const warnings =
    input_warnings === 0
      ? []
      : [
          `The inputs have ${input_warnings} ${input_warnings === 1 ? "finding" : "findings"}; evenbook plan shows ${input_warnings === 1 ? "it" : "them"}.`,
        ];
  const stopped = plans.some(({ interrupted }) => interrupted)
    ? [paint.red("INTERRUPTED: the best plans found so far, not those of a whole run")]
    : [];
  return [
    `${paint.bold(`evenbook whatif for ${quarter}`)} (as of ${as_of}; nothing is changed)`,
    ...stopped,
    ...warnings.flatMap((text) => wrap(text, width)),
  ];
}

/** Each scenario's letter, name and changes. */
function legend({ plans, quarter }: WhatifDocument, { paint, width }: TextStyle): string[] {
  const [, ...scenarios] = plans;
  return scenarios.flatMap((plan) => {
    const changes = plan.changes.map(({ kind, text }) => `${kind} ${text}`).join(", ");
    const other = plan.quarter === quarter ? "" : ` (planned for ${plan.quarter})`;
    const named = changes === plan.name ? [] : wrap(changes, width - 5).map((line) => `     ${paint.dim(line)}`);
    const [first = "", ...rest] = wrap(`${plan.name}${other}`, width - 5);
    return [
      `  ${padEnd(plan.key, 3)}${paint.bold(first)}`,
      ...rest.map((line) => `     ${paint.bold(line)}`),
      ...named,
    ];
  });
}

/** As many scenarios beside each other as fit; today and the unchanged plan stand in each table. */
function tables(document: WhatifDocument, { paint, width }: TextStyle): string[][] {
  const rows = figureRows(document);
  const atOnce = Math.max(1, Math.floor((width - WORDS) / COLUMN) - 2);
  const scenarios = document.plans.length - 1;
  const blocks = Math.max(1, Math.ceil(scenarios / atOnce));
  return Array.from({ length: blocks }, (_, block) => {
    const from = 2 + block * atOnce;
    const shown = [0, 1, ...Array.from({ length: Math.min(atOnce, scenarios + 2 - from) }, (__, at) => from + at)];
    const line = (words: string, cells: readonly string[]) =>
      padEnd(cutTo(`  ${words}`, WORDS), WORDS) + shown.map((at) => padStart(cells[at] ?? "", COLUMN)).join("");
    const heads = ["today", ...document.plans.map(({ key }) => key)];
    return [
      paint.bold(line("", heads)),
      ...rows.map(({ words, cells, alarming }) => {
        const text = line(words, cells);
        return alarming ? paint.red(text) : text;
      }),
    ];
  });
}

/** How to read what is easily misread. */
function notes({ plans }: WhatifDocument, { paint, width }: TextStyle): string[] {
  const sentences = [
    "today: as it is, without a plan. plan: evenbook's plan without any change.",
    ...(plans.length > 1
      ? ["Points of two columns are of two models where people or rules differ: read them with the figures above."]
      : ["Ask with --hire, --leave, --promote, --fte, --desk, --set or --scenarios FILE (docs/whatif.md)."]),
  ];
  return sentences.flatMap((sentence) => wrap(sentence, width - 2)).map((line) => `  ${paint.dim(line)}`);
}

function findings(document: WhatifDocument, style: TextStyle): string[] {
  return document.findings.length === 0
    ? []
    : [style.paint.bold("Findings"), findingsText(shownFindings(document.findings), style, MOST_FINDINGS)];
}

function next({ plans }: WhatifDocument, { paint, width }: TextStyle, writtenTo: string | undefined): string[] {
  if (plans.length < 2 && writtenTo === undefined) return [];
  const steps = [
    writtenTo === undefined
      ? "add --out DIR to write each plan to a folder of its own, DIR/plan, DIR/A ..."
      : `each plan is in a folder of its own under ${cutTo(writtenTo, 40)}: ${plans.map(({ key }) => key).join(", ")}`,
    ...adopt(plans),
  ];
  return [
    paint.bold("Next"),
    ...steps.flatMap((step) => wrap(step, width - 2).map((line, at) => `  ${at > 0 ? "  " : ""}${line}`)),
  ];
}

function adopt(plans: WhatifDocument["plans"]): string[] {
  const example = plans.find(({ reps_file }) => reps_file !== null);
  if (!example?.reps_file) {
    return ["to adopt a scenario, make its changes in reps.csv or evenbook.yaml, then: evenbook plan --out DIR"];
  }
  const { key, reps_file: file } = example;
  const settings = plans.some(({ changes }) => changes.some(({ kind }) => kind === "set"));
  return [
    `the people of ${key} are in ${file}: evenbook plan --reps ${file} makes its plan, evenbook check --reps ${file} judges it`,
    ...(settings ? ["what a scenario sets goes into evenbook.yaml"] : []),
  ];
}
