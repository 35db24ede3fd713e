import type { Day } from "../domain/day.ts";
import type { Cents } from "../domain/money.ts";
import { LineFlag } from "../domain/order-line.ts";
import type { DemandClass, SignalName, Signals } from "../domain/signals.ts";
import { signalNames } from "../domain/signals.ts";
import { coefficientOfVariation, mean, median, sum } from "./statistics.ts";
import { type HistoryWindow, ordersWith } from "./window.ts";

/** Cut points of the demand classes (Syntetos, Boylan & Croston 2005), for monthly periods. */
const ADI_CUT = 1.32;
const CV2_CUT = 0.49;

/** Days in a quarter, for rates per quarter. */
const DAYS_A_QUARTER = 365.25 / 4;

/** A history shorter than this is no base for a share of orders or days. */
const FEWEST_ORDERS_FOR_A_SHARE = 2;

type Signal = (window: HistoryWindow) => number | undefined;

/** Computes every signal of one client. Values are rounded to 6 decimals, so that no engine's last bit decides a band. */
export function computeSignals(window: HistoryWindow): Signals {
  const values = roundedValues(window);
  const demand = demandClass(values.adi, values.amount_cv2);
  return {
    values,
    revenue12m: window.revenue12m as Cents,
    ...(demand === undefined ? {} : { demandClass: demand }),
    ...(window.firstDay === undefined ? {} : { firstDay: window.firstDay }),
    ...(window.lastDay === undefined ? {} : { lastDay: window.lastDay }),
  };
}

type Values = Partial<Record<SignalName, number>>;

/**
 * Objects with the same signals present, to be copied: most clients have the same ones, and an object that gets its fields one by one is
 * moved again and again while it grows.
 */
const templates = new Map<number, Readonly<Values>>();

function roundedValues(window: HistoryWindow): Values {
  let present = 0;
  for (let at = 0; at < computed.length; at++) {
    const value = (computed[at] as Signal)(window);
    if (value === undefined || !Number.isFinite(value)) continue;
    present |= 1 << at;
    rounded[at] = Math.round(value * 1e6) / 1e6;
  }
  const values: Values = { ...templateOf(present) };
  for (let at = 0; at < computed.length; at++) {
    if ((present & (1 << at)) !== 0) values[signalNames[at] as SignalName] = rounded[at] as number;
  }
  return values;
}

function templateOf(present: number): Readonly<Values> {
  let template = templates.get(present);
  if (template === undefined) {
    // A fraction, so that the fields are made for numbers of any kind.
    template = Object.fromEntries(
      signalNames.filter((_, at) => (present & (1 << at)) !== 0).map((name) => [name, 0.5]),
    );
    templates.set(present, template);
  }
  return template;
}

/** Orders within the lookback: distinct order ids with at least one line that is not a return. Count. */
const orders: Signal = (window) => window.orders.count;

/** Distinct days with an order. Count. Several orders of one day count once. */
const orderDays: Signal = (window) => window.orderDays.length;

/** Order lines within the lookback, returns left out. Count. */
const lines: Signal = (window) => window.sold.count;

/** Days from the first order ever to as_of. Absent without an order. */
const tenureDays: Signal = (window) => (window.firstDay === undefined ? undefined : window.asOf - window.firstDay);

/** Days from the last order to as_of. Absent without an order. */
const recencyDays: Signal = (window) => (window.lastDay === undefined ? undefined : window.asOf - window.lastDay);

/**
 * Quarters that the workload rates are spread over: the lookback, or the time since the first order when that is shorter, but
 * at least one quarter, since a client won last week does not order 13 times as much.
 */
function quartersObserved(window: HistoryWindow, first = window.firstDay, knownSince = window.start): number {
  const since = Math.max(window.start, knownSince, first ?? window.start);
  return Math.max(1, (window.asOf - since + 1) / DAYS_A_QUARTER);
}

/** Orders / quarters observed. Orders per quarter. */
const ordersPerQuarter: Signal = (window) => window.orders.count / quartersObserved(window);

/** Lines / quarters observed, returns included, for they are work too. Lines per quarter. */
const linesPerQuarter: Signal = (window) => (window.sold.count + window.returns.count) / quartersObserved(window);

/** Inter-transaction times: days between consecutive order days. */
function gaps({ orderDays: days }: HistoryWindow): number[] {
  const between: number[] = [];
  for (let at = 1; at < days.length; at++) between.push((days[at] as number) - (days[at - 1] as number));
  return between;
}

/**
 * CV of the gaps between order days: sd / mean (Wu & Chen 2000). 0 is clockwork, about 1 random, above 1 bursts. No unit.
 * Absent under 3 gaps.
 */
const gapCv: Signal = (window) => (window.orderDays.length < 4 ? undefined : coefficientOfVariation(gaps(window)));

/**
 * Regularity k of the gaps as a gamma shape, Minka's (2002) closed approximation to the maximum likelihood:
 * `s = ln(mean) - mean(ln)`, `k = (3 - s + sqrt((s - 3)^2 + 24 s)) / (12 s)`. About 1 random, well above 1 regular; at most 100,
 * which stands for perfect clockwork (s = 0). No unit. Absent up to 10 order days (BTYDplus).
 */
const regularity: Signal = (window) => {
  if (window.orderDays.length <= 10) return undefined;
  const between = gaps(window);
  const s = Math.log(mean(between)) - mean(between.map(Math.log));
  return s < 1e-9 ? 100 : Math.min(100, (3 - s + Math.sqrt((s - 3) ** 2 + 24 * s)) / (12 * s));
};

/**
 * Clumpiness (Zhang, Bradlow & Small 2015): with the n order days in the N days from the client's first order day to as_of cut
 * into n + 1 gaps `x`, each / (N + 1), `H = 1 + sum(x ln x) / ln(n + 1)`. 0 even, 1 all in one clump. Absent under 4 order days.
 */
const clumpiness: Signal = (window) => {
  const days = window.orderDays;
  const first = days[0];
  if (days.length < 4 || first === undefined) return undefined;
  const span = window.asOf - first + 1;
  const terms: number[] = [];
  for (let at = 0; at <= days.length; at++) {
    const before = at === 0 ? first - 1 : (days[at - 1] as number);
    const x = ((days[at] ?? window.asOf + 1) - before) / (span + 1);
    terms.push(x > 0 ? x * Math.log(x) : 0);
  }
  return 1 + sum(terms) / Math.log(days.length + 1);
};

/**
 * Average demand interval: months observed / months with demand, from the client's first such month in the lookback to its last (what
 * lies before and after is not demand). 1 is demand every month; the cut is 1.32 (Syntetos, Boylan & Croston 2005). Months. Absent
 * under 3 months with demand.
 */
const adi: Signal = ({ monthValues, monthSpan }) =>
  monthValues.length < 3 ? undefined : monthSpan / monthValues.length;

/**
 * Squared CV of the value of the months with demand; the cut is 0.49 (Syntetos, Boylan & Croston 2005). No unit. Absent under 3
 * such months.
 */
const amountCv2: Signal = ({ monthValues }) => {
  const cv = monthValues.length < 3 ? undefined : coefficientOfVariation(monthValues);
  return cv === undefined ? undefined : cv ** 2;
};

/**
 * Smooth, erratic, intermittent or lumpy from ADI and CV^2 (Syntetos, Boylan & Croston 2005). Absent when either is absent.
 */
export function demandClass(interval: number | undefined, cv2: number | undefined): DemandClass | undefined {
  if (interval === undefined || cv2 === undefined) return undefined;
  if (interval < ADI_CUT) return cv2 < CV2_CUT ? "smooth" : "erratic";
  return cv2 < CV2_CUT ? "intermittent" : "lumpy";
}

/** Lines that name an item, and those of them whose item was bought on an earlier day: how many, and their cents. */
interface Repeats {
  readonly lines: number;
  readonly value: number;
  readonly repeatedLines: number;
  readonly repeatedValue: number;
}

/** Absent when no line names an item or there are too few order days to repeat anything. */
function repeats({ columns, orderDays: days, sold }: HistoryWindow): Repeats | undefined {
  if (!columns.sku || days.length < FEWEST_ORDERS_FOR_A_SHARE) return undefined;
  let [named, value, repeatedLines, repeatedValue] = [0, 0, 0, 0];
  for (let at = 0; at < sold.count; at++) {
    if ((sold.item[at] as number) < 0) continue;
    named++;
    value += sold.amount[at] as number;
    if (sold.isRepeat[at] !== 1) continue;
    repeatedLines++;
    repeatedValue += sold.amount[at] as number;
  }
  return named === 0 ? undefined : { lines: named, value, repeatedLines, repeatedValue };
}

/**
 * Lines whose item the client bought on an earlier day / lines with an item. Share 0-1, above 0.7 routine. Absent without an item
 * column and under 2 order days.
 */
const repeatShareLines: Signal = (window) => {
  const found = repeats(window);
  return found && found.repeatedLines / found.lines;
};

/** As `repeat_share_lines`, by value. Share 0-1. Absent also when the value is 0. */
const repeatShareValue: Signal = (window) => {
  const found = repeats(window);
  return found && found.value > 0 ? found.repeatedValue / found.value : undefined;
};

/** Share of the value in the two largest orders. 0-1; high means projects. Absent under 4 orders or without value. */
const concentration: Signal = ({ orders: { count, value }, soldValue }) => {
  if (count < 4 || soldValue <= 0) return undefined;
  let [largest, second] = [0, 0];
  for (let at = 0; at < count; at++) {
    const one = value[at] as number;
    if (one > largest) [largest, second] = [one, largest];
    else if (one > second) second = one;
  }
  return (largest + second) / soldValue;
};

/** Largest order / median order, by value. Ratio, high means projects. Absent under 4 orders or for a median of 0. */
const maxToMedianOrder: Signal = ({ orders: { count, value } }) => {
  if (count < 4) return undefined;
  const middle = median(value.subarray(0, count));
  let largest = 0;
  for (let at = 0; at < count; at++) largest = Math.max(largest, value[at] as number);
  return middle > 0 ? largest / middle : undefined;
};

/** Distinct items bought. Count. Absent without an item column or without lines. */
const items: Signal = (window) => (window.columns.sku && window.sold.count > 0 ? window.items : undefined);

/** Distinct categories bought. Count. Absent without a category column or without lines. */
const categories: Signal = (window) =>
  window.columns.category && window.sold.count > 0 ? window.categories : undefined;

/**
 * Order days with a category never bought before / order days, the client's very first day left out of both, since all is new
 * then. Share 0-1, high consultative. Absent without a category column and under 2 such days.
 */
const categoryNovelty: Signal = ({ columns, orderDays: days, firstDay, daysWithNewCategory }) => {
  const later = days.length - (days[0] === firstDay ? 1 : 0);
  return columns.category && later >= FEWEST_ORDERS_FOR_A_SHARE ? daysWithNewCategory / later : undefined;
};

type Flag = (typeof LineFlag)[keyof typeof LineFlag];

function shareOfOrders({ orders: all }: HistoryWindow, known: boolean, flag: Flag): number | undefined {
  return known && all.count >= FEWEST_ORDERS_FOR_A_SHARE ? ordersWith(all, flag) / all.count : undefined;
}

/**
 * Orders that came through a channel without a person (portal, EDI, web shop; config) / orders. Share 0-1. Absent without a channel
 * column or under 2 orders.
 */
const selfServiceShare: Signal = (window) => shareOfOrders(window, window.columns.channel, LineFlag.selfService);

/** Orders with a quote / orders. Share 0-1. Absent without a quote column or under 2 orders. */
const quoteShare: Signal = (window) => shareOfOrders(window, window.columns.quoteId, LineFlag.quote);

/** Orders with a project code / orders. Share 0-1. Absent without a project column or under 2 orders. */
const projectShare: Signal = (window) => shareOfOrders(window, window.columns.projectId, LineFlag.project);

/**
 * Lines sold more than 1% off the list price, either way / lines with both prices. Share 0-1. Absent without a list price column or
 * under 4 such lines.
 */
const negotiatedShare: Signal = ({ columns, sold }) => {
  if (!columns.listPrice) return undefined;
  let [priced, negotiated] = [0, 0];
  for (let at = 0; at < sold.count; at++) {
    const [unit, list] = [sold.unitPrice[at] as number, sold.listPrice[at] as number];
    if (Number.isNaN(unit) || !(list > 0)) continue;
    priced++;
    if (Math.abs(unit - list) > 0.01 * list) negotiated++;
  }
  return priced < 4 ? undefined : negotiated / priced;
};

/**
 * Price dispersion: CV of the unit price of each item bought at least twice, weighted by the item's value. No unit; 0 is one price
 * for all. Absent without an item and unit price column and when no item was bought twice.
 */
const priceDispersion: Signal = ({ columns, sold }) => {
  if (!columns.sku || !columns.unitPrice) return undefined;
  const byItem = new Map<number, { readonly prices: number[]; value: number }>();
  for (let at = 0; at < sold.count; at++) {
    const [item, price] = [sold.item[at] as number, sold.unitPrice[at] as number];
    if (item < 0 || Number.isNaN(price)) continue;
    const known = byItem.get(item);
    if (known) {
      known.prices.push(price);
      known.value += sold.amount[at] as number;
    } else byItem.set(item, { prices: [price], value: sold.amount[at] as number });
  }
  const weighted: number[] = [];
  let weight = 0;
  for (const { prices, value } of byItem.values()) {
    const cv = coefficientOfVariation(prices);
    if (cv === undefined) continue;
    weighted.push(cv * value);
    weight += value;
  }
  return weight > 0 ? sum(weighted) / weight : undefined;
};

/** Value of returns and credit notes / value sold. Share, may pass 1. Absent without sales. */
const returnShare: Signal = ({ soldValue, returns }) => (soldValue > 0 ? returns.value / soldValue : undefined);

/** Orders entered wrongly / orders. Share 0-1. Absent without an error column or under 2 orders. */
const errorShare: Signal = (window) => shareOfOrders(window, window.columns.error, LineFlag.enteredWrongly);

/**
 * Requests within the lookback / quarters observed, counted from the first request of the whole table, and from the client's own first
 * request when that came before its first order. Requests per quarter. Absent when no requests table was given, and when it starts
 * after as_of.
 */
const requestsPerQuarter: Signal = ({ requests, ...window }) => {
  if (!requests || requests.since > window.asOf) return undefined;
  const first =
    window.firstDay && requests.days.reduce<Day>((least, day) => Math.min(least, day) as Day, window.firstDay);
  return requests.days.length / quartersObserved(window, first, requests.since);
};

const signals: Readonly<Record<SignalName, Signal>> = {
  orders,
  order_days: orderDays,
  lines,
  tenure_days: tenureDays,
  recency_days: recencyDays,
  orders_per_quarter: ordersPerQuarter,
  lines_per_quarter: linesPerQuarter,
  gap_cv: gapCv,
  regularity,
  clumpiness,
  adi,
  amount_cv2: amountCv2,
  repeat_share_lines: repeatShareLines,
  repeat_share_value: repeatShareValue,
  concentration,
  max_to_median_order: maxToMedianOrder,
  items,
  categories,
  category_novelty: categoryNovelty,
  self_service_share: selfServiceShare,
  quote_share: quoteShare,
  project_share: projectShare,
  negotiated_share: negotiatedShare,
  price_dispersion: priceDispersion,
  return_share: returnShare,
  error_share: errorShare,
  requests_per_quarter: requestsPerQuarter,
};

/** In the order of `signalNames`; up to 32, for `present` has a bit for each. */
const computed: readonly Signal[] = signalNames.map((name) => signals[name]);
const rounded = new Float64Array(computed.length);
