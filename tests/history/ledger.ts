import { parseIsoDay } from "../../src/calendar/days.ts";
import type { Day } from "../../src/domain/day.ts";
import type { ClientId } from "../../src/domain/ids.ts";
import type { Cents } from "../../src/domain/money.ts";
import type { OrderColumns, OrderLine } from "../../src/domain/order-line.ts";
import type { Signals } from "../../src/domain/signals.ts";
import { OrderHistory } from "../../src/history/order-history.ts";
import { computeSignals } from "../../src/history/signals.ts";
import { cutWindow, type HistoryWindow, type RequestWindow } from "../../src/history/window.ts";

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
  return cutWindow(
    history.linesOf(hansa),
    { ...everyColumn, ...look.columns },
    day(look.asOf ?? "2026-09-30"),
    look.months ?? 24,
    look.requests,
  );
}

export function signalsOf(lines: readonly OrderLine[], look: Look = {}): Signals {
  return computeSignals(windowOf(lines, look));
}
