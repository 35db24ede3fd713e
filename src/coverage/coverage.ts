import { type Config, complexAbove } from "../config/schema.ts";
import type { Coverage } from "../domain/coverage.ts";
import type { Label, Stage } from "../domain/label.ts";
import type { Signals } from "../domain/signals.ts";

/** What the hours depend on. */
export interface CoverageCase {
  readonly label: Label;
  readonly complexity: number;
  readonly stage: Stage;
  readonly signals: Signals;
  /** Share of the quarter that the hours are of, where a plan takes effect within it; the whole quarter when absent. */
  readonly shareOfQuarter?: number;
}

/**
 * The seats a client needs and its hours per quarter in each (the build-up method: visits x length + orders x minutes + development).
 * Both kinds of client need a desk for their orders and a seller; the smallest transactional ones may be desk only, where
 * there is work for a desk. Without any desk rep the seller does the desk's work too.
 */
export function coverageOf(the: CoverageCase, hasDesk: boolean, config: Config): Coverage {
  // A lapsed client's orders lie in a time that is over.
  const { shareOfQuarter = 1 } = the;
  const routineHours =
    the.stage === "lapsed" ? 0 : round(shareOfQuarter * routineHoursOf(the.signals, config.coverage.desk));
  const needsDesk = hasDesk && routineHours > 0;
  const deskOnly = needsDesk && isDeskOnly(the, config);
  const sellerHours = shareOfQuarter * sellerHoursOf(the, config);
  return {
    routineHours,
    sellerDoesRoutine: !hasDesk,
    hours: {
      seller: deskOnly ? undefined : round(sellerHours + (hasDesk ? 0 : routineHours)),
      desk: needsDesk ? routineHours : undefined,
    },
  };
}

/** What hours are made of: so many times so many hours or minutes each. */
export interface WorkPart {
  readonly what: "visits" | "development" | "prospect" | "orders" | "lines" | "requests";
  readonly times: number;
  readonly each: number;
  readonly unit: "h" | "min";
}

/** Order processing: `orders x minutes + lines x minutes + requests x minutes`, hours per quarter. */
export function routineParts(signals: Signals, settings: Config["coverage"]["desk"]): WorkPart[] {
  const { orders_per_quarter, lines_per_quarter, requests_per_quarter } = signals.values;
  return [
    { what: "orders", times: orders_per_quarter ?? 0, each: settings.minutes_per_order, unit: "min" },
    { what: "lines", times: lines_per_quarter ?? 0, each: settings.minutes_per_line, unit: "min" },
    { what: "requests", times: requests_per_quarter ?? 0, each: settings.minutes_per_request, unit: "min" },
  ];
}

function routineHoursOf(signals: Signals, settings: Config["coverage"]["desk"]): number {
  const minutes = routineParts(signals, settings).reduce((sum, part) => sum + part.times * part.each, 0);
  return round(minutes / 60);
}

/** The seller's own work: `visits x length + development`, hours per quarter. */
export function sellerParts(the: Omit<CoverageCase, "signals">, config: Config): WorkPart[] {
  const settings = config.coverage.seller;
  if (the.stage === "prospect" || the.stage === "lapsed") {
    return [{ what: "prospect", times: 1, each: settings.prospect_hours, unit: "h" }];
  }
  const kind =
    the.label.name === "transactional"
      ? "transactional"
      : the.complexity > complexAbove(config)
        ? "complex"
        : "consultative";
  const visits = settings.visits_per_quarter[kind] + (the.stage === "new" ? settings.new_client_visits : 0);
  return [
    { what: "visits", times: visits, each: settings.hours_per_visit, unit: "h" },
    { what: "development", times: 1, each: settings.development_hours[kind], unit: "h" },
  ];
}

function sellerHoursOf(the: CoverageCase, config: Config): number {
  return sellerParts(the, config).reduce((sum, { times, each }) => sum + times * each, 0);
}

function isDeskOnly(the: CoverageCase, config: Config): boolean {
  const revenueBelow = config.coverage.desk_only_below_revenue * 100;
  return the.label.name === "transactional" && the.stage === "established" && the.signals.revenue12m < revenueBelow;
}

/** To hundredths of an hour, so that loads add up exactly as integers and read well. */
function round(hours: number): number {
  return Math.round(hours * 100) / 100;
}
