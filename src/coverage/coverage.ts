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

/** `orders x minutes + lines x minutes + requests x minutes`, hours per quarter. */
function routineHoursOf(signals: Signals, settings: Config["coverage"]["desk"]): number {
  const { orders_per_quarter, lines_per_quarter, requests_per_quarter } = signals.values;
  const minutes =
    (orders_per_quarter ?? 0) * settings.minutes_per_order +
    (lines_per_quarter ?? 0) * settings.minutes_per_line +
    (requests_per_quarter ?? 0) * settings.minutes_per_request;
  return round(minutes / 60);
}

/** `visits x length + development`, hours per quarter. */
function sellerHoursOf(the: CoverageCase, config: Config): number {
  const settings = config.coverage.seller;
  if (the.stage === "prospect" || the.stage === "lapsed") return settings.prospect_hours;
  const kind =
    the.label.name === "transactional"
      ? "transactional"
      : the.complexity > complexAbove(config)
        ? "complex"
        : "consultative";
  const visits = settings.visits_per_quarter[kind] + (the.stage === "new" ? settings.new_client_visits : 0);
  return visits * settings.hours_per_visit + settings.development_hours[kind];
}

function isDeskOnly(the: CoverageCase, config: Config): boolean {
  const revenueBelow = config.coverage.desk_only_below_revenue * 100;
  return the.label.name === "transactional" && the.stage === "established" && the.signals.revenue12m < revenueBelow;
}

/** To hundredths of an hour, so that loads add up exactly as integers and read well. */
function round(hours: number): number {
  return Math.round(hours * 100) / 100;
}
