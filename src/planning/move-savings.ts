import { costOfMoves, type ModelState, placedWith, type TermCost } from "./move-costs.ts";
import type { SeatModel } from "./seat-model.ts";

/** What the plan saves, term by term, against the same plan with `units` back home; the points add up to the objective's difference. */
export function savingsOf(model: SeatModel, state: ModelState, units: readonly number[]): TermCost[] {
  const home = (unit: number) => model.problem.home[unit] as number;
  return costOfMoves(
    model,
    state,
    units.map((unit) => ({ unit, to: placedWith(model, unit, home(unit)) })),
  );
}
