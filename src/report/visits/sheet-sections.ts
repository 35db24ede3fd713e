import type { Stopped, VisitSheet } from "../../aftercare/visits/sheet.ts";
import { formatDay } from "../../calendar/days.ts";
import { moneyText, percent } from "../numbers.ts";
import { others } from "./alike.ts";
import { count } from "./count.ts";
import { questionsOf } from "./questions.ts";

/** A sheet in plain words, for any format: its renderer escapes them. */
export interface SheetSection {
  readonly title: string;
  readonly lines: readonly string[];
}

/** What a seller reads before a visit. */
export function sheetSections(sheet: VisitSheet, currency: string): SheetSection[] {
  return [
    { title: "What changed since the last visit", lines: changes(sheet, currency) },
    { title: "What it stopped buying", lines: stoppedLines(sheet) },
    { title: "White space", lines: whiteSpaceLines(sheet) },
    ...questionsOf(sheet, currency).map(({ kind, questions }) => ({ title: `Ask: ${kind}`, lines: questions })),
  ];
}

export function sheetHead({ profile, lastVisit, since }: VisitSheet): string {
  const { label, stage, complexity, client } = profile;
  const what = [
    `${label.name} (${label.confidence} confidence)`,
    `complexity ${complexity.score}`,
    stage,
    ...[client.industry, client.segment, client.city ?? client.region].filter((text) => text !== undefined),
  ].join(", ");
  const told =
    lastVisit === undefined
      ? `no visit on record; below, "since" is since ${formatDay(since)}`
      : `last visit ${formatDay(lastVisit)}`;
  return `${what}; ${told}`;
}

function changes(sheet: VisitSheet, currency: string): string[] {
  const { spend, orders, lastOrder, rhythm, categories, returns, entryErrors, complaints, quoted, projects } = sheet;
  if (lastOrder === undefined) return ["It has not ordered yet."];
  const change = (then: number | undefined, when: string) =>
    then === undefined ? [] : [`${moneyText(then)} ${when}${then > 0 ? ` (${signed(spend.since / then - 1)})` : ""}`];
  const compared = [
    ...change(spend.before, "in as many days before"),
    ...change(spend.lastYear, "in the same season last year"),
  ];
  const bought = categories?.filter(({ value }) => value > 0) ?? [];
  const added = bought.filter(({ isNew }) => isNew);
  return [
    `Spend ${moneyText(spend.since, currency)} in ${count(orders, "order")}${compared.length > 0 ? `; ${compared.join("; ")}` : ""}.`,
    ...(bought.length > 0
      ? [
          `Most of it: ${bought
            .slice(0, 3)
            .map(({ name, value }) => `${name} ${moneyText(value)}`)
            .join(", ")}.`,
        ]
      : []),
    ...(added.length > 0 ? [`Bought for the first time: ${added.map(({ name }) => name).join(", ")}.`] : []),
    `Last order ${formatDay(lastOrder)}${rhythm ? `; it orders every ${count(rhythm.usualGapDays, "day")} or so, the longest pause was ${count(rhythm.longestGapDays, "day")}` : ""}.`,
    ...(quoted + projects > 0 ? [`${count(quoted, "order")} on a quote, ${projects} with a project code.`] : []),
    ...(returns.count > 0
      ? [`${count(returns.count, "return or credit line")}, ${moneyText(returns.value, currency)}.`]
      : []),
    ...(entryErrors ? [`${count(entryErrors, "order")} entered wrongly by us.`] : []),
    ...complaints.map(({ day, text }) => `Complaint ${formatDay(day)}${text === undefined ? "" : `: ${text}`}`),
    ...sheet.projectRequests.map(
      ({ day, text }) => `Asked about a project ${formatDay(day)}${text === undefined ? "" : `: ${text}`}`,
    ),
    ...(sheet.technical.length > 0 ? [`${count(sheet.technical.length, "technical question")}.`] : []),
  ];
}

function stoppedLines({ stoppedCategories, stoppedItems }: VisitSheet): string[] {
  const line = (what: string) => (one: Stopped) =>
    `${what} ${one.name}: bought on ${one.times} days, every ${count(one.usualGapDays, "day")} or so, not since ${formatDay(one.lastDay)}`;
  const lines = [...stoppedCategories.map(line("category")), ...stoppedItems.map(line("item"))];
  return lines.length > 0 ? lines : ["Nothing that it bought regularly."];
}

function whiteSpaceLines({ whiteSpace, categories }: VisitSheet): string[] {
  if (whiteSpace === undefined) {
    return [
      categories === undefined
        ? "Not known: the orders have no categories."
        : "Not known: too few clients are like this one.",
    ];
  }
  const { alike, peers } = whiteSpace;
  if (whiteSpace.categories.length === 0) return [`It buys what ${peers} ${others(alike)} buy.`];
  return whiteSpace.categories.map(
    (one) =>
      `${one.name}: ${one.peers} of ${peers} ${others(alike)} buy it (${percent(one.share)}), this client has not in 12 months`,
  );
}

function signed(change: number): string {
  return `${change >= 0 ? "+" : ""}${percent(change)}`;
}
