import { addMonths } from "../calendar/days.ts";
import type { Day } from "../domain/day.ts";
import type { OrderColumns } from "../domain/order-line.ts";
import type { HistoryLine } from "./order-history.ts";

/** All lines of one order: same order id. An order whose lines bear several days belongs to the first. */
export interface Order {
  readonly day: Day;
  /** Cents, returns left out. */
  readonly value: number;
  readonly lines: readonly HistoryLine[];
}

/** One client's history cut to the lookback, in the forms that the signals read. Returns (negative lines) stand apart. */
export interface HistoryWindow {
  readonly asOf: Day;
  /** First day of the lookback. */
  readonly start: Day;
  readonly columns: OrderColumns;
  /** First and last order ever up to as_of, also before the lookback. */
  readonly firstDay: Day | undefined;
  readonly lastDay: Day | undefined;
  /** Lines of goods sold within the lookback, by day. */
  readonly lines: readonly HistoryLine[];
  readonly returns: readonly HistoryLine[];
  /** By day. */
  readonly orders: readonly Order[];
  /** Distinct days with an order, ascending: several invoices of one day are one. */
  readonly orderDays: readonly Day[];
  /** First day on which each item (category) was ever bought, also before the lookback. */
  readonly itemFirstDay: ReadonlyMap<number, Day>;
  readonly categoryFirstDay: ReadonlyMap<number, Day>;
  /** Net cents of the 12 months up to and including as_of. */
  readonly revenue12m: number;
  /** Absent when no requests table was given. */
  readonly requests?: RequestWindow;
}

/** One client's requests. */
export interface RequestWindow {
  /** First day of the whole requests table: before it nothing is known, rather than no requests. */
  readonly since: Day;
  readonly days: readonly Day[];
}

/**
 * Cuts one client's lines, given by day, to `lookbackMonths` up to and including `asOf`. Later lines are left out of all.
 */
export function cutWindow(
  allLines: readonly HistoryLine[],
  columns: OrderColumns,
  asOf: Day,
  lookbackMonths: number,
  requests?: RequestWindow,
): HistoryWindow {
  const known = allLines.filter((line) => line.day <= asOf);
  const sold = known.filter((line) => line.amount >= 0);
  const start = (addMonths(asOf, -lookbackMonths) + 1) as Day;
  const yearStart = addMonths(asOf, -12);
  const within = sold.filter((line) => line.day >= start);
  return {
    asOf,
    start,
    columns,
    firstDay: sold[0]?.day,
    lastDay: sold.at(-1)?.day,
    lines: within,
    returns: known.filter((line) => line.amount < 0 && line.day >= start),
    orders: groupOrders(within),
    orderDays: [...new Set(within.map((line) => line.day))],
    itemFirstDay: firstDays(sold, (line) => line.item),
    categoryFirstDay: firstDays(sold, (line) => line.category),
    revenue12m: known.filter((line) => line.day > yearStart).reduce((total, line) => total + line.amount, 0),
    ...(requests === undefined
      ? {}
      : { requests: { ...requests, days: requests.days.filter((day) => day >= start && day <= asOf) } }),
  };
}

function groupOrders(lines: readonly HistoryLine[]): Order[] {
  const byOrder = new Map<number, HistoryLine[]>();
  for (const line of lines) {
    const known = byOrder.get(line.order);
    if (known) known.push(line);
    else byOrder.set(line.order, [line]);
  }
  return [...byOrder.values()].map((ofOrder) => ({
    day: (ofOrder[0] as HistoryLine).day,
    value: ofOrder.reduce((total, line) => total + line.amount, 0),
    lines: ofOrder,
  }));
}

function firstDays(lines: readonly HistoryLine[], key: (line: HistoryLine) => number): ReadonlyMap<number, Day> {
  const first = new Map<number, Day>();
  for (const line of lines) {
    if (key(line) >= 0 && !first.has(key(line))) first.set(key(line), line.day);
  }
  return first;
}
