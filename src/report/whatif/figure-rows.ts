import { type HoursLine, whoseHours } from "../hours-values.ts";
import { hoursText, moneyText, percent, whole } from "../numbers.ts";
import type { PlanColumn, WhatifDocument } from "./whatif-document.ts";

/** One line of the table; the cells are today's, the unchanged plan's, then each scenario's. */
export interface FigureRow {
  readonly words: string;
  readonly cells: readonly string[];
  /** Worth a colour: somebody is short of hours, somebody has no rep. */
  readonly alarming?: boolean;
}

type Figures = WhatifDocument["today"];

/** The figures that tell one plan from another. */
export function figureRows(document: WhatifDocument): FigureRow[] {
  const { today, plans, levels } = document;
  const [first = "", last = ""] = [levels[0], levels.at(-1)];
  const several = levels.length > 1;
  const of = (words: string, value: (figures: Figures) => string): FigureRow => ({
    words,
    cells: [value(today), ...plans.map(value)],
  });
  const planned = (words: string, value: (plan: PlanColumn) => string): FigureRow => ({
    words,
    cells: ["-", ...plans.map(value)],
  });
  const share = ({ moves }: PlanColumn, cents: number) =>
    moves.revenue_total_cents > 0 ? percent(cents / moves.revenue_total_cents) : "-";
  return [
    {
      words: "unplaced clients",
      cells: [whole(today.without_seller), ...plans.map((plan) => whole(plan.unplaced))],
    },
    ...(several ? [of(`consultative on ${first}s`, (one) => whole(one.consultative_on_juniors))] : []),
    of("... too complex for seller", (one) => whole(one.complex_on_too_low_level)),
    of("hours of capacity, range", ({ hours_spread: spread }) => range(spread)),
    of("... variation (CV)", ({ hours_spread: spread }) => spread?.cv.toFixed(2) ?? "-"),
    of("revenue of share, range", ({ revenue_spread: spread }) => range(spread)),
    of("... variation (CV)", ({ revenue_spread: spread }) => spread?.cv.toFixed(2) ?? "-"),
    of(several ? `${last} hours on orders` : "seller hours on orders", (one) =>
      hoursText(several ? one.senior_routine_hours : one.seller_routine_hours),
    ),
    planned("clients that move", ({ moves }) => whole(moves.forced + moves.chosen)),
    planned("... chosen", ({ moves }) => whole(moves.chosen)),
    planned("revenue that moves", ({ moves }) => moneyText(moves.revenue_forced_cents + moves.revenue_chosen_cents)),
    planned("... of all", (plan) => share(plan, plan.moves.revenue_forced_cents + plan.moves.revenue_chosen_cents)),
    planned("... chosen, of all", (plan) => share(plan, plan.moves.revenue_chosen_cents)),
    planned("hours short", ({ short_hours }) => hoursText(short_hours)),
    ...shortRows(plans, levels),
    planned("points (fewer is better)", ({ objective }) => pointsText(objective)),
  ];
}

/** Unplaced clients and passed limits cost millions. */
function pointsText(points: number): string {
  return points >= 1e7 ? `${whole(points / 1e6)} M` : whole(points);
}

function range(spread: Figures["hours_spread"]): string {
  return spread === null ? "-" : `${percent(spread.least)}-${percent(spread.most)}`;
}

/** A line for each region and level that is short in any plan. */
function shortRows(plans: readonly PlanColumn[], levels: readonly string[]): FigureRow[] {
  const rows = new Map<string, Map<string, HoursLine>>();
  for (const { key, hours } of plans) {
    for (const line of hours.filter(({ short_hours }) => short_hours > 0)) {
      const whose = whoseHours(line, levels);
      rows.set(whose, (rows.get(whose) ?? new Map()).set(key, line));
    }
  }
  return [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([whose, lines]): FigureRow => ({
        words: `... ${whose}`,
        cells: ["-", ...plans.map(({ key }) => hoursText(lines.get(key)?.short_hours ?? 0))],
        alarming: true,
      }),
    );
}
