import type { Bonus } from "../../aftercare/bonus/make-bonus.ts";
import { sellerMix } from "../../aftercare/bonus/mix.ts";
import type { BonusComponent } from "../../aftercare/bonus/pay-line.ts";
import type { RepId } from "../../domain/ids.ts";
import { cutTo, padEnd, padStart, wrap } from "../layout.ts";
import { percent } from "../numbers.ts";
import type { TextStyle } from "../plan-text.ts";
import { safeText } from "../safe-text.ts";
import type { BonusNames } from "./bonus-csv.ts";
import { type SellerRates, schemeSays } from "./mix-words.ts";
import { payText } from "./words.ts";

/** What the report says beside the pay. */
export interface BonusTextFacts {
  readonly names: BonusNames;
  readonly rates: SellerRates;
  /** What each input was taken for, a line each. */
  readonly inputs: readonly string[];
  readonly compared?: ComparedBonus;
  readonly writtenTo?: string;
}

/** The same period by another scheme, or another period by the same. */
export interface ComparedBonus {
  readonly name: string;
  readonly bonus: Bonus;
  readonly rates: SellerRates;
}

/** The terminal report of `evenbook bonus`. */
export function bonusText(bonus: Bonus, facts: BonusTextFacts, style: TextStyle): string {
  const { width, paint } = style;
  const { currency } = facts.names;
  const indented = (text: string) =>
    wrap(safeText(text), width - 4).map((line, at) => `${at === 0 ? "  " : "    "}${line}`);
  const section = (name: string, aside: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ["", `${paint.bold(name)}${aside === "" ? "" : ` ${paint.dim(aside)}`}`, ...lines];
  const where = facts.writtenTo === undefined ? "(nothing is written)" : `written to ${safeText(facts.writtenTo)}`;
  const says = schemeSays(bonus.lines, facts.rates, currency);
  return `${[
    paint.bold(`evenbook bonus for ${bonus.period.name}: ${payText(bonus.total, currency)}`) + paint.dim(` ${where}`),
    ...section("Inputs", "as understood", facts.inputs.flatMap(indented)),
    ...section(
      "Sellers",
      [currency, "new: share from new clients and projects"].filter(Boolean).join("; "),
      sellerLines(bonus, facts, style),
    ),
    ...section("Desk", currency, deskLines(bonus, facts, style)),
    ...section("Paid to nobody", "the findings say why", unpaidLines(bonus, currency).flatMap(indented)),
    ...section("What the scheme says to people", "", says.flatMap(indented)),
    ...(facts.compared ? comparedLines(bonus, facts.compared, facts, style, indented) : []),
    ...section("Next", "", [
      ...indented(
        facts.writtenTo === undefined
          ? "add --out DIR to write bonus.csv, a statement for each rep, and bonus.json; --compare other.yaml shows another scheme, --compare last-quarter the quarter before"
          : "bonus.csv has every line with base, rate, amount and reason; statements/ has a page for each rep",
      ),
    ]),
  ].join("\n")}\n`;
}

const NAME = 22;
const COLUMN = 13;

function sellerLines(bonus: Bonus, { names }: BonusTextFacts, { paint }: TextStyle): string[] {
  const sellers = idsOf(bonus, "seller");
  if (sellers.length === 0) return [];
  const heads = ["new clients", "projects", "old volume", "sum"].map((head) => padStart(head, COLUMN)).join("");
  const row = (name: string, amounts: readonly number[], share: number) =>
    `  ${padEnd(cutTo(name, NAME - 3), NAME - 2)}${amounts.map((cents) => padStart(payText(cents), COLUMN)).join("")}${padStart(Number.isNaN(share) ? "" : percent(share), 6)}`;
  const rowOf = (id: RepId | undefined, name: string) => {
    const { of, newShare } = sellerMix(bonus.lines, id);
    const own = bonus.lines.filter((line) => line.seat === "seller" && (id === undefined || line.repId === id));
    const sum = own.reduce((total, { amount }) => total + amount, 0);
    return row(name, [of.first_half_year.amount, of.project.amount, of.old_volume.amount, sum], newShare);
  };
  const capped = bonus.lines.filter(({ component }) => component === "cap");
  return [
    paint.dim(`  ${padEnd("", NAME - 2)}${heads}${padStart("new", 6)}`),
    ...sellers.map((id) => rowOf(id, names.rep(id))),
    rowOf(undefined, "all sellers"),
    ...(capped.length > 0
      ? [`  ${capped.map(({ repId }) => cutTo(names.rep(repId), 30)).join(", ")}: the sum is held at the cap`]
      : []),
  ];
}

function deskLines(bonus: Bonus, { names }: BonusTextFacts, { paint, width }: TextStyle): string[] {
  const desk = idsOf(bonus, "desk");
  if (desk.length === 0) return [];
  return desk.flatMap((id) => {
    const own = bonus.lines.filter((line) => line.repId === id && line.seat === "desk");
    const sum = own.reduce((total, { amount }) => total + amount, 0);
    return [
      `  ${padEnd(cutTo(names.rep(id), NAME + 7), NAME + 8)}${padStart(payText(sum), COLUMN)}`,
      ...own.flatMap(({ component, amount, reason }) => {
        const words: Partial<Record<BonusComponent, string>> = { accuracy: "accuracy", requests_in_time: "in time" };
        const head = `    ${padEnd(words[component] ?? component, 10)}`;
        const [first = "", ...more] = wrap(safeText(reason), width - 32);
        return [
          paint.dim(`${head}${padStart(payText(amount), 12)}  ${first}`),
          ...more.map((line) => paint.dim(`${" ".repeat(28)}${line}`)),
        ];
      }),
    ];
  });
}

function unpaidLines({ unpaid }: Bonus, currency: string): string[] {
  return unpaid.map(
    ({ why, amount, lines, examples }) =>
      `${payText(amount, currency)} in ${lines} ${lines === 1 ? "line" : "lines"}: ${why} (${examples.join(", ")})`,
  );
}

function comparedLines(
  bonus: Bonus,
  compared: ComparedBonus,
  { names, rates }: BonusTextFacts,
  { paint }: TextStyle,
  indented: (text: string) => string[],
): string[] {
  const { currency } = names;
  const other = new Map(compared.bonus.totals.map(({ repId, amount }) => [repId, amount as number]));
  const here = new Map(bonus.totals.map(({ repId, amount }) => [repId, amount as number]));
  const ids = [...new Set([...here.keys(), ...other.keys()])];
  const row = (name: string, one: number, two: number) =>
    `  ${padEnd(cutTo(name, NAME - 1), NAME)}${[one, two, one - two].map((cents) => padStart(payText(cents), COLUMN)).join("")}`;
  const share = (lines: Bonus["lines"]) => {
    const { newShare } = sellerMix(lines);
    return Number.isNaN(newShare) ? "nothing" : percent(newShare);
  };
  const name = safeText(compared.name);
  return [
    "",
    paint.bold("Compared") + paint.dim(` with ${name}: ${payText(compared.bonus.total, currency)}`),
    paint.dim(`  ${padEnd("", NAME)}${["here", "there", "difference"].map((head) => padStart(head, COLUMN)).join("")}`),
    ...ids.map((id) => row(names.rep(id), here.get(id) ?? 0, other.get(id) ?? 0)),
    row("all", bonus.total, compared.bonus.total),
    ...indented(
      `new clients and projects earn ${share(bonus.lines)} of the sellers' pay here, ${share(compared.bonus.lines)} there`,
    ),
    ...lackingLines(compared.bonus, bonus, currency).flatMap(indented),
    ...(sameRates(rates, compared.rates)
      ? []
      : schemeSays(compared.bonus.lines, compared.rates, currency)
          .slice(-2, -1)
          .flatMap((text) => indented(`there ${text}`))),
  ];
}

/** A quarter without its plan pays little: that is no comparison, and has to be said. */
function lackingLines(there: Bonus, here: Bonus, currency: string): string[] {
  const noPlan = (bonus: Bonus) => bonus.unpaid.find(({ why }) => why === "no plan")?.amount ?? 0;
  const amount = noPlan(there);
  return amount === noPlan(here) || amount === 0
    ? []
    : [
        `there ${payText(amount, currency)} of revenue is paid to nobody because no plan holds: give that quarter's plan with --plan too`,
      ];
}

function sameRates(a: SellerRates, b: SellerRates): boolean {
  return (
    a.old_volume_rate === b.old_volume_rate &&
    a.first_half_year_rate === b.first_half_year_rate &&
    a.project_rate === b.project_rate
  );
}

/** In the order of the totals. */
function idsOf({ lines }: Bonus, seat: "seller" | "desk"): RepId[] {
  return [...new Set(lines.filter((line) => line.seat === seat).map(({ repId }) => repId))];
}
