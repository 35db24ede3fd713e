import { guardOf } from "../config/schema.ts";
import type { PlanRow } from "../domain/plan.ts";
import { seats } from "../domain/rep.ts";
import { figuresOf, moveFigures } from "../planning/figures.ts";
import { budgetOverruns, capOverruns } from "../planning/overruns.ts";
import { pointsOf } from "../planning/seat-plan.ts";
import { firstBreach } from "../rules/catalogue.ts";
import type { PlanUnderReview } from "./plan-under-review.ts";

/** How a figure is written. */
export type FigureUnit = "count" | "hours" | "cents" | "share" | "ratio" | "points";

/** One figure of two assignments. `undefined` where it cannot be told. */
export interface DiffFigure {
  readonly name: string;
  readonly unit: FigureUnit;
  readonly a: number | undefined;
  readonly b: number | undefined;
  /** Whether less of it is better; absent where neither way is. */
  readonly better?: "less" | "more";
}

/** Both sides in the same figures, in a fixed order. */
export function figuresOfDiff(a: PlanUnderReview, b: PlanUnderReview): DiffFigure[] {
  const [before, after] = [figures(a), figures(b)];
  return before.map((figure, at) => {
    const { value, ...rest } = figure;
    return { ...rest, a: value, b: after[at]?.value };
  });
}

interface Figure extends Pick<DiffFigure, "name" | "unit" | "better"> {
  readonly value: number | undefined;
}

function figures(review: PlanUnderReview): Figure[] {
  const { reps, context, assignment } = review;
  const { order } = context.config.levels;
  const rows = [...review.rows.values()];
  const of = figuresOf(rows, assignment, reps, context);
  const moves = moveFigures({ rows });
  const less = (name: string, unit: FigureUnit, value: number | undefined): Figure => ({
    name,
    unit,
    value,
    better: "less",
  });
  const plain = (name: string, unit: FigureUnit, value: number | undefined): Figure => ({ name, unit, value });
  return [
    less("clients without a seller they need", "count", of.withoutSeller),
    less("clients without a desk they need", "count", withoutDesk(rows)),
    less("clients where a must rule is broken", "count", forbidden(review, rows)),
    less("limits passed", "count", passedLimits(review)),
    ...(order.length > 1 ? [less(`consultative clients on ${order[0]}s`, "count", of.consultativeOnJuniors)] : []),
    ...(order.some((level) => guardOf(context.config, level) !== undefined)
      ? [less("... too complex for their seller", "count", of.complexOnTooLowLevel)]
      : []),
    less(`${order.at(-1)} hours on routine orders`, "hours", of.seniorRoutineHours),
    less("hours of capacity, variation (CV)", "ratio", of.hoursSpread?.cv),
    plain("... least loaded seller", "share", of.hoursSpread?.least),
    plain("... most loaded seller", "share", of.hoursSpread?.most),
    less("revenue of share, variation (CV)", "ratio", of.revenueSpread?.cv),
    plain("leave their present seller, forced", "count", moves.forced),
    plain("leave their present seller, chosen", "count", moves.chosen),
    plain("revenue moved by choice", "cents", moves.revenueChosen),
    { name: "continuity with the present", unit: "share", value: moves.continuity, better: "more" },
    ...seats.map((seat) => {
      const held = review.seats.get(seat);
      return less(`points of the model, ${seat} seat`, "points", held && pointsOf(held));
    }),
  ];
}

function withoutDesk(rows: readonly PlanRow[]): number {
  return rows.filter(({ profile, seating }) => profile.coverage.hours.desk !== undefined && seating.desk === undefined)
    .length;
}

/** Clients with a must rule broken in any seat they need. */
function forbidden({ context }: PlanUnderReview, rows: readonly PlanRow[]): number {
  return rows.filter(({ profile, seating }) =>
    seats.some((seat) => {
      const rep = context.reps.get(seating[seat] ?? ("" as never));
      return rep !== undefined && firstBreach({ profile, rep, seat }, context) !== undefined;
    }),
  ).length;
}

function passedLimits({ seats: held }: PlanUnderReview): number {
  return [...held.values()].reduce(
    (sum, { model, holders }) => sum + capOverruns(model, holders).length + budgetOverruns(model, holders).length,
    0,
  );
}
