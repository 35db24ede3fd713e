import { drawable } from "../drawable.ts";
import { cutTo, padEnd, padStart, wrap } from "../layout.ts";
import { moneyText } from "../numbers.ts";
import type { TextStyle } from "../plan-text.ts";
import type { DiffDocument } from "./diff-document.ts";
import { changeText, figureText, isBetter, isEmpty, nameOf, summaryText, whyText } from "./diff-words.ts";

/** Clients listed unless the user says how many. */
export const MOST_CLIENTS = 20;

/** `evenbook diff` for the terminal. */
export function diffText(compared: DiffDocument, style: TextStyle, most = MOST_CLIENTS): string {
  const document = drawable(compared);
  const sections = [
    heading(document, style),
    ...(isEmpty(document) ? [] : [figures(document, style), reps(document, style), clients(document, style, most)]),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function heading(document: DiffDocument, { width, paint }: TextStyle): string[] {
  return [
    paint.bold(`evenbook diff for ${document.quarter}`),
    `  A  ${cutTo(document.a, width - 5)}`,
    `  B  ${cutTo(document.b, width - 5)}`,
    ...wrap(summaryText(document), width - 2).map((line) => `  ${line}`),
  ];
}

function figures(document: DiffDocument, { width, paint }: TextStyle): string[] {
  const column = width - 40;
  const lines = document.figures
    .filter(({ a, b }) => a !== null || b !== null)
    .map((figure) => {
      const { figure: name, unit, a, b, change } = figure;
      const better = isBetter(figure);
      const text = padStart(changeText(change, unit), 14);
      const painted = better === undefined ? text : better ? paint.green(text) : paint.yellow(text);
      return `  ${padEnd(cutTo(name, column - 1), column)}${padStart(figureText(a, unit), 12)}${padStart(figureText(b, unit), 12)}${painted}`.trimEnd();
    });
  return [
    paint.bold("Figures"),
    paint.dim(`  ${padEnd("", column)}${padStart("A", 12)}${padStart("B", 12)}${padStart("change", 14)}`),
    ...lines,
  ];
}

function reps(document: DiffDocument, { width, paint }: TextStyle): string[] {
  if (document.reps.length === 0) return [];
  const name = width - 62;
  const lines = document.reps.flatMap((rep) => {
    const row = (who: string, side: "a" | "b", came: string) =>
      `  ${padEnd(cutTo(who, name - 1), name)}${padStart(came, 12)}${padStart(figureText(rep.clients[side], "count"), 9)}` +
      `${padStart(figureText(rep.hours[side], "hours"), 11)}${padStart(figureText(rep.revenue_cents[side], "cents"), 15)}` +
      padStart(figureText(rep.consultative[side], "count"), 11);
    const change =
      `  ${padEnd("", name)}${padStart("", 12)}${padStart(changeText(rep.clients.change, "count"), 9)}` +
      `${padStart(changeText(rep.hours.change, "hours"), 11)}${padStart(changeText(rep.revenue_cents.change, "cents"), 15)}` +
      padStart(changeText(rep.consultative.change, "count"), 11);
    return [
      row(rep.rep_name, "a", `+${rep.came} -${rep.went}`),
      row(`  ${rep.rep_id}, ${rep.role === "desk" ? "desk" : rep.level}`, "b", ""),
      ...(change.trim() === "" ? [] : [paint.cyan(change.trimEnd())]),
    ];
  });
  return [
    `${paint.bold("Reps")} ${paint.dim("A, B and the change; came and went")}`,
    paint.dim(
      `  ${padEnd("", name)}${padStart("", 12)}${padStart("clients", 9)}${padStart("hours", 11)}${padStart("revenue", 15)}${padStart("consult.", 11)}`,
    ),
    ...lines,
  ];
}

function clients({ clients: list }: DiffDocument, { width, paint }: TextStyle, most: number): string[] {
  const half = Math.floor((width - 40) / 2);
  const lines = list.slice(0, most).flatMap((one) => {
    const { client_name, client_id, revenue_cents, from, to, seat } = one;
    return [
      `  ${padEnd(cutTo(client_name, 24), 25)}${padStart(moneyText(revenue_cents), 10)}  ` +
        `${cutTo(nameOf(from), half - 1)} > ${cutTo(nameOf(to), half - 1)}`,
      ...wrap(`${client_id}; ${seat === "desk" ? "desk, " : ""}${whyText(one)}`, width - 4).map((line) =>
        paint.dim(`    ${line}`),
      ),
    ];
  });
  const rest = list.length - Math.min(list.length, most);
  return [
    `${paint.bold("Clients")} ${paint.dim("sellers first, largest revenue first")}`,
    ...lines,
    ...(rest > 0 ? [paint.dim(`  and ${rest} more: --max ${list.length} or --json has all`)] : []),
  ];
}
