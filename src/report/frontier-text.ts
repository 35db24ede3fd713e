import type { FrontierDocument } from "./frontier-document.ts";
import { bar, padEnd, padStart, wrap } from "./layout.ts";
import { percent, whole } from "./numbers.ts";
import type { TextStyle } from "./plan-text.ts";

type Point = FrontierDocument["points"][number];

const BAR = 40;

/** The trade-off as a table and a chart, with the knee marked. */
export function frontierText(document: FrontierDocument, style: TextStyle): string {
  const sections = [heading(document, style), table(document, style), chart(document, style), reading(document, style)];
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function heading({ quarter, interrupted }: FrontierDocument, { paint }: TextStyle): string[] {
  return [
    `${paint.bold(`evenbook plan --frontier for ${quarter}`)} (dry run, no plan is written)`,
    ...(interrupted ? [paint.red("INTERRUPTED: the best plans found so far, not those of a whole run")] : []),
  ];
}

function table({ points, knee }: FrontierDocument, { paint }: TextStyle): string[] {
  const line = (cells: readonly string[]) =>
    padStart(cells[0] ?? "", 8) +
    [9, 9, 13, 7, 13, 7, 10].map((width, at) => padStart(cells[at + 1] ?? "", width)).join("");
  return [
    paint.dim(line(["", "revenue", "clients", "hours of", "", "revenue of"]).trimEnd()),
    paint.dim(line(["budget", "chosen", "chosen", "capacity", "CV", "share", "CV", "points"])),
    ...points.map((point) => {
      const { moves, hours_spread: hours, revenue_spread: revenue } = point;
      const total = moves.revenue_total_cents;
      const text = line([
        `${point.budget_passed ? "*" : ""}${budgetText(point)}`,
        total > 0 ? `${((moves.revenue_chosen_cents / total) * 100).toFixed(1)}%` : "-",
        whole(moves.chosen),
        range(hours),
        hours?.cv.toFixed(2) ?? "-",
        range(revenue),
        revenue?.cv.toFixed(2) ?? "-",
        whole(point.objective),
      ]);
      return point.revenue_share === knee ? paint.bold(`${text} <`) : text;
    }),
  ];
}

function range(spread: Point["hours_spread"]): string {
  return spread === null ? "-" : `${percent(spread.least)}-${percent(spread.most)}`;
}

/** Points left, of those that the smallest budget leaves. */
function chart({ points, knee, move_budget }: FrontierDocument, { paint }: TextStyle): string[] {
  const most = points[0]?.objective ?? 0;
  return [
    paint.bold(`Points left of those at ${points[0] ? budgetText(points[0]) : ""}`),
    ...points.map((point) => {
      const left = most > 0 ? point.objective / most : 0;
      const marks = [
        ...(point.revenue_share === knee ? ["knee"] : []),
        ...(point.revenue_share === move_budget.revenue_share ? ["your budget"] : []),
      ];
      const mark = marks.length > 0 ? `  < ${marks.join(", ")}` : "";
      return `${padStart(budgetText(point), 8)} ${paint.cyan(padEnd(bar(left, BAR), BAR))}${padStart(percent(left), 5)}${paint.bold(mark)}`;
    }),
  ];
}

function budgetText({ revenue_share }: Point): string {
  return `${Math.round(revenue_share * 1000) / 10}%`;
}

function reading({ points, knee }: FrontierDocument, { paint, width }: TextStyle): string[] {
  const [first] = points;
  const total = first?.moves.revenue_total_cents ?? 0;
  const forced = first && total > 0 ? first.moves.revenue_forced_cents / total : 0;
  const at = points.find(({ revenue_share }) => revenue_share === knee);
  const last = points.at(-1);
  const sentences = [
    at && last && first
      ? `Knee: up to ${budgetText(at)} each part of the budget evens much, beyond it less. ` +
        `evenbook plan with limits.move_budget.revenue_share: ${at.revenue_share} and client_share: ${at.client_share} makes that plan.`
      : "No knee: no budget stands out from the others.",
    `Forced moves (${percent(forced)} of the revenue at ${first ? budgetText(first) : "0%"}) come on top and are free. ` +
      "The clients' budget grows with the revenue's. Points never rise with a larger budget; a spread may, where another aim gains more.",
    ...(points.some(({ budget_passed }) => budget_passed)
      ? ["* More is moved than the budget allows: a limit, such as a rep's hours, could not be kept otherwise (EB303)."]
      : []),
    ...(points.some(({ kept_smaller }) => kept_smaller)
      ? ["Where the search found nothing better, the smaller budget's plan is kept; --effort thorough searches longer."]
      : []),
  ];
  return sentences.flatMap((text) => wrap(text, width - 2)).map((text) => `  ${paint.dim(text)}`);
}
