import { formatDay } from "../calendar/days.ts";
import type { Config } from "../config/schema.ts";
import type { Client } from "../domain/client.ts";
import type { Rep } from "../domain/rep.ts";
import type { AboutFile, AboutOrders } from "../input/index.ts";
import { moneyText, whole } from "../report/numbers.ts";
import type { InputSummary } from "../report/plan-document.ts";

/** What the report says of each input: what it was taken for, so that a wrong guess is seen before its result is believed. */
export function clientsUnderstood(about: AboutFile, clients: readonly Client[]): InputSummary {
  const owned = clients.filter((client) => client.ownerId !== undefined).length;
  return summary("clients", about, [`${whole(clients.length)} clients, ${whole(owned)} with an owner`]);
}

export function repsUnderstood(
  about: AboutFile,
  reps: readonly Rep[],
  hasLevels: boolean,
  config: Config,
): InputSummary {
  const sellers = reps.filter((rep) => rep.role !== "desk" && !rep.excluded);
  const levels = config.levels.order
    .map((level) => `${sellers.filter((rep) => rep.level === level).length} ${level}`)
    .filter((text) => !text.startsWith("0 "));
  const desk = reps.filter((rep) => rep.role !== "seller" && !rep.excluded).length;
  const excluded = reps.filter((rep) => rep.excluded).length;
  return summary("reps", about, [
    `${reps.length} reps: ${sellers.length} sellers (${levels.join(", ")}), ${desk === 0 ? "no desk" : `${desk} desk`}` +
      (excluded > 0 ? `, ${excluded} excluded` : ""),
    ...(hasLevels ? [] : ["no column for levels: they follow from hire_date (levels.by_tenure_months)"]),
  ]);
}

export function ordersUnderstood(about: AboutOrders): InputSummary[] {
  const period =
    about.firstDay === undefined || about.lastDay === undefined
      ? ""
      : `, ${formatDay(about.firstDay)} to ${formatDay(about.lastDay)}`;
  const totals = [
    `${whole(about.used.lines)} lines of ${whole(about.lines)} used${period}`,
    ...(about.unusable.lines > 0
      ? [`${whole(about.unusable.lines)} lines (${moneyText(about.unusable.amount)}) cannot be used`]
      : []),
    ...(about.skipped.lines > 0
      ? [
          `${whole(about.skipped.lines)} lines left out by status: ${about.skipped.byStatus.map((one) => one.status).join(", ")}`,
        ]
      : []),
    ...(about.repeatedLines > 0 ? [`${whole(about.repeatedLines)} lines stand in two files and count once`] : []),
  ];
  return about.files.map((file, index) => summary("orders", file, index === 0 ? totals : []));
}

export function requestsUnderstood(about: AboutFile): InputSummary {
  return summary("requests", about, [`${whole(about.rows)} requests`]);
}

export function handoffsUnderstood(about: AboutFile): InputSummary {
  return summary("handoffs", about, [`${whole(about.rows)} clients change hands`]);
}

export function visitsUnderstood(about: AboutFile): InputSummary {
  return summary("visits", about, [`${whole(about.rows)} visits`]);
}

export function projectsUnderstood(about: AboutFile): InputSummary {
  return summary("projects", about, [`${whole(about.rows)} projects`]);
}

export function overridesUnderstood(about: AboutFile): InputSummary {
  return summary("overrides", about, [`${whole(about.rows)} labels set by hand`]);
}

function summary(table: string, about: AboutFile, facts: readonly string[]): InputSummary {
  const renamed = about.mapping
    .filter((column) => column.how !== "name")
    .map((column) => `${column.field} = "${column.header}"`);
  return {
    table,
    file: about.file,
    sha256: about.sha256 ?? "",
    understood: [
      ...facts,
      form(about),
      ...layoutOf(about),
      ...(renamed.length > 0 ? [`columns taken: ${renamed.join(", ")}`] : []),
      ...(about.ignored.length > 0 ? [`columns not used: ${firstFew(about.ignored)}`] : []),
      ...about.notes,
    ],
  };
}

/** What stands around the table, where there is anything. */
function layoutOf({ titleRows, footerRows, blankRows }: AboutFile): string[] {
  const rows = (count: number) => `${count} ${count === 1 ? "row" : "rows"}`;
  const found = [
    ...(titleRows > 0 ? [`${rows(titleRows)} above the header`] : []),
    ...(footerRows > 0 ? [`${rows(footerRows)} of totals or of a footer`] : []),
    ...(blankRows > 0 ? [`${rows(blankRows)} without a value`] : []),
  ];
  return found.length === 0 ? [] : [`not data: ${found.join(", ")}`];
}

function firstFew(names: readonly string[]): string {
  const few = names.slice(0, 5).join(", ");
  return names.length > 5 ? `${few} and ${names.length - 5} more` : few;
}

/** Delimiters in words. */
export const delimiterNames: Readonly<Record<string, string>> = {
  ",": "comma",
  ";": "semicolon",
  "\t": "tab",
  "|": "bar",
};

/** Of the line ends that are worth a word. */
const lineEndNames = { CR: "lines end with CR", mixed: "lines end with CRLF and LF" } as const;

function form(about: AboutFile): string {
  const { encoding, delimiter = ",", lineEnd, compressed, decimalMarks, dateForms } = about;
  return [
    encoding?.toUpperCase() ?? "",
    delimiterNames[delimiter] ?? delimiter,
    ...(lineEnd === "CR" || lineEnd === "mixed" ? [lineEndNames[lineEnd]] : []),
    ...(compressed ? ["packed with gzip"] : []),
    ...decimalMarks.map((mark) => `decimal ${mark === "," ? "comma" : "point"}`),
    ...(dateForms.length > 0 ? [`dates ${dateForms.join(" and ")}`] : []),
  ]
    .filter((text) => text !== "")
    .join(", ");
}
