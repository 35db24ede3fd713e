import { drawable } from "../drawable.ts";
import { bar, cutTo, padEnd, padStart, wrap } from "../layout.ts";
import { hoursText, moneyText, percent, whole } from "../numbers.ts";
import type { TextStyle } from "../plan-text.ts";
import { isLimitTerm, passedText, pointsText, termText } from "./candidate-text.ts";
import { indented, planWords } from "./client-text.ts";
import type { RepDocument } from "./rep-document.ts";

type SeatFields = RepDocument["seats"][number];
type Entry = SeatFields["came"][number];

/** Longest lists; --json has all. */
const MOST_CLIENTS = 20;

/** `evenbook explain REP` for the terminal. */
export function repText(explained: RepDocument, style: TextStyle): string {
  const document = drawable(explained);
  const sections = [
    heading(document, style),
    book(document, style),
    ...document.seats.flatMap((seat) => seatSections(seat, document, style)),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function heading(document: RepDocument, style: TextStyle): string[] {
  const { paint, width } = style;
  const list = (words: string, all: readonly string[]) => (all.length === 0 ? [] : [`${words} ${all.join(", ")}`]);
  const facts = [
    ...list("regions", document.regions),
    ...list("languages", document.languages),
    ...list("skills", document.skills),
    ...list("industries", document.industries),
    ...(document.hire_date === null ? [] : [`hired ${document.hire_date}`]),
    ...(document.active_from === null ? [] : [`active from ${document.active_from}`]),
    ...(document.active_to === null ? [] : [`active to ${document.active_to}`]),
    ...(document.excluded ? ["excluded by the config"] : []),
  ];
  const hours =
    document.capacity_hours === document.full_quarter_hours
      ? `${hoursText(document.capacity_hours)} h in the quarter`
      : `${hoursText(document.capacity_hours)} h in the quarter, of ${hoursText(document.full_quarter_hours)} h in a full one`;
  const role = document.role === "both" ? "seller and desk" : document.role;
  return [
    paint.bold(cutTo(`${document.rep_name} (${document.rep_id}), ${document.level}, ${role}`, width)),
    ...indented(planWords(document), style).map((line) => paint.dim(line)),
    ...(facts.length === 0 ? [] : indented(facts.join("; "), style)),
    `  ${hours}`,
  ];
}

function book({ before, after, currency }: RepDocument, { paint, width }: TextStyle): string[] {
  const column = width - 38;
  const line = (words: string, one: string, other: string, change: string) =>
    `  ${padEnd(words, column)}${padStart(one, 12)}${padStart(other, 12)}${padStart(change, 12)}`;
  const counted = (words: string, key: "clients" | "consultative" | "too_complex") =>
    line(words, whole(before[key]), whole(after[key]), signed(after[key] - before[key], whole));
  const hours = (words: string, key: "hours" | "routine_hours") =>
    line(words, hoursText(before[key]), hoursText(after[key]), signed(after[key] - before[key], hoursText));
  const load = (value: number | null) => (value === null ? "-" : percent(value));
  return [
    paint.bold("Book"),
    paint.dim(line("", "now", "plan", "change")),
    counted("clients", "clients"),
    counted("consultative", "consultative"),
    ...(before.too_complex + after.too_complex > 0 ? [counted("... too complex for the level", "too_complex")] : []),
    hours("hours", "hours"),
    hours("... on routine orders", "routine_hours"),
    line("hours of capacity", load(before.load), load(after.load), ""),
    line(
      `revenue 12 months${currency === "" ? "" : `, ${currency}`}`,
      moneyText(before.revenue_cents),
      moneyText(after.revenue_cents),
      signed(after.revenue_cents - before.revenue_cents, moneyText),
    ),
  ];
}

function signed(change: number, write: (value: number) => string): string {
  const text = write(change);
  return change > 0 ? `+${text}` : text;
}

function seatSections(seat: SeatFields, document: RepDocument, style: TextStyle): string[][] {
  const { paint } = style;
  const name = seat.seat === "seller" ? "Seller" : "Desk";
  const revenue = (list: readonly Entry[]) =>
    moneyText(
      list.reduce((sum, one) => sum + one.revenue_cents, 0),
      document.currency,
    );
  const forced = seat.went.filter((one) => one.forced).length;
  return [
    [paint.bold(`${name} seat: load and limits`), ...loadLines(seat, style)],
    ...listSection(`${name} seat: ${seat.came.length} came (${revenue(seat.came)})`, seat.came, "came", style),
    ...listSection(
      `${name} seat: ${seat.went.length} went, ${forced} forced (${revenue(seat.went)})`,
      seat.went,
      "went",
      style,
    ),
    ...listSection(`${name} seat: ${seat.stayed.length} stay (${revenue(seat.stayed)})`, seat.stayed, "stay", style),
    reach(seat, style),
  ];
}

const measureWords = { hours: "hours", revenue: "revenue", consultative: "consultative clients" } as const;

function loadLines({ loads, limits }: SeatFields, { width, paint }: TextStyle): string[] {
  const measures = loads.map(({ measure, before, after, target, share_before, share_after, tolerance, within }) => {
    const write = measure === "revenue" ? moneyText : measure === "hours" ? hoursText : whole;
    if (share_after === null || share_before === null) {
      return `  ${padEnd(measureWords[measure], 21)}${padStart(`${write(before)} > ${write(after)}`, 20)}  no share: no hours here`;
    }
    const verdict = within ? "even" : `outside ${percent(tolerance)}`;
    const text =
      `  ${padEnd(measureWords[measure], 21)}${padStart(`${write(before)} > ${write(after)}`, 20)}` +
      `${padStart(`of ${write(target)}`, 12)} ${padStart(`${percent(share_before)} > ${percent(share_after)}`, 12)} ${verdict}`;
    return within ? text : paint.yellow(cutTo(text, width));
  });
  const limitLines = limits.map(({ code, rule, unit, use, most }) => {
    const amounts = unit === "h" ? `${hoursText(use)} of ${hoursText(most)} h` : `${whole(use)} of ${whole(most)}`;
    const text = `  ${padEnd(`${rule} (${code})`, 41)}${padStart(amounts, 24)}  ${bar(most > 0 ? use / most : 0, 8)}`;
    return use > most + 0.005 ? paint.red(text) : text;
  });
  return [...measures, ...limitLines];
}

function listSection(
  head: string,
  entries: readonly Entry[],
  kind: "came" | "went" | "stay",
  style: TextStyle,
): string[][] {
  if (entries.length === 0) return [];
  const { paint, width } = style;
  const shown = entries.slice(0, MOST_CLIENTS);
  const lines = shown.flatMap((entry) => {
    const { client_name, client_id, label, complexity, hours, revenue_cents, forced, from, to, reason, change } = entry;
    const facts = label === "consultative" ? `consult. ${complexity}` : "transact.";
    const first =
      `  ${padEnd(cutTo(`${client_name} (${client_id})`, width - 40), width - 39)}${padEnd(facts, 13)}` +
      `${padStart(`${hoursText(hours)} h`, 8)}${padStart(moneyText(revenue_cents), 13)}`;
    if (kind === "stay") return [first];
    const other = kind === "came" ? from : to;
    const way = `${kind === "came" ? "from" : "to"} ${other === null ? "nobody" : other.rep_name}`;
    const why = change === "new" || change === "unplaced" ? reason : `${forced ? "forced" : "chosen"}: ${reason}`;
    return [first, ...wrap(`${way}; ${why}`, width - 4).map((line) => paint.dim(`    ${line}`))];
  });
  const rest = entries.length - shown.length;
  return [[paint.bold(head), ...lines, ...(rest > 0 ? [paint.dim(`  and ${rest} more: --json has all`)] : [])]];
}

/** What else the rep might have, and why not. */
function reach({ seat, reach: { others, may, stopped }, cheapest }: SeatFields, style: TextStyle): string[] {
  const { paint } = style;
  if (others === 0) return [];
  const stops = stopped.map(({ code, rule, clients }) => `${clients} by ${code} ${rule}`).join(", ");
  const offers = cheapest.map((offer) => {
    const limits = offer.passed.map(passedText);
    const dearest = offer.costs
      .filter(({ term }) => !isLimitTerm(term))
      .slice(0, 2)
      .map(termText);
    const why = [...limits, ...dearest].join("; ");
    return `${offer.client_name} (${offer.client_id}): ${pointsText(offer)}${why === "" ? "" : ` (${why})`}`;
  });
  return [
    paint.bold(`What else could come`),
    ...indented(
      `of ${others} clients with others in the ${seat} seat the rules would allow ${may}${stops === "" ? "" : `; the rest are stopped: ${stops}`}`,
      style,
    ),
    ...(offers.length === 0
      ? []
      : ["  cheapest for the plan, each alone:", ...offers.flatMap((offer) => indented(offer, style, 4))]),
  ];
}
