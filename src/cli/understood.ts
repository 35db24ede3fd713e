import { formatDay } from "../calendar/days.ts";
import type { Config } from "../config/schema.ts";
import type { Client } from "../domain/client.ts";
import { type Override, overrideKinds } from "../domain/override.ts";
import type { Rep, Seat } from "../domain/rep.ts";
import type { AboutFile, AboutOrders, OrderCounts } from "../input/index.ts";
import { moneyText, whole } from "../report/numbers.ts";
import type { InputSummary } from "../report/plan-document.ts";

/** What the report says of each input: what it was taken for, so that a wrong guess is seen before its result is believed. */
export function clientsUnderstood(about: AboutFile, clients: readonly Client[]): InputSummary {
  const owned = clients.filter((client) => client.ownerId !== undefined).length;
  return summary("clients", about, [`${counted(clients.length, "client")}, ${whole(owned)} with an owner`]);
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
    `${counted(reps.length, "rep")}: ${counted(sellers.length, "seller")} (${levels.join(", ")}), ${desk === 0 ? "no desk" : `${desk} desk`}` +
      (excluded > 0 ? `, ${excluded} excluded` : ""),
    ...(hasLevels ? [] : ["no column for levels: they follow from hire_date (levels.by_tenure_months)"]),
  ]);
}

/** @param rejects the file that has the rows which cannot be used. */
export function ordersUnderstood(about: AboutOrders, rejects?: string): InputSummary[] {
  const byStatus = about.skipped.byStatus.map((one) => one.status).join(", ");
  const all = linesUnderstood(about, { rejects, byStatus });
  if (about.files.length === 1) return about.files.map((file) => summary("orders", file, all));
  return about.files.map((file, index) => {
    const counts = about.countsOfFiles[index];
    const own = counts ? linesUnderstood(counts, {}) : [];
    const [first = "", ...rest] = all;
    return summary("orders", file, [
      ...(index === 0 ? [`all ${about.files.length} files: ${first}`, ...rest, "of them in this file"] : []),
      ...own,
    ]);
  });
}

function linesUnderstood(
  { lines, used, unusable, skipped, repeatedLines, firstDay, lastDay }: OrderCounts,
  { rejects, byStatus }: { readonly rejects?: string | undefined; readonly byStatus?: string },
): string[] {
  const period =
    firstDay === undefined || lastDay === undefined ? "" : `, ${formatDay(firstDay)} to ${formatDay(lastDay)}`;
  const others = (count: number, one: string, many: string) => `${counted(count, "line")} ${count === 1 ? one : many}`;
  return [
    `${counted(used.lines, "line")} of ${whole(lines)} used${period}`,
    ...(unusable.lines > 0
      ? [
          `${counted(unusable.lines, "line")}${unusable.amount === 0 ? "" : ` (${moneyText(unusable.amount)})`} cannot be used` +
            (rejects === undefined ? "" : `: ${rejects} has them`),
        ]
      : []),
    ...(skipped.lines > 0
      ? [`${counted(skipped.lines, "line")} left out by status${byStatus ? `: ${byStatus}` : ""}`]
      : []),
    ...(repeatedLines > 0
      ? [
          others(
            repeatedLines,
            "is in an earlier file too and counts once",
            "are in an earlier file too and count once",
          ),
        ]
      : []),
  ];
}

export function requestsUnderstood(about: AboutFile): InputSummary {
  return summary("requests", about, [counted(about.rows, "request")]);
}

export function handoffsUnderstood(about: AboutFile): InputSummary {
  return summary("handoffs", about, [`${counted(about.rows, "client")} to hand over`]);
}

export function visitsUnderstood(about: AboutFile): InputSummary {
  return summary("visits", about, [counted(about.rows, "visit")]);
}

export function projectsUnderstood(about: AboutFile): InputSummary {
  return summary("projects", about, [counted(about.rows, "project")]);
}

export function overridesUnderstood(about: AboutFile, overrides: readonly Override[]): InputSummary {
  const counts = overrideKinds
    .map((kind) => ({ kind, count: overrides.filter((one) => one.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${whole(count)} ${kind}${count === 1 ? "" : "s"}`);
  const rows = `${whole(about.rows)} ${about.rows === 1 ? "row" : "rows"}`;
  return summary("overrides", about, [`${rows}: ${counts.length > 0 ? counts.join(", ") : "no decision that counts"}`]);
}

/** @param count assignments of the file that name somebody, by seat. */
export function keepUnderstood(about: AboutFile, count: Readonly<Record<Seat, number>>): InputSummary {
  const counted = (many: number, noun: string) => `${whole(many)} ${noun}${many === 1 ? "" : "s"}`;
  const desks = count.desk > 0 ? ` and ${counted(count.desk, "desk specialist")}` : "";
  return summary("keep", about, [`${counted(about.rows, "row")}: ${counted(count.seller, "seller")}${desks} to keep`]);
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
function layoutOf({ titleRows: above, footerRows, blankRows, hasSepLine }: AboutFile): string[] {
  const titleRows = above - (hasSepLine && above > 0 ? 1 : 0);
  const found = [
    ...(hasSepLine ? ["a sep= line"] : []),
    ...(titleRows > 0 ? [`${counted(titleRows, "row")} above the header`] : []),
    ...(footerRows > 0 ? [`${counted(footerRows, "row")} of totals or of a footer`] : []),
    ...(blankRows > 0 ? [`${counted(blankRows, "row")} without a value`] : []),
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

const lineEndNames = { LF: "LF", CRLF: "CRLF", CR: "lines end with CR", mixed: "lines end with CRLF and LF" } as const;

/** What is no `"` is worth a word. */
const quoteNames: Readonly<Record<string, string>> = { '"': "", "'": "single quotes", "": "no quotes" };

function form(about: AboutFile): string {
  const { encoding, delimiter = ",", lineEnd = "LF", quote = '"', compressed, decimalMarks, dateForms } = about;
  return [
    encoding?.toUpperCase() ?? "",
    delimiterNames[delimiter] ?? delimiter,
    lineEndNames[lineEnd],
    quoteNames[quote] ?? `quote ${quote}`,
    ...(compressed ? ["packed with gzip"] : []),
    ...decimalMarks.map((mark) => `decimal ${mark === "," ? "comma" : "point"}`),
    ...(dateForms.length > 0 ? [`dates ${dateForms.join(" and ")}`] : []),
  ]
    .filter((text) => text !== "")
    .join(", ");
}

/** "1 line", "1,204 lines". */
function counted(count: number, noun: string): string {
  return `${whole(count)} ${noun}${count === 1 ? "" : "s"}`;
}
