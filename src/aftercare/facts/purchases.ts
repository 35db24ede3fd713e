import type { Day } from "../../domain/day.ts";
import { LineFlag } from "../../domain/order-line.ts";
import type { ClientLines } from "../../history/client-lines.ts";

/** One order of a client: all lines of one order id, returns apart. */
export interface Purchase {
  readonly day: Day;
  /** Cents sold. */
  value: number;
  /** Sums of `LineFlag`. */
  flags: number;
  /** Numbers of the categories and items it has. */
  readonly categories: Set<number>;
  readonly items: Set<number>;
}

/** One client's orders and returns up to a day. */
export interface Purchases {
  /** By day. */
  readonly orders: readonly Purchase[];
  /** By day; cents as positive numbers. */
  readonly returns: readonly { readonly day: Day; readonly value: number; readonly order: number }[];
}

/** The orders of one client's lines up to `asOf`. An order whose lines bear several days belongs to the first. */
export function purchasesOf(lines: ClientLines, asOf: Day): Purchases {
  const orders = new Map<number, Purchase>();
  const returns: { day: Day; value: number; order: number }[] = [];
  for (let at = 0; at < lines.count; at++) {
    const day = lines.day[at] as Day;
    if (day > asOf) break;
    const value = lines.amount[at] as number;
    const key = lines.order[at] as number;
    if (value < 0) {
      returns.push({ day, value: -value, order: key });
      continue;
    }
    let order = orders.get(key);
    if (!order) {
      order = { day, value: 0, flags: 0, categories: new Set(), items: new Set() };
      orders.set(key, order);
    }
    order.value += value;
    order.flags |= lines.flags[at] as number;
    const [category, item] = [lines.category[at] as number, lines.item[at] as number];
    if (category >= 0) order.categories.add(category);
    if (item >= 0) order.items.add(item);
  }
  return { orders: [...orders.values()], returns };
}

export function hasFlag({ flags }: Purchase, flag: (typeof LineFlag)[keyof typeof LineFlag]): boolean {
  return (flags & flag) !== 0;
}

/** Distinct days with an order, ascending. */
export function orderDaysOf(orders: readonly Purchase[]): Day[] {
  return [...new Set(orders.map(({ day }) => day))];
}

/** Days between each day and the next. */
export function gapsOf(days: readonly Day[]): number[] {
  return days.slice(1).map((day, at) => day - (days[at] as Day));
}

/** Cents sold from `from` up to and including `to`. */
export function soldWithin(orders: readonly Purchase[], from: Day, to: Day): number {
  let sum = 0;
  for (const { day, value } of orders) if (day >= from && day <= to) sum += value;
  return sum;
}

export { LineFlag };
