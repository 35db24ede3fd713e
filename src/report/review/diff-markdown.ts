import { markdownText } from "../check/markdown-text.ts";
import { hoursText, moneyText } from "../numbers.ts";
import type { DiffDocument } from "./diff-document.ts";
import { changeText, figureText, isBetter, isEmpty, nameOf, summaryText, whyText } from "./diff-words.ts";

/** A comment on a pull request holds 65,536 characters; rows beyond this are counted. */
const MOST_CHARACTERS = 55_000;
const MOST_ROWS = 200;

/** `evenbook diff --format markdown`: for the comment on a pull request that changes a plan. */
export function diffMarkdown(document: DiffDocument, most = MOST_ROWS): string {
  const parts = [
    `### evenbook diff: ${markdownText(document.a)} → ${markdownText(document.b)}`,
    markdownText(summaryText(document)),
    ...(isEmpty(document) ? [] : [figures(document), reps(document), clients(document, most)]),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** Only what differs: a reviewer looks for changes. */
function figures(document: DiffDocument): string {
  const changed = document.figures.filter(({ change }) => change !== null && change !== 0);
  if (changed.length === 0) return "No figure of the plan changes.";
  const rows = changed.map((figure) => {
    const better = isBetter(figure);
    const sign = better === undefined ? "" : better ? " ✅" : " ⚠️";
    const { figure: name, unit, a, b, change } = figure;
    return `| ${markdownText(name)} | ${figureText(a, unit)} | ${figureText(b, unit)} | ${changeText(change, unit)}${sign} |`;
  });
  return ["| Figure | A | B | Change |", "|---|--:|--:|--:|", ...rows].join("\n");
}

function reps({ reps: list }: DiffDocument): string {
  if (list.length === 0) return "";
  const cell = ({ a, b, change }: DiffDocument["reps"][number]["hours"], unit: "count" | "hours" | "cents") =>
    change === 0
      ? figureText(b, unit)
      : `${figureText(a, unit)} → ${figureText(b, unit)} (${changeText(change, unit)})`;
  const rows = list.map((rep) => {
    const who = `${markdownText(rep.rep_name)} (${markdownText(rep.rep_id)})`;
    const figuresOf = [
      cell(rep.clients, "count"),
      cell(rep.hours, "hours"),
      cell(rep.revenue_cents, "cents"),
      cell(rep.consultative, "count"),
    ];
    return `| ${[who, `+${rep.came} −${rep.went}`, ...figuresOf].join(" | ")} |`;
  });
  const head = ["| Rep | Came, went | Clients | Hours | Revenue | Consultative |", "|---|---|--:|--:|--:|--:|"];
  return fitted(head, rows, MOST_ROWS, MOST_CHARACTERS / 2, "reps");
}

function clients({ clients: list }: DiffDocument, most: number): string {
  const rows = list.map((one) => {
    const cells = [
      `${markdownText(one.client_name)} (${markdownText(one.client_id)})`,
      one.seat,
      markdownText(nameOf(one.from)),
      markdownText(nameOf(one.to)),
      moneyText(one.revenue_cents),
      hoursText(one.hours),
      markdownText(whyText(one)),
    ];
    return `| ${cells.join(" | ")} |`;
  });
  const head = ["| Client | Seat | Gives | Takes | Revenue | Hours | Why |", "|---|---|---|---|--:|--:|---|"];
  return fitted(head, rows, most, MOST_CHARACTERS / 2, "clients");
}

/** A table of the rows that fit, and how many do not. */
function fitted(
  head: readonly string[],
  rows: readonly string[],
  most: number,
  characters: number,
  what: string,
): string {
  let used = 0;
  const shown = rows.slice(0, most).filter((row) => {
    used += row.length + 1;
    return used <= characters;
  });
  const rest = rows.length - shown.length;
  return [...head, ...shown, ...(rest > 0 ? ["", `And ${rest} more ${what}.`] : [])].join("\n");
}
