import type { Rep } from "../domain/rep.ts";
import type { BalanceRule } from "../rules/rule.ts";
import type { SeatPlan } from "./seat-plan.ts";

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
export function chosenMoveReason({ model, loads }: SeatPlan, unit: number, from: Rep, to: Rep): string {
  const [giver, taker] = [model.reps.indexOf(from), model.reps.indexOf(to)];
  const shares = model.balance.flatMap((rule, index): Counterfactual[] => {
    const measure = model.problem.measures[index];
    if (!measure) return [];
    const load = (agent: number) => loads[index]?.[agent] ?? 0;
    const own = measure.load[unit] as number;
    const [giverTarget, takerTarget] = [measure.target[giver] as number, measure.target[taker] as number];
    if (!(giverTarget > 0 && takerTarget > 0)) return [];
    return [
      { measure: rule.measure, giver: (load(giver) + own) / giverTarget, taker: (load(taker) - own) / takerTarget },
    ];
  });
  const [widest] = shares.sort((a, b) => b.giver - b.taker - (a.giver - a.taker));
  if (!widest || widest.giver <= widest.taker) return `${to.name} fits better by level or industry`;
  const percent = (share: number) => `${Math.round(share * 100)}%`;
  const measureWord = measureWords[widest.measure];
  return `evens ${measureWord}: ${from.name} would have ${percent(widest.giver)} of the share with it, ${to.name} ${percent(widest.taker)} without`;
}
