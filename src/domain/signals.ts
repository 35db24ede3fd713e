import type { Day } from "./day.ts";
import type { Cents } from "./money.ts";

/**
 * What one client's order lines within the lookback tell. A signal is absent when the history is too short or the file has no
 * such column: absent, never 0. Formulas and sources: `history/signals.ts`.
 */
export interface Signals {
  readonly orders: number;
  readonly orderDays: number;
  readonly lines: number;
  readonly firstDay?: Day;
  readonly lastDay?: Day;
  /** Days from the first order ever to as_of. */
  readonly tenureDays?: number;
  /** Days from the last order to as_of. */
  readonly recencyDays?: number;
  /** Last 12 months before as_of. */
  readonly revenue12m: Cents;
  readonly ordersPerQuarter?: number;
  readonly linesPerQuarter?: number;
  readonly gapCv?: number;
  readonly regularity?: number;
  readonly clumpiness?: number;
  readonly adi?: number;
  readonly amountCv2?: number;
  readonly demandClass?: DemandClass;
  readonly repeatShareLines?: number;
  readonly repeatShareValue?: number;
  readonly concentration?: number;
  readonly maxToMedianOrder?: number;
  readonly items?: number;
  readonly categories?: number;
  readonly categoryNovelty?: number;
  readonly selfServiceShare?: number;
  readonly quoteShare?: number;
  readonly projectShare?: number;
  readonly priceDispersion?: number;
  readonly returnShare?: number;
  readonly errorShare?: number;
  readonly requestsPerQuarter?: number;
  readonly technicalRequestShare?: number;
}

/** Syntetos, Boylan & Croston 2005. */
export type DemandClass = "smooth" | "erratic" | "intermittent" | "lumpy";
