import type { ClientId, RepId } from "../domain/ids.ts";
import type { Rep } from "../domain/rep.ts";
import { presentOwnerId } from "../rules/owner.ts";
import type { CapRule } from "../rules/rule.ts";
import { releasedUnits } from "./hard-caps.ts";
import { capUse, type SeatModel } from "./seat-model.ts";

/** Who holds the seat of each client. */
export type Holders = ReadonlyMap<ClientId, RepId>;

/** Smaller overruns are rounding of hours, not overload. */
export const ROUNDING = 0.005;

/** A cap that an assignment passes. */
export interface CapOverrun {
  readonly rule: CapRule;
  readonly rep: Rep;
  readonly use: number;
  readonly most: number;
}

/** The caps of a seat that the holders pass, by rule, then in the reps' order. The same count for a plan and for a file. */
export function capOverruns(model: SeatModel, holders: Holders): CapOverrun[] {
  return model.caps.flatMap((rule, index) => {
    const used = capUses(model, rule, holders);
    return model.reps.flatMap((rep, position) => {
      const [use, most] = [
        used.get(rep.id) ?? 0,
        model.problem.caps[index]?.capacity[position] ?? Number.POSITIVE_INFINITY,
      ];
      return use > most + ROUNDING ? [{ rule, rep, use, most }] : [];
    });
  });
}

/** What each rep uses of a cap under an assignment. */
export function capUses(model: SeatModel, rule: CapRule, holders: Holders): ReadonlyMap<RepId, number> {
  const used = new Map<RepId, number>();
  for (const { members } of model.units) {
    for (const profile of members) {
      const holder = holders.get(profile.client.id);
      if (holder === undefined) continue;
      used.set(holder, (used.get(holder) ?? 0) + capUse(rule, profile, holder, model));
    }
  }
  return used;
}

/**
 * Clients whom their owner could keep together with all that is placed with them, and who go to somebody else; those left out that a hard
 * cap of their owner had to release.
 */
export function chosenMoves(model: SeatModel, holders: Holders): ClientId[] {
  const released = releasedUnits(model, holders);
  return model.units.flatMap((unit, at) => {
    if (released.has(at)) return [];
    const home = model.reps[model.problem.home[at] ?? -1]?.id;
    return unit.members
      .map((profile) => profile.client)
      .filter((client) => home !== undefined && presentOwnerId(client, model.seat) === home)
      .map((client) => client.id)
      .filter((id) => holders.has(id) && holders.get(id) !== home);
  });
}

/** A budget that chosen moves pass. */
export interface BudgetOverrun {
  readonly name: string;
  readonly spent: number;
  readonly limit: number;
}

export function budgetOverruns(model: SeatModel, holders: Holders): BudgetOverrun[] {
  const moved = new Set(chosenMoves(model, holders));
  return model.budgets.flatMap((rule, index) => {
    const limit = model.budgetLimits[index] ?? Number.POSITIVE_INFINITY;
    const spent = model.units
      .flatMap((unit) => unit.members)
      .filter((profile) => moved.has(profile.client.id))
      .reduce((sum, profile) => sum + rule.use(profile), 0);
    return spent > limit + ROUNDING ? [{ name: rule.measure, spent, limit }] : [];
  });
}

/** Each rep's load in each balance measure of the seat, by measure, then in the reps' order. */
export function loadsOf(model: SeatModel, holders: Holders): Float64Array[] {
  const position = new Map(model.reps.map((rep, at) => [rep.id, at]));
  return model.balance.map((rule) => {
    const loads = new Float64Array(model.reps.length);
    for (const { members } of model.units) {
      for (const profile of members) {
        const at = position.get(holders.get(profile.client.id) ?? ("" as RepId));
        if (at !== undefined) loads[at] = (loads[at] as number) + rule.load(profile, model.seat);
      }
    }
    return loads;
  });
}
