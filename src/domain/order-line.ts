import type { Day } from "./day.ts";
import type { ClientId } from "./ids.ts";
import type { Cents } from "./money.ts";

/** One usable line of the order history. An absent field was empty or not in the file. */
export interface OrderLine {
  readonly orderId: string;
  readonly clientId: ClientId;
  readonly day: Day;
  /** Line total; negative for returns and credit notes. */
  readonly amount: Cents;
  readonly sku?: string;
  readonly category?: string;
  readonly unitPrice?: number;
  readonly listPrice?: number;
  readonly channel?: string;
  readonly quoteId?: string;
  readonly projectId?: string;
  /** The order was entered wrongly; absent when the file does not say. */
  readonly enteredWrongly?: boolean;
}

/** Takes order lines as they are read, in any order, so that no reader has to keep them. */
export interface OrderSink {
  add(line: OrderLine): void;
  /** The same for a reader that makes neither texts nor objects of a line; absent where lines are wanted as objects. */
  readonly packed?: PackedOrders;
}

/** Takes order lines as numbers: each distinct text is told once. */
export interface PackedOrders {
  clientNumber(id: ClientId): number;
  itemNumber(sku: string): number;
  categoryNumber(name: string): number;
  /** Whether orders of this channel come without a person. */
  isSelfService(channel: string): boolean;
  /**
   * @param order see `orderNumber`.
   * @param item -1 when the line names none; also for `category`.
   * @param flags sum of `LineFlag`.
   * @param unitPrice NaN when the line has none; also for `listPrice`.
   */
  append(
    client: number,
    day: number,
    amount: number,
    order: number,
    item: number,
    category: number,
    flags: number,
    unitPrice: number,
    listPrice: number,
  ): void;
}

/** What a line is or has, one bit each. */
export const LineFlag = {
  quote: 1,
  project: 2,
  enteredWrongly: 4,
  /** Ordered without a person: portal, EDI, web shop. */
  selfService: 8,
} as const;

/** The flags of a line. */
export function flagsOf(line: OrderLine, isSelfService: (channel: string) => boolean): number {
  return (
    (line.quoteId === undefined ? 0 : LineFlag.quote) |
    (line.projectId === undefined ? 0 : LineFlag.project) |
    (line.enteredWrongly ? LineFlag.enteredWrongly : 0) |
    (line.channel !== undefined && isSelfService(line.channel) ? LineFlag.selfService : 0)
  );
}

/** Which optional columns the order history has: a signal without its column is absent, not 0. */
export interface OrderColumns {
  readonly sku: boolean;
  readonly category: boolean;
  readonly unitPrice: boolean;
  readonly listPrice: boolean;
  readonly channel: boolean;
  readonly quoteId: boolean;
  readonly projectId: boolean;
  readonly error: boolean;
}
