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
