import type { Config } from "../../config/schema.ts";
import type { ClientRequest } from "../../domain/activity.ts";
import type { Day } from "../../domain/day.ts";
import type { RepId } from "../../domain/ids.ts";
import type { PaidLine } from "./ledger.ts";
import type { PaidRep } from "./pay-line.ts";
import { isActive } from "./project-book.ts";
import type { SeatHistory } from "./seat-history.ts";

/** How well one desk specialist worked in the period. */
export interface DeskRecord {
  /** Orders entered by a person for the specialist's clients; orders of portals and EDI are entered by nobody. */
  orders: number;
  /** Orders with a line entered wrongly, and credit notes that say the same. */
  faulty: number;
  /** Requests that can be judged: handled, or overdue. */
  requests: number;
  inTime: number;
}

/**
 * Counts orders and requests by who held the client's desk seat on their day. An order is faulty when one of its lines is marked as
 * entered wrongly; a credit note that stands by itself and is marked so counts as a fault too.
 */
export function deskRecords(
  lines: readonly PaidLine[],
  requests: readonly ClientRequest[],
  requestDays: Config["bonus"]["desk"]["request_days"],
  {
    seats,
    reps,
    asOf,
    daysOff,
  }: {
    readonly seats: SeatHistory;
    readonly reps: ReadonlyMap<RepId, PaidRep>;
    readonly asOf: Day;
    readonly daysOff: ReadonlySet<Day>;
  },
): ReadonlyMap<RepId, DeskRecord> {
  const records = new Map<RepId, DeskRecord>();
  const recordOf = (clientId: PaidLine["clientId"], day: Day): DeskRecord | undefined => {
    const holder = seats.holder(clientId, "desk", day);
    if ("none" in holder) return undefined;
    const rep = reps.get(holder.repId);
    if (rep === undefined || rep.role === "seller" || !isActive(rep, day)) return undefined;
    const known = records.get(rep.id) ?? { orders: 0, faulty: 0, requests: 0, inTime: 0 };
    records.set(rep.id, known);
    return known;
  };
  for (const order of ordersOf(lines)) {
    const record = order.selfService && !order.faulty ? undefined : recordOf(order.clientId, order.day);
    if (record === undefined) continue;
    if (order.entered) record.orders++;
    if (order.faulty) record.faulty++;
  }
  for (const { clientId, day, type, handledDay } of requests) {
    const days = type === undefined ? undefined : requestDays[type];
    if (days === undefined) continue;
    const due = addWorkingDays(day, days, daysOff);
    if (handledDay === undefined && asOf <= due) continue;
    const record = recordOf(clientId, day);
    if (record === undefined) continue;
    record.requests++;
    if (handledDay !== undefined && handledDay <= due) record.inTime++;
  }
  return records;
}

interface EnteredOrder extends Pick<PaidLine, "clientId" | "day"> {
  /** It has a line that sells something. */
  entered: boolean;
  faulty: boolean;
  selfService: boolean;
}

/** Lines of one client with one order id are one order, of its first day. */
function ordersOf(lines: readonly PaidLine[]): Iterable<EnteredOrder> {
  const orders = new Map<string, EnteredOrder>();
  for (const { clientId, orderId, day, amount, enteredWrongly, selfService } of lines) {
    const key = JSON.stringify([clientId, orderId]);
    const known = orders.get(key);
    if (known === undefined) {
      orders.set(key, { clientId, day, entered: amount > 0, faulty: enteredWrongly, selfService });
      continue;
    }
    known.entered ||= amount > 0;
    known.faulty ||= enteredWrongly;
    known.selfService &&= selfService;
  }
  return orders.values();
}

/**
 * So many working days later: from Monday to Friday, without `daysOff`. A request that comes on a day off and is due the same day is due on the next
 * working day. 1970-01-01 was a Thursday.
 */
export function addWorkingDays(day: Day, days: number, daysOff: ReadonlySet<Day>): Day {
  const isOff = (at: number) => (at + 3) % 7 >= 5 || daysOff.has(at as Day);
  let at: number = day;
  for (let left = days; left > 0; left--) {
    do at++;
    while (isOff(at));
  }
  while (isOff(at)) at++;
  return at as Day;
}
