import type { ClientRequest } from "../../domain/activity.ts";
import type { Day } from "../../domain/day.ts";
import type { ClientProfile } from "../../domain/profile.ts";
import type { ClientLines } from "../../history/client-lines.ts";
import {
  gapsOf,
  hasFlag,
  LineFlag,
  orderDaysOf,
  type Purchase,
  type Purchases,
  purchasesOf,
  soldWithin,
} from "../facts/purchases.ts";
import type { Peers, WhiteSpace } from "./peers.ts";

/** Something it bought regularly and buys no more. */
export interface Stopped {
  readonly name: string;
  /** Days on which it was bought, and the usual days between them. */
  readonly times: number;
  readonly usualGapDays: number;
  readonly lastDay: Day;
}

/** What a seller should know before a visit: "meet it as if it were new". */
export interface VisitSheet {
  readonly profile: ClientProfile;
  /** Last visit; absent when none is on record: then the sheet tells the last half-year. */
  readonly lastVisit?: Day;
  /** First day told. */
  readonly since: Day;
  readonly asOf: Day;
  /** Cents since, over as many days before, and over the same days a year (52 weeks) earlier; the last two absent where the history does not reach. */
  readonly spend: { readonly since: number; readonly before?: number; readonly lastYear?: number };
  readonly orders: number;
  readonly lastOrder?: Day;
  /** Usual days between orders, and the longest pause since the day told, up to now. */
  readonly rhythm?: { readonly usualGapDays: number; readonly longestGapDays: number };
  /** Categories by spend since, most first; absent without a category column. */
  readonly categories?: readonly { readonly name: string; readonly value: number; readonly isNew: boolean }[];
  readonly stoppedCategories: readonly Stopped[];
  readonly stoppedItems: readonly Stopped[];
  readonly returns: { readonly count: number; readonly value: number };
  /** Orders entered wrongly; absent where the history does not say. */
  readonly entryErrors?: number;
  readonly complaints: readonly ClientRequest[];
  readonly technical: readonly ClientRequest[];
  readonly projectRequests: readonly ClientRequest[];
  readonly quoted: number;
  readonly projects: number;
  readonly whiteSpace: WhiteSpace | undefined;
}

export interface SheetSources {
  readonly asOf: Day;
  readonly lines: ClientLines;
  readonly names: { readonly items: readonly string[]; readonly categories: readonly string[] };
  readonly columns: { readonly category: boolean; readonly error: boolean };
  readonly requests: readonly ClientRequest[];
  readonly lastVisit: Day | undefined;
  readonly peers: Peers;
}

const HALF_YEAR = 182;
const YEAR = 364;
/** Something bought on fewer days had no rhythm to stop. */
const FEWEST_TIMES = 4;
/** It stopped when nobody bought it for so many of its usual gaps, and for two months at least. */
const GAPS_SILENT = 3;
const DAYS_SILENT = 60;
const MOST_SHOWN = 5;

export function sheetOf(profile: ClientProfile, sources: SheetSources): VisitSheet {
  const { asOf, names, columns, lastVisit, peers } = sources;
  const purchases = purchasesOf(sources.lines, asOf);
  const { orders } = purchases;
  const since = ((lastVisit ?? asOf - HALF_YEAR) + 1) as Day;
  const told = orders.filter(({ day }) => day >= since);
  const requests = sources.requests.filter(({ day }) => day >= since && day <= asOf);
  const ofType = (type: ClientRequest["type"]) => requests.filter((request) => request.type === type);
  const returned = purchases.returns.filter(({ day }) => day >= since);
  const lastOrder = orders.at(-1)?.day;
  const rhythm = rhythmOf(orders, since, asOf);
  return {
    profile,
    ...(lastVisit === undefined ? {} : { lastVisit }),
    since,
    asOf,
    spend: spendOf(purchases, since, asOf),
    orders: told.length,
    ...(lastOrder === undefined ? {} : { lastOrder }),
    ...(rhythm && { rhythm }),
    ...(columns.category && { categories: categoriesOf(orders, told, since, sources) }),
    stoppedCategories: stopped(orders, (order) => order.categories, names.categories, asOf),
    stoppedItems: stopped(orders, (order) => order.items, names.items, asOf),
    returns: { count: returned.length, value: returned.reduce((sum, one) => sum + one.value, 0) },
    ...(columns.error && { entryErrors: told.filter((order) => hasFlag(order, LineFlag.enteredWrongly)).length }),
    complaints: ofType("complaint"),
    technical: ofType("technical"),
    projectRequests: ofType("project"),
    quoted: told.filter((order) => hasFlag(order, LineFlag.quote)).length,
    projects: told.filter((order) => hasFlag(order, LineFlag.project)).length,
    whiteSpace: peers.whiteSpaceOf(profile),
  };
}

function spendOf({ orders }: Purchases, since: Day, asOf: Day): VisitSheet["spend"] {
  const days = asOf - since + 1;
  const first = orders[0]?.day;
  const within = (shift: number) => soldWithin(orders, (since - shift) as Day, (asOf - shift) as Day);
  return {
    since: within(0),
    ...(first !== undefined && first <= since - days ? { before: within(days) } : {}),
    ...(first !== undefined && first <= since - YEAR ? { lastYear: within(YEAR) } : {}),
  };
}

function rhythmOf(orders: readonly Purchase[], since: Day, asOf: Day): VisitSheet["rhythm"] {
  const days = orderDaysOf(orders);
  if (days.length < FEWEST_TIMES) return undefined;
  const pauses = days.map((day, at) => ({ until: days[at + 1] ?? asOf, days: (days[at + 1] ?? asOf) - day }));
  const recent = pauses.filter(({ until }) => until >= since).map((pause) => pause.days);
  return { usualGapDays: middle(gapsOf(days)), longestGapDays: Math.max(0, ...recent) };
}

function categoriesOf(
  orders: readonly Purchase[],
  told: readonly Purchase[],
  since: Day,
  { lines, names }: SheetSources,
) {
  const before = new Set(orders.filter(({ day }) => day < since).flatMap(({ categories }) => [...categories]));
  const values = new Map<number, number>(told.flatMap(({ categories }) => [...categories].map((one) => [one, 0])));
  for (let at = 0; at < lines.count; at++) {
    const [category, day, amount] = [lines.category[at] as number, lines.day[at] as number, lines.amount[at] as number];
    const known = values.get(category);
    if (known !== undefined && day >= since && amount > 0) values.set(category, known + amount);
  }
  return [...values]
    .map(([category, value]) => ({ name: names.categories[category] ?? "", value, isNew: !before.has(category) }))
    .sort((a, b) => b.value - a.value || (a.name < b.name ? -1 : 1));
}

/** What was bought on four days or more and not for three of its usual gaps, while the client bought other things; most often bought first. */
function stopped(
  orders: readonly Purchase[],
  thingsOf: (order: Purchase) => ReadonlySet<number>,
  names: readonly string[],
  asOf: Day,
): Stopped[] {
  const daysOf = new Map<number, Day[]>();
  for (const order of orders) {
    for (const thing of thingsOf(order)) {
      const days = daysOf.get(thing);
      if (!days) daysOf.set(thing, [order.day]);
      else if (days.at(-1) !== order.day) days.push(order.day);
    }
  }
  const lastOrder = orders.at(-1)?.day ?? asOf;
  return [...daysOf]
    .filter(([, days]) => days.length >= FEWEST_TIMES)
    .map(([thing, days]) => ({
      name: names[thing] ?? "",
      times: days.length,
      usualGapDays: middle(gapsOf(days)),
      lastDay: days.at(-1) as Day,
    }))
    .filter(
      ({ lastDay, usualGapDays }) =>
        lastOrder > lastDay + DAYS_SILENT / 2 && asOf - lastDay > Math.max(DAYS_SILENT, GAPS_SILENT * usualGapDays),
    )
    .sort((a, b) => b.times - a.times || b.lastDay - a.lastDay || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_SHOWN);
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
