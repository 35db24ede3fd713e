import type { Rep } from "../domain/rep.ts";
import type { BalanceRule } from "../rules/rule.ts";
import type { SeatPlan } from "./seat-plan.ts";
import type { Unit } from "./units.ts";

const measureWords: Readonly<Record<BalanceRule["measure"], string>> = {
  hours: "hours",
  revenue: "revenue",
  consultative: "consultative clients",
};

/** Load over target of one rep in one measure when the unit stays with the giver, all else as planned. */
interface Counterfactual {
  readonly measure: BalanceRule["measure"];
  readonly giver: number;
  readonly taker: number;
}

/**
 * Why a unit was moved by choice: the measure in which the giver would stand furthest above the taker had it stayed, all else as planned,
 * with both shares.
 */
export function chosenMoveReason({ model, allocation }: SeatPlan, unit: Unit, from: Rep, to: Rep): string {
  const [giver, taker] = [model.reps.indexOf(from), model.reps.indexOf(to)];
  const at = model.units.indexOf(unit);
  const shares = model.balance.flatMap((rule, index): Counterfactual[] => {
    const measure = model.problem.measures[index];
    if (!measure || rule.measure === undefined) return [];
    const load = (agent: number) =>
      allocation.assignment.reduce((sum, one, other) => (one === agent ? sum + (measure.load[other] as number) : sum), 0);
    const own = measure.load[at] as number;
    const [giverTarget, takerTarget] = [measure.target[giver] as number, measure.target[taker] as number];
    if (!(giverTarget > 0 && takerTarget > 0)) return [];
    return [{ measure: rule.measure, giver: (load(giver) + own) / giverTarget, taker: (load(taker) - own) / takerTarget }];
  });
  const [widest] = shares.sort((a, b) => b.giver - b.taker - (a.giver - a.taker));
  if (!widest || widest.giver <= widest.taker) return `${to.name} fits better by level or industry`;
  const percent = (share: number) => `${Math.round(share * 100)}%`;
  return `evens ${measureWords[widest.measure]}: with it ${from.name} would have ${percent(widest.giver)} of the share, ${to.name} ${percent(widest.taker)}`;
}
