import type { Day } from "../../domain/day.ts";
import { hasFlag, LineFlag, type Purchase } from "../facts/purchases.ts";
import type { AlertFigures, ProjectSign } from "./alert.ts";
import { betaBinomialTail, studentTail } from "./distributions.ts";
import { percentile } from "./silence.ts";
import type { Outcome, WatchedClient, WatchPeriod } from "./subject.ts";

type Figures = Extract<AlertFigures, { kind: "project" }>;

type SignByOdds = Extract<ProjectSign, { readonly chance: number }>;

/** With fewer orders before, nothing is unusual. */
const FEWEST_ORDERS = 8;
/** An order under so many medians is no project, however even the others are. */
const FAR_ABOVE = 3;
/** Tests by odds: a large order, new categories, quotes. */
const TESTS = 3;

/** Signs of a project at one client, said by the data or told by odds. */
export interface ProjectSigns {
  /** A request of that type, a project code, a project won: no odds, the data say so. */
  readonly said: readonly ProjectSign[];
  /** By odds; `undefined` with too little history. */
  readonly tested: Outcome<Figures>;
}

/**
 * A project at a client whose orders are routine: what the data say outright, and three tests against its own orders before: the largest order against the
 * lognormal of its order values (Student's t of their logarithms, for as many orders as there were), days with a category never bought before and orders
 * with a quote against its own share of such (beta-binomial, Jeffreys' prior). The three share the level.
 */
export function projectSigns(client: WatchedClient, period: WatchPeriod, level: number): ProjectSigns {
  const { orders } = client.purchases;
  const before = orders.filter(({ day }) => day < period.since);
  const within = orders.filter(({ day }) => day >= period.since);
  const said = saidSigns(client, period, before, within);
  if (before.length < FEWEST_ORDERS) return { said, tested: undefined };
  if (within.length === 0) return { said, tested: null };
  const signs = [largeOrder(before, within), newCategories(before, within), quotes(before, within)]
    .filter((sign) => sign !== undefined)
    .filter(({ chance }) => chance <= level / TESTS);
  const [first] = signs;
  if (!first) return { said, tested: null };
  return {
    said,
    tested: {
      figures: { kind: "project", signs },
      chance: Math.min(1, TESTS * Math.min(...signs.map(({ chance }) => chance))),
      since: signs.reduce<Day>((least, { day }) => Math.min(least, day) as Day, first.day),
      stake: Math.max(...within.map(({ value }) => value)),
      older: false,
    },
  };
}

function saidSigns(
  { requests, projects }: WatchedClient,
  { since, asOf }: WatchPeriod,
  before: readonly Purchase[],
  within: readonly Purchase[],
): ProjectSign[] {
  const coded = within.filter((order) => hasFlag(order, LineFlag.project));
  // Whoever writes a code on many orders, as for a framework contract, says nothing by it.
  const usual = before.filter((order) => hasFlag(order, LineFlag.project)).length > before.length / 3;
  const [firstCoded] = coded;
  const isWithin = (day: Day) => day >= since && day <= asOf;
  return [
    ...requests
      .filter(({ type, day }) => type === "project" && isWithin(day))
      .map(({ day, text }) => ({ sign: "request" as const, day, ...(text === undefined ? {} : { text }) })),
    ...(firstCoded && !usual ? [{ sign: "project_code" as const, day: firstCoded.day, orders: coded.length }] : []),
    ...projects
      .filter(({ wonDay }) => isWithin(wonDay) && !usual)
      .map(({ id, wonDay }) => ({ sign: "won" as const, day: wonDay, projectId: id })),
  ];
}

function largeOrder(before: readonly Purchase[], within: readonly Purchase[]): SignByOdds | undefined {
  const values = before.map(({ value }) => value).filter((value) => value > 0);
  const n = values.length;
  const largest = within.reduce((most, order) => (order.value > most.value ? order : most));
  if (n < FEWEST_ORDERS || largest.value <= 0) return undefined;
  const median = percentile(values, 0.5);
  const logs = values.map(Math.log);
  const mean = logs.reduce((sum, log) => sum + log, 0) / n;
  const deviation = Math.sqrt(logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (n - 1));
  const isLarger = largest.value > Math.max(...values) && largest.value >= FAR_ABOVE * median;
  if (!isLarger || deviation === 0) return undefined;
  const tail = studentTail((Math.log(largest.value) - mean) / (deviation * Math.sqrt(1 + 1 / n)), n - 1);
  const chance = -Math.expm1(within.length * Math.log1p(-tail));
  return { sign: "large_order", day: largest.day, value: largest.value, median, chance };
}

function newCategories(before: readonly Purchase[], within: readonly Purchase[]): SignByOdds | undefined {
  const known = new Set<number>();
  const novel = (orders: readonly Purchase[]) =>
    orders.filter(({ categories }) => {
      const isNew = [...categories].some((one) => !known.has(one));
      for (const one of categories) known.add(one);
      return isNew;
    });
  // The first half of the orders makes the client known: at the beginning all is new.
  const half = before.length >> 1;
  novel(before.slice(0, half));
  const newBefore = novel(before.slice(half)).length;
  const newWithin = novel(within);
  const [first] = newWithin;
  if (!first) return undefined;
  const chance = ofShare(newWithin.length, within.length, newBefore, before.length - half);
  return { sign: "new_categories", day: first.day, days: newWithin.length, chance };
}

function quotes(before: readonly Purchase[], within: readonly Purchase[]): SignByOdds | undefined {
  const quoted = (orders: readonly Purchase[]) => orders.filter((order) => hasFlag(order, LineFlag.quote));
  const now = quoted(within);
  const [first] = now;
  if (!first) return undefined;
  const chance = ofShare(now.length, within.length, quoted(before).length, before.length);
  return { sign: "quotes", day: first.day, orders: now.length, chance };
}

function ofShare(now: number, ofNow: number, then: number, ofThen: number): number {
  return betaBinomialTail(now, ofNow, then + 0.5, ofThen - then + 0.5);
}
