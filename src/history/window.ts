import { addMonths, monthNumber } from "../calendar/days.ts";
import type { Day } from "../domain/day.ts";
import type { LineFlag, OrderColumns } from "../domain/order-line.ts";
import { ClientLines } from "./client-lines.ts";
import { Numbering } from "./numbering.ts";

/** One client's requests. */
export interface RequestWindow {
  /** First day of the whole requests table: before it nothing is known, rather than no requests. */
  readonly since: Day;
  readonly days: readonly Day[];
}

/** The orders of one client: all lines of one order id. An order whose lines bear several days belongs to the first. */
export interface Orders {
  readonly count: number;
  /** Cents, returns left out. */
  readonly value: Float64Array;
  /** What at least one line of the order is or has: sums of `LineFlag`. */
  readonly flags: Uint8Array;
}

/** Order lines sold within the lookback, by day. */
export interface SoldLines {
  readonly count: number;
  /** Cents. */
  readonly amount: Float64Array;
  /** 0, 1, 2 ... for the client's items as they come; -1 when the line names none. */
  readonly item: Int32Array;
  /** 1 where the client bought the item on an earlier day, also before the lookback. */
  readonly isRepeat: Uint8Array;
  /** NaN when the line has none. */
  readonly unitPrice: Float64Array;
  readonly listPrice: Float64Array;
}

/** What the signals of one client are computed from. Returns (negative lines) stand apart. */
export interface HistoryWindow {
  readonly asOf: Day;
  /** First day of the lookback. */
  readonly start: Day;
  readonly columns: OrderColumns;
  /** First and last order ever up to as_of, also before the lookback. */
  readonly firstDay: Day | undefined;
  readonly lastDay: Day | undefined;
  readonly sold: SoldLines;
  /** Cents sold within the lookback. */
  readonly soldValue: number;
  /** Lines and cents (as a positive number) of returns and credit notes within the lookback. */
  readonly returns: { readonly count: number; readonly value: number };
  readonly orders: Orders;
  /** Distinct days with an order, ascending: several invoices of one day are one. */
  readonly orderDays: Int32Array;
  /** Order days after the client's very first one on which it bought a category for the first time. */
  readonly daysWithNewCategory: number;
  /** Distinct items and categories bought within the lookback. */
  readonly items: number;
  readonly categories: number;
  /** Cents of each month with demand, ascending by month. A month with free lines only has none. */
  readonly monthValues: Float64Array;
  /** Months from the first with demand to the last, both included. */
  readonly monthSpan: number;
  /** Net cents of the 12 months up to and including as_of. */
  readonly revenue12m: number;
  /** Absent when no requests table was given. */
  readonly requests?: RequestWindow;
}

/**
 * Cuts clients' lines to `lookbackMonths` up to and including `asOf`, one client after the other; later lines are left out of all. The
 * arrays of a window are written over by the next one: nothing is made anew for each of many clients.
 */
export class WindowCutter {
  readonly #asOf: Day;
  readonly #start: Day;
  readonly #yearStart: Day;
  readonly #columns: OrderColumns;
  /** Month of each day of the lookback. */
  readonly #months: Int32Array;
  readonly #sold = new ClientLines();
  #isRepeat = new Uint8Array(256);
  #orderValue = new Float64Array(256);
  #orderFlags = new Uint8Array(256);
  #orderDays = new Int32Array(256);
  #itemFirstDay = new Int32Array(256);
  readonly #monthValue: Float64Array;
  readonly #orders = new Numbering();
  readonly #items = new Numbering();
  readonly #itemsWithin = new Numbering();
  readonly #categories = new Numbering();
  readonly #categoriesWithin = new Numbering();

  constructor(columns: OrderColumns, asOf: Day, lookbackMonths: number) {
    this.#asOf = asOf;
    this.#start = (addMonths(asOf, -lookbackMonths) + 1) as Day;
    this.#yearStart = addMonths(asOf, -12);
    this.#columns = columns;
    this.#months = Int32Array.from({ length: asOf - this.#start + 1 }, (_, at) =>
      monthNumber((this.#start + at) as Day),
    );
    this.#monthValue = new Float64Array(lookbackMonths + 2);
  }

  /** @param lines one client's, by day. */
  cut(lines: ClientLines, requests?: RequestWindow): HistoryWindow {
    const start = this.#start;
    this.#makeRoom(lines.count);
    const sold = this.#sold;
    let [firstDay, lastDay]: (number | undefined)[] = [];
    let [count, soldValue, returned, returnedValue, revenue12m] = [0, 0, 0, 0, 0];
    let [orderDays, newCategoryDays, newCategoryDay] = [0, 0, Number.NaN];
    for (let at = 0; at < lines.count; at++) {
      const day = lines.day[at] as number;
      if (day > this.#asOf) break;
      const amount = lines.amount[at] as number;
      if (day > this.#yearStart) revenue12m += amount;
      if (amount < 0) {
        if (day < start) continue;
        returned++;
        returnedValue -= amount;
        continue;
      }
      firstDay ??= day;
      lastDay = day;
      const category = lines.category[at] as number;
      const isNewCategory = category >= 0 && this.#isFirst(this.#categories, category);
      const item = this.#itemOf(lines.item[at] as number, day);
      if (day < start) continue;
      if (orderDays === 0 || this.#orderDays[orderDays - 1] !== day) this.#orderDays[orderDays++] = day;
      if (isNewCategory && day !== firstDay && day !== newCategoryDay) {
        newCategoryDays++;
        newCategoryDay = day;
      }
      if (category >= 0) this.#categoriesWithin.number(category);
      if (item >= 0) this.#itemsWithin.number(item);
      sold.day[count] = day;
      sold.amount[count] = amount;
      sold.item[count] = item;
      this.#isRepeat[count] = item >= 0 && (this.#itemFirstDay[item] as number) < day ? 1 : 0;
      sold.unitPrice[count] = lines.unitPrice[at] as number;
      sold.listPrice[count] = lines.listPrice[at] as number;
      this.#addToOrder(lines.order[at] as number, amount, lines.flags[at] as number);
      soldValue += amount;
      count++;
    }
    sold.count = count;
    return {
      asOf: this.#asOf,
      start,
      columns: this.#columns,
      firstDay: firstDay as Day | undefined,
      lastDay: lastDay as Day | undefined,
      sold: {
        count,
        amount: sold.amount,
        item: sold.item,
        isRepeat: this.#isRepeat,
        unitPrice: sold.unitPrice,
        listPrice: sold.listPrice,
      },
      soldValue,
      returns: { count: returned, value: returnedValue },
      orders: { count: this.#orders.count, value: this.#orderValue, flags: this.#orderFlags },
      orderDays: this.#orderDays.subarray(0, orderDays),
      daysWithNewCategory: newCategoryDays,
      items: this.#itemsWithin.count,
      categories: this.#categoriesWithin.count,
      ...this.#byMonth(),
      revenue12m,
      ...(requests === undefined
        ? {}
        : { requests: { ...requests, days: requests.days.filter((day) => day >= start && day <= this.#asOf) } }),
    };
  }

  #isFirst(numbering: Numbering, key: number): boolean {
    const before = numbering.count;
    return numbering.number(key) === before;
  }

  /** The client's own number of an item, whose first day is kept. */
  #itemOf(item: number, day: number): number {
    if (item < 0) return -1;
    const before = this.#items.count;
    const number = this.#items.number(item);
    if (number === before) this.#itemFirstDay[number] = day;
    return number;
  }

  #addToOrder(key: number, amount: number, flags: number): void {
    const before = this.#orders.count;
    const order = this.#orders.number(key);
    const isNew = order === before;
    this.#orderValue[order] = isNew ? amount : (this.#orderValue[order] as number) + amount;
    this.#orderFlags[order] = isNew ? flags : (this.#orderFlags[order] as number) | flags;
  }

  #byMonth(): { readonly monthValues: Float64Array; readonly monthSpan: number } {
    const { count, day, amount } = this.#sold;
    let months = 0;
    let [first, present] = [0, Number.NaN];
    for (let at = 0; at < count; at++) {
      if (amount[at] === 0) continue;
      const month = this.#months[(day[at] as number) - this.#start] as number;
      if (month !== present) {
        if (months === 0) first = month;
        present = month;
        this.#monthValue[months++] = 0;
      }
      this.#monthValue[months - 1] = (this.#monthValue[months - 1] as number) + (amount[at] as number);
    }
    return { monthValues: this.#monthValue.subarray(0, months), monthSpan: months === 0 ? 0 : present - first + 1 };
  }

  #makeRoom(count: number): void {
    this.#sold.reset(count);
    for (const numbering of [this.#orders, this.#items, this.#itemsWithin, this.#categories, this.#categoriesWithin])
      numbering.start(count);
    if (count <= this.#isRepeat.length) return;
    const size = this.#sold.day.length;
    this.#isRepeat = new Uint8Array(size);
    this.#orderValue = new Float64Array(size);
    this.#orderFlags = new Uint8Array(size);
    this.#orderDays = new Int32Array(size);
    this.#itemFirstDay = new Int32Array(size);
  }
}

/** How many of the orders have a flag. */
export function ordersWith({ count, flags }: Orders, flag: (typeof LineFlag)[keyof typeof LineFlag]): number {
  let found = 0;
  for (let at = 0; at < count; at++) if (((flags[at] as number) & flag) !== 0) found++;
  return found;
}
