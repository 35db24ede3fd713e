import { formatDay, parseIsoDay, parseQuarter, quarterAfter, quarterOf } from "../calendar/days.ts";
import type { PlaceOfSetting } from "../check/judge.ts";
import type { Config } from "../config/schema.ts";
import type { Day } from "../domain/day.ts";
import type { Finding } from "../domain/finding.ts";
import type { Quarter } from "../domain/quarter.ts";
import { effectiveOutsideQuarter } from "../input/index.ts";
import type { CommonOptions } from "./common-options.ts";

/** The quarter that the settings name: that of the effective date where no quarter is given; `undefined` where neither is. */
export function quarterGiven({ quarter, effective }: Config): Quarter | undefined {
  if (quarter !== undefined) return parseQuarter(quarter);
  const day = effective === undefined ? undefined : parseIsoDay(effective);
  return day === undefined ? undefined : quarterOf(day);
}

/** The quarter that a run is for: as given, else the one after the day it looks back from. */
export function quarterOfRun(config: Config, asOf: Day): Quarter {
  return quarterGiven(config) ?? quarterAfter(asOf);
}

/** The quarter to plan and the day the plan takes effect; an effective date outside the quarter is a finding. */
export function plannedQuarter(
  config: Config,
  asOf: Day,
  options: Pick<CommonOptions, "effective" | "quarter">,
  placeOf: PlaceOfSetting,
): { readonly quarter: Quarter; readonly findings: readonly Finding[] } {
  const quarter = quarterOfRun(config, asOf);
  const day = config.effective === undefined ? undefined : parseIsoDay(config.effective);
  if (day === undefined) return { quarter, findings: [] };
  if (day >= quarter.firstDay && day <= quarter.lastDay)
    return { quarter: { ...quarter, effectiveDay: day }, findings: [] };
  // What stands in the config is to be mended there; what the command line says has no place.
  const inConfig = (["effective", "quarter"] as const).find((key) => options[key] === undefined);
  const place = inConfig === undefined ? undefined : placeOf([inConfig]);
  const [first, last] = [formatDay(quarter.firstDay), formatDay(quarter.lastDay)];
  return { quarter, findings: [effectiveOutsideQuarter(place, formatDay(day), quarter.name, first, last)] };
}
