import { hoursText, moneyText, whole } from "../numbers.ts";
import type { DiffDocument } from "./diff-document.ts";

type Figure = DiffDocument["figures"][number];

/** A figure as people read it; "-" where it cannot be told. */
export function figureText(value: number | null, unit: Figure["unit"]): string {
  if (value === null) return "-";
  switch (unit) {
    case "count":
      return whole(value);
    case "hours":
      return hoursText(value);
    case "cents":
      return moneyText(value);
    case "share":
      return `${Math.round(value * 100)}%`;
    case "ratio":
      return value.toFixed(2);
    case "points":
      return Math.abs(value) >= 10_000 ? whole(value) : value.toFixed(1);
  }
}

/** "+12"; empty where nothing that is shown changes. */
export function changeText(value: number | null, unit: Figure["unit"]): string {
  if (value === null || value === 0) return "";
  const text = figureText(value, unit);
  return value > 0 ? `+${text}` : text;
}

/** Whether B is better by the figure; absent where neither way is. */
export function isBetter({ change, better }: Figure): boolean | undefined {
  if (better === null || change === null || change === 0) return undefined;
  return better === "less" ? change < 0 : change > 0;
}

export function isEmpty({ clients }: DiffDocument): boolean {
  return clients.length === 0;
}

/** "12 clients leave their seller: 4 forced, 8 chosen, revenue of 120,000. The same in all seats: 148." */
export function summaryText(document: DiffDocument): string {
  const { clients, clients_same: same } = document;
  if (isEmpty(document)) return `No difference: ${same} ${same === 1 ? "client" : "clients"}, each with the same reps.`;
  const ofSeat = (seat: string) => clients.filter((one) => one.seat === seat);
  const sellers = ofSeat("seller");
  const moved = sellers.filter(({ from }) => from !== null);
  const cents = moved.reduce((sum, { revenue_cents }) => sum + revenue_cents, 0);
  const forced = moved.filter((one) => one.forced).length;
  const desks = ofSeat("desk");
  const firstDesks = desks.filter(({ from }) => from === null).length;
  const fresh = sellers.length - moved.length;
  const count = (words: string, number: number) => (number > 0 ? [`${words} ${number}.`] : []);
  return [
    `${moved.length} ${moved.length === 1 ? "client leaves its seller" : "clients leave their seller"}: ${forced} forced, ${moved.length - forced} chosen, ` +
      `revenue of ${moneyText(cents, document.currency)}.`,
    ...count("First seller for", fresh),
    ...count("Another desk specialist for", desks.length - firstDesks),
    ...count("First desk specialist for", firstDesks),
    `The same in all seats: ${same}.`,
  ].join(" ");
}

export function nameOf(who: DiffDocument["clients"][number]["from"]): string {
  return who?.rep_name ?? "nobody";
}

/** "forced: complexity 60, ..."; where nobody gave or nobody was made to, the reason alone. */
export function whyText({ from, to, forced, reason }: DiffDocument["clients"][number]): string {
  if (from === null || (to === null && !forced)) return reason;
  return `${forced ? "forced" : "chosen"}: ${reason}`;
}
