import type { Bonus } from "../../aftercare/bonus/make-bonus.ts";
import { type BonusComponent, type PayLine, sellerComponents } from "../../aftercare/bonus/pay-line.ts";
import { deskMeasures } from "../../config/bonus.ts";
import type { RepId } from "../../domain/ids.ts";
import { markdownText } from "../check/markdown-text.ts";
import type { BonusNames } from "./bonus-csv.ts";
import { componentWords, payText, ratePercent } from "./words.ts";

const order: readonly BonusComponent[] = [...sellerComponents, ...deskMeasures, "cap", "floor"];

/** One rep's pay in Markdown: the sum, what it is made of, and every line behind it. */
export function statement(bonus: Bonus, repId: RepId, names: BonusNames): string {
  const lines = bonus.lines.filter((line) => line.repId === repId);
  const total = lines.reduce((sum, { amount }) => sum + amount, 0);
  const money = (cents: number) => payText(cents, names.currency);
  const parts = order.flatMap((component) => {
    const own = lines.filter((line) => line.component === component);
    return own.length === 0 ? [] : [{ component, lines: own }];
  });
  return [
    `# Bonus ${markdownText(bonus.period.name)}: ${markdownText(names.rep(repId))}`,
    "",
    `**${money(total)}**`,
    "",
    "| for | base | rate | amount |",
    "| --- | ---: | ---: | ---: |",
    ...parts.map(({ component, lines: own }) => summaryRow(component, own)),
    `| **sum** | | | **${payText(total)}** |`,
    ...parts.flatMap(({ component, lines: own }) => [
      "",
      `## ${capital(componentWords[component])}`,
      "",
      "| client | base | rate | amount | why |",
      "| --- | ---: | ---: | ---: | --- |",
      ...own.map((line) => detailRow(line, names)),
    ]),
    "",
    "Each component is its base times its rate, rounded to the cent, halves to the even cent; the cents of its lines go to the largest",
    "remainders, so the lines add up to it. A question? Ask for the orders of the client and the days that stand here.",
    "",
  ].join("\n");
}

function summaryRow(component: BonusComponent, lines: readonly PayLine[]): string {
  const amount = lines.reduce((sum, line) => sum + line.amount, 0);
  const [first] = lines;
  if (first?.base === undefined) return `| ${componentWords[component]} | | | ${payText(amount)} |`;
  const base = lines.reduce((sum, line) => sum + (line.base ?? 0), 0);
  return `| ${componentWords[component]} | ${payText(base)} | ${ratePercent(first.rateMillionths ?? 0)} | ${payText(amount)} |`;
}

function detailRow(line: PayLine, names: BonusNames): string {
  const client =
    line.clientId === undefined ? "" : `${markdownText(names.client(line.clientId))} (${markdownText(line.clientId)})`;
  const base = line.base === undefined ? "" : payText(line.base);
  const rate = line.rateMillionths === undefined ? "" : ratePercent(line.rateMillionths);
  return `| ${client} | ${base} | ${rate} | ${payText(line.amount)} | ${markdownText(line.reason)} |`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
