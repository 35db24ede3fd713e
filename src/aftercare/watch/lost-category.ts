import type { Day } from "../../domain/day.ts";
import type { AlertFigures } from "./alert.ts";
import { logGamma } from "./distributions.ts";
import { silenceOf } from "./silence.ts";
import type { Outcome, Tested, WatchedClient, WatchPeriod } from "./subject.ts";

type Figures = Extract<AlertFigures, { kind: "lost_category" }>;

/** Fewer purchases, or all of them within half a year, may have been one project. */
const FEWEST_TIMES = 7;
const SHORTEST_SPAN = 180;
/** So often it must have ordered other things since. */
const FEWEST_ORDERS_SINCE = 3;
/** A category of less value is a trifle. */
const LEAST_SHARE = 0.05;
const YEAR = 365;

/** Order days of one client with the categories of each. */
interface DayOfCategories {
  readonly day: Day;
  readonly categories: Set<number>;
}

/**
 * A category lost while others go on: it was bought again and again over half a year or more, and not on the last order days. How unlikely that is by its own
 * rhythm is the largest of three chances: each order day has it or not at random, with a share known from its own days only (beta-binomial); the rhythm
 * of the order days between two purchases (`silenceOf`), which is far looser where a category comes in clumps; and that of the calendar days. A client's
 * categories share the level, so that one with many is no more likely to be called.
 */
export function lostCategory(
  client: WatchedClient,
  period: WatchPeriod,
  level: number,
  names: readonly string[],
): Outcome<Figures> {
  const days = daysOf(client);
  const places = placesOf(days);
  const regular = [...places].filter(([, at]) => isRegular(at, days));
  if (regular.length === 0) return undefined;
  const found = regular.flatMap(([category, at]) => {
    const one = judge(category, at, days, client, period, level / regular.length, names);
    return one ? [one] : [];
  });
  return found.sort((a, b) => b.stake - a.stake || (a.figures.category < b.figures.category ? -1 : 1))[0] ?? null;
}

function daysOf({ purchases }: WatchedClient): DayOfCategories[] {
  const days: DayOfCategories[] = [];
  for (const { day, categories } of purchases.orders) {
    const last = days.at(-1);
    if (last?.day === day) for (const one of categories) last.categories.add(one);
    else days.push({ day, categories: new Set(categories) });
  }
  return days;
}

/** For each category the positions of its days. */
function placesOf(days: readonly DayOfCategories[]): ReadonlyMap<number, number[]> {
  const places = new Map<number, number[]>();
  days.forEach(({ categories }, at) => {
    for (const one of categories) {
      const known = places.get(one);
      if (known) known.push(at);
      else places.set(one, [at]);
    }
  });
  return places;
}

const dayAt = (days: readonly DayOfCategories[], at: number | undefined) => days[at ?? 0]?.day ?? (0 as Day);

function isRegular(places: readonly number[], days: readonly DayOfCategories[]): boolean {
  return places.length >= FEWEST_TIMES && dayAt(days, places.at(-1)) - dayAt(days, places[0]) >= SHORTEST_SPAN;
}

function judge(
  category: number,
  places: readonly number[],
  days: readonly DayOfCategories[],
  client: WatchedClient,
  { since, asOf }: WatchPeriod,
  level: number,
  names: readonly string[],
): Tested<Figures> | undefined {
  const last = places.at(-1) ?? 0;
  const lastDay = dayAt(days, last);
  const chance = chanceOf(places, days, days.length - 1 - last, asOf - lastDay);
  if (chance > level || days.length - 1 - last < FEWEST_ORDERS_SINCE) return undefined;
  const { value, share } = worth(client, category, lastDay);
  if (share < LEAST_SHARE) return undefined;
  const daysBefore = days.filter(({ day }, at) => at > last && day < since).length;
  const older = daysBefore >= FEWEST_ORDERS_SINCE && chanceOf(places, days, daysBefore, since - 1 - lastDay) <= level;
  return {
    figures: {
      ...{ kind: "lost_category", category: names[category] ?? "", times: places.length },
      ...{ orderDays: last - (places[0] ?? 0) + 1, daysWithout: days.length - 1 - last, value12m: value },
    },
    ...{ chance, since: lastDay, stake: value, older },
  };
}

/** @param without order days since the last with the category. @param silentDays calendar days since. */
function chanceOf(
  places: readonly number[],
  days: readonly DayOfCategories[],
  without: number,
  silentDays: number,
): number {
  const gaps = places.slice(1).map((at, index) => at - (places[index] ?? 0));
  const dayGaps = places.slice(1).map((at, index) => dayAt(days, at) - dayAt(days, places[index]));
  const between = (places.at(-1) ?? 0) - (places[0] ?? 0) + 1;
  return Math.max(
    noneOf(without, places.length + 0.5, between - places.length + 0.5),
    silenceOf(gaps, without)?.chance ?? 1,
    silenceOf(dayGaps, silentDays)?.chance ?? 1,
  );
}

/** Chance of none in `trials` days, the share being beta distributed with shapes a and b (Jeffreys' prior): B(a, b + trials) / B(a, b). */
function noneOf(trials: number, a: number, b: number): number {
  return Math.exp(logGamma(b + trials) - logGamma(b) + logGamma(a + b) - logGamma(a + b + trials));
}

/** Cents of the category in the 12 months up to its last day, and its share of all that was bought then. */
function worth(
  { lines }: WatchedClient,
  category: number,
  lastDay: Day,
): { readonly value: number; readonly share: number } {
  let [value, all] = [0, 0];
  for (let at = 0; at < lines.count; at++) {
    const [day, amount] = [lines.day[at] as number, lines.amount[at] as number];
    if (day <= lastDay - YEAR || day > lastDay || amount <= 0) continue;
    all += amount;
    if (lines.category[at] === category) value += amount;
  }
  return { value, share: all > 0 ? value / all : 0 };
}
