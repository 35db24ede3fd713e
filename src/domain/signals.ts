import type { Day } from "./day.ts";
import type { Cents } from "./money.ts";

/** The numeric signals, in the order of their columns in labels.csv. Formulas and sources: `history/signals.ts`. */
export const signalNames = [
  "orders",
  "order_days",
  "lines",
  "tenure_days",
  "recency_days",
  "orders_per_quarter",
  "lines_per_quarter",
  "gap_cv",
  "regularity",
  "clumpiness",
  "adi",
  "amount_cv2",
  "repeat_share_lines",
  "repeat_share_value",
  "concentration",
  "max_to_median_order",
  "items",
  "categories",
  "category_novelty",
  "self_service_share",
  "quote_share",
  "project_share",
  "negotiated_share",
  "price_dispersion",
  "return_share",
  "error_share",
  "requests_per_quarter",
] as const;

export type SignalName = (typeof signalNames)[number];

/** What one client's order lines tell. */
export interface Signals {
  /** A signal is absent when the history is too short or the file lacks the column: absent, never 0. */
  readonly values: Readonly<Partial<Record<SignalName, number>>>;
  readonly demandClass?: DemandClass;
  /** First order ever, also before the lookback. */
  readonly firstDay?: Day;
  readonly lastDay?: Day;
  /** Net of returns, over the 12 months up to and including as_of. */
  readonly revenue12m: Cents;
}

/** Syntetos, Boylan & Croston 2005. */
export type DemandClass = "smooth" | "erratic" | "intermittent" | "lumpy";
