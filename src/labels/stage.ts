import { addMonths } from "../calendar/days.ts";
import type { Config } from "../config/schema.ts";
import type { Day } from "../domain/day.ts";
import type { Stage } from "../domain/label.ts";
import type { Signals } from "../domain/signals.ts";

/** Where the client stands in its life with us, from its first and last order ever. */
export function stageOf(signals: Signals, asOf: Day, settings: Config["stages"]): Stage {
  const { firstDay, lastDay } = signals;
  if (firstDay === undefined || lastDay === undefined) return "prospect";
  if (firstDay > addMonths(asOf, -settings.new_months)) return "new";
  return lastDay <= addMonths(asOf, -settings.lapsed_months) ? "lapsed" : "established";
}
