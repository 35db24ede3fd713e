import { cutTo, padEnd, wrap } from "../layout.ts";
import type { TextStyle } from "../plan-text.ts";
import { safeText } from "../safe-text.ts";
import type { SurveyDocument, SurveyedColumn, SurveyedTable } from "./survey-document.ts";

const MOST_UNUSED_SHOWN = 12;
const LABEL = 10;
const FIELD = 16;
const HEADER = 26;

/** Which file is which table, and which column which field, with sample values. */
export function surveyText(document: SurveyDocument, style: TextStyle): string {
  const { paint } = style;
  return `${[
    paint.bold(`evenbook init: what ${safeText(document.folder)} holds`),
    ...document.tables.map((table) => tableText(table, style)),
    ...(document.unused.length === 0 ? [] : [unusedText(document, style)]),
  ].join("\n\n")}\n`;
}

function tableText(table: SurveyedTable, style: TextStyle): string {
  const { paint, width } = style;
  const sureness = {
    given: paint.green,
    confirmed: paint.green,
    sure: paint.green,
    likely: paint.yellow,
    guess: paint.red,
  }[table.sureness];
  const files = table.files.map((file) => cutTo(file, width - LABEL - 12)).join(", ");
  const facts = [...table.why, table.form].flatMap((text) => wrap(safeText(text), width - LABEL - 2));
  return [
    `  ${paint.bold(padEnd(`${table.table} `, LABEL - 2))}${files}  ${sureness(table.sureness)}`,
    ...facts.map((line) => `${" ".repeat(LABEL)}${line}`),
    ...table.columns.map((column) => columnText(column, width)),
    ...notUsed(table, width).map((line) => paint.dim(line)),
  ].join("\n");
}

function columnText({ field, header, by, samples }: SurveyedColumn, width: number): string {
  const shown = by === "header" ? header : `${header} (by ${by})`;
  const start = `${" ".repeat(LABEL)}${padEnd(field, FIELD)} ${padEnd(cutTo(shown, HEADER), HEADER)} `;
  return `${start}${cutTo(samples.join(", "), width - LABEL - FIELD - HEADER - 2)}`.trimEnd();
}

function notUsed({ not_used: unused }: SurveyedTable, width: number): string[] {
  if (unused.length === 0) return [];
  const few = unused.slice(0, MOST_UNUSED_SHOWN);
  const names = few.map(({ header, samples }) => {
    const sample = samples[0] === undefined ? "empty" : cutTo(samples[0], 20);
    return `${cutTo(header, 30)} (${sample})`;
  });
  const rest = unused.length > few.length ? `, and ${unused.length - few.length} more` : "";
  return wrap(`not used: ${names.join(", ")}${rest}`, width - LABEL - 2).map((line) => `${" ".repeat(LABEL)}${line}`);
}

function unusedText({ unused }: SurveyDocument, { paint, width }: TextStyle): string {
  const few = unused.slice(0, MOST_UNUSED_SHOWN);
  const lines = few.flatMap(({ file, why }) => wrap(`${cutTo(file, 40)}: ${safeText(why)}`, width - LABEL));
  const rest = unused.length > few.length ? [`and ${unused.length - few.length} more files`] : [];
  return [`  ${paint.bold("not read")}`, ...[...lines, ...rest].map((line) => `${" ".repeat(LABEL)}${line}`)].join(
    "\n",
  );
}
