import type { RepId } from "../domain/ids.ts";
import { knownOwnerId } from "../rules/owner.ts";
import type { RuleContext } from "../rules/rule.ts";
import type { SeatModel } from "./seat-model.ts";

const measureWords = { hours: "hours", revenue: "revenue", consultative: "consultative clients" } as const;

/** Each rep's load over target in each measure under the present owners; `undefined` where the target is 0. */
export function presentShares(model: SeatModel, context: RuleContext): readonly (readonly (number | undefined)[])[] {
  return model.balance.map((rule, index) => {
    const loads = new Float64Array(model.reps.length);
    for (const unit of model.units) {
      for (const profile of unit.members) {
        const owner = model.reps.findIndex((rep) => rep.id === knownOwnerId(profile.client, model.seat, context));
        if (owner >= 0) loads[owner] = (loads[owner] as number) + rule.load(profile, model.seat);
      }
    }
    const target = model.problem.measures[index]?.target;
    return Array.from(loads, (load, rep) => {
      const own = target?.[rep] ?? 0;
      return own > 0 ? load / own : undefined;
    });
  });
}

const computed = new WeakMap<SeatModel, ReturnType<typeof presentShares>>();

/** The reason of a chosen move: the measure in which the giver stood furthest above the taker before, with both shares. */
export function shareBefore(model: SeatModel, from: RepId, to: RepId, context: RuleContext): string {
  let shares = computed.get(model);
  if (!shares) {
    shares = presentShares(model, context);
    computed.set(model, shares);
  }
  const giver = model.reps.findIndex((rep) => rep.id === from);
  const taker = model.reps.findIndex((rep) => rep.id === to);
  const [first] = model.balance
    .map((rule, index) => ({ measure: rule.measure, gave: shares[index]?.[giver], took: shares[index]?.[taker] }))
    .filter(
      (one): one is { measure: typeof one.measure; gave: number; took: number } =>
        one.gave !== undefined && one.took !== undefined,
    )
    .sort((a, b) => b.gave - b.took - (a.gave - a.took));
  const names = [model.reps[giver]?.name ?? from, model.reps[taker]?.name ?? to] as const;
  if (!first || first.gave <= first.took) return `fits ${names[1]} better (level and industry)`;
  const percent = (share: number) => `${Math.round(share * 100)}%`;
  return `evens ${measureWords[first.measure]}: ${names[0]} had ${percent(first.gave)} of the share, ${names[1]} ${percent(first.took)}`;
}
