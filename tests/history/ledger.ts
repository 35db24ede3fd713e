import { parseIsoDay } from "../../src/calendar/days.ts";
import type { Day } from "../../src/domain/day.ts";
import type { ClientId } from "../../src/domain/ids.ts";
import type { Cents } from "../../src/domain/money.ts";
import { LineFlag, type OrderColumns, type OrderLine } from "../../src/domain/order-line.ts";
import type { Signals } from "../../src/domain/signals.ts";
import type { ClientLines } from "../../src/history/client-lines.ts";
import { OrderHistory } from "../../src/history/order-history.ts";
import { computeSignals } from "../../src/history/signals.ts";
import { type HistoryWindow, type RequestWindow, WindowCutter } from "../../src/history/window.ts";

export const everyColumn: OrderColumns = {
  sku: true,
  category: true,
  unitPrice: true,
  listPrice: true,
  channel: true,
  quoteId: true,
  projectId: true,
  error: true,
};

export const hansa = "C-HANSA" as ClientId;

export function day(text: string): Day {
  const found = parseIsoDay(text);
  if (found === undefined) throw new Error(`${text} is no day`);
  return found;
}

/** An order line of Hansa, in whole currency units; its order is named after its day unless it bears an id. */
export function line(date: string, units: number, more: Partial<OrderLine> = {}): OrderLine {
  return { orderId: `O-${date}`, clientId: hansa, day: day(date), amount: Math.round(units * 100) as Cents, ...more };
}

export interface Look {
  readonly asOf?: string;
  readonly months?: number;
  readonly columns?: Partial<OrderColumns>;
  readonly requests?: RequestWindow;
  readonly selfService?: readonly string[];
}

export function windowOf(lines: readonly OrderLine[], look: Look = {}): HistoryWindow {
  const history = new OrderHistory(look.selfService ?? ["portal"]);
  for (const one of lines) history.add(one);
  const columns = { ...everyColumn, ...look.columns };
  const cutter = new WindowCutter(columns, day(look.asOf ?? "2026-09-30"), look.months ?? 24);
  return cutter.cut(history.linesOf(hansa), look.requests);
}

export function signalsOf(lines: readonly OrderLine[], look: Look = {}): Signals {
  return computeSignals(windowOf(lines, look));
}

/** One line of a client as an object, for comparison. */
export function lineObjects(lines: ClientLines) {
  return Array.from({ length: lines.count }, (_, at) => {
    const flags = lines.flags[at] as number;
    const known = (price: number | undefined) => (price === undefined || Number.isNaN(price) ? undefined : price);
    return {
      day: lines.day[at],
      amount: lines.amount[at],
      order: lines.order[at],
      item: lines.item[at],
      category: lines.category[at],
      unitPrice: known(lines.unitPrice[at]),
      listPrice: known(lines.listPrice[at]),
      quoted: (flags & LineFlag.quote) !== 0,
      project: (flags & LineFlag.project) !== 0,
      enteredWrongly: (flags & LineFlag.enteredWrongly) !== 0,
      selfService: (flags & LineFlag.selfService) !== 0,
    };
  });
}
