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

/** "12 clients change hands from A to B; 148 stay as they are." */
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
  const count = (number: number, words: string) => (number > 0 ? [`${number} ${words}.`] : []);
  return [
    `${moved.length} ${moved.length === 1 ? "client leaves its seller" : "clients leave their seller"}: ${forced} forced, ${moved.length - forced} chosen, ` +
      `revenue of ${moneyText(cents, document.currency)}.`,
    ...count(fresh, "had no seller and get one"),
    ...count(desks.length - firstDesks, "leave their desk specialist"),
    ...count(firstDesks, "had no desk specialist and get one"),
    `${same} stay as they are.`,
  ].join(" ");
}

export function nameOf(who: DiffDocument["clients"][number]["from"]): string {
  return who?.rep_name ?? "nobody";
}
