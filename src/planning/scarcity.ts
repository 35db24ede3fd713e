import type { ClientProfile } from "../domain/profile.ts";
import type { Rep, Seat } from "../domain/rep.ts";
import type { BudgetRule, CapRule } from "../rules/rule.ts";
import { capOverruns } from "./overruns.ts";
import type { SeatPlan } from "./seat-plan.ts";

/** A limit that binds: what one more unit of it would save, in points of the model, by the prices of the relaxation. */
export type Scarcity =
  | {
      readonly kind: "cap";
      readonly seat: Seat;
      readonly rule: CapRule;
      readonly level: string;
      readonly regions: readonly string[];
      readonly reps: readonly Rep[];
      /** What the plan uses beyond the limit, all reps together. */
      readonly over: number;
      readonly repsOver: number;
      readonly pointsPerUnit: number;
    }
  | {
      readonly kind: "budget";
      readonly rule: BudgetRule;
      readonly limit: number;
      /** For the revenue budget per cent of all revenue, for clients one client. */
      readonly pointsPerUnit: number;
      readonly unit: number;
    };

/** Below this a price is noise of the relaxation. */
const NEGLIGIBLE = 0.05;

/** The binding caps, by seat, rule, level and regions, and budgets; the dearest first. */
export function scarcitiesOf(plans: Iterable<SeatPlan>, profiles: readonly ClientProfile[]): Scarcity[] {
  return [...plans]
    .flatMap((plan) => [...scarceCaps(plan), ...scarceBudgets(plan, profiles)])
    .sort((a, b) => b.pointsPerUnit - a.pointsPerUnit);
}

function scarceCaps(plan: SeatPlan): Scarcity[] {
  const { model, allocation, holders } = plan;
  const overruns = capOverruns(model, holders);
  return model.caps.flatMap((rule, index) => {
    const prices = allocation.prices.caps[index];
    // Reps of one level and group whose hour is worth the same are one bottleneck.
    const groups = new Map<string, Rep[]>();
    model.reps.forEach((rep, at) => {
      const price = prices?.[at] ?? 0;
      if (price < NEGLIGIBLE) return;
      const key = JSON.stringify([rep.level, model.groups[at], Math.round(price)]);
      groups.set(key, [...(groups.get(key) ?? []), rep]);
    });
    return [...groups.values()].map((reps): Scarcity => {
      const over = overruns.filter((one) => one.rule === rule && reps.includes(one.rep));
      const mean = reps.reduce((sum, rep) => sum + (prices?.[model.reps.indexOf(rep)] ?? 0), 0) / reps.length;
      return {
        kind: "cap",
        seat: model.seat,
        rule,
        level: reps[0]?.level ?? "",
        regions: [...new Set(reps.flatMap((rep) => rep.regions))].sort(),
        reps,
        over: Math.round(over.reduce((sum, one) => sum + one.use - one.most, 0) * 10) / 10,
        repsOver: over.length,
        pointsPerUnit: Math.round(mean * 10) / 10,
      };
    });
  });
}

function scarceBudgets({ model, allocation }: SeatPlan, profiles: readonly ClientProfile[]): Scarcity[] {
  return model.budgets.flatMap((rule, index): Scarcity[] => {
    const total = profiles.reduce((sum, profile) => sum + rule.use(profile), 0);
    const unit = rule.measure === "revenue" ? total / 100 : 1;
    const pointsPerUnit = Math.round((allocation.prices.budgets[index] ?? 0) * unit * 10) / 10;
    if (pointsPerUnit < NEGLIGIBLE) return [];
    return [{ kind: "budget", rule, limit: model.problem.budgets[index]?.limit ?? 0, pointsPerUnit, unit }];
  });
}
