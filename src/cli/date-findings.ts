import { formatDay } from "../calendar/days.ts";
import type { Config } from "../config/schema.ts";
import type { Day } from "../domain/day.ts";
import type { Finding } from "../domain/finding.ts";
import type { OrderHistory } from "../history/order-history.ts";
import { loneLastDay, ordersEndEarly, quarterIsPast } from "../input/index.ts";
import { quarterGiven } from "./planned-quarter.ts";

/** Days without any order of anybody that no business has: half a year. */
const SILENCE = 180;
/** Days that an export may lie back without a word: a quarter. */
const STALE = 92;
/** Share of the lines that a day may have and still be a mistake. */
const FEW = 0.01;
/** A shorter history has silences of its own. */
const FEWEST_LINES = 50;

/** Whether the dates of the run fit each other: orders, the day to look back from, the quarter. */
export function dateFindings(file: string, history: OrderHistory, lines: number, asOf: Day, config: Config): Finding[] {
  const { last, before, lines: linesOfLast } = history.end;
  const quarter = quarterGiven(config);
  const lone =
    config.as_of === undefined &&
    last !== undefined &&
    before !== undefined &&
    lines >= FEWEST_LINES &&
    last - before > SILENCE &&
    linesOfLast < Math.max(2, FEW * lines);
  return [
    ...(lone ? [loneLastDay(file, formatDay(last), formatDay(before), linesOfLast)] : []),
    ...(last !== undefined && asOf - last > STALE ? [ordersEndEarly(file, formatDay(last), formatDay(asOf))] : []),
    ...(quarter && quarter.lastDay < asOf ? [quarterIsPast(file, quarter.name, formatDay(asOf))] : []),
  ];
}
