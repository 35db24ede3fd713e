import type { AllocationProblem } from "../allocation/index.ts";
import type { CapRule } from "../rules/rule.ts";
import type { Holders } from "./overruns.ts";
import type { SeatModel } from "./seat-model.ts";

/** A rep who has more now than a hard cap allows. Soft caps release nothing: they may be passed. */
interface Excess {
  readonly cap: number;
  readonly agent: number;
  /** What the units use of the cap now, and what of it has to go. */
  readonly load: number;
  readonly amount: number;
  /** The rep's own units that use the cap. */
  readonly units: readonly number[];
}

type Capped = Pick<AllocationProblem, "caps" | "home" | "unitCount">;

function excesses({ caps, home, unitCount }: Capped): Excess[] {
  return caps.flatMap(({ use, capacity, overflowPrice }, cap) => {
    if (overflowPrice !== Number.POSITIVE_INFINITY) return [];
    const byAgent = new Map<number, number[]>();
    for (let unit = 0; unit < unitCount; unit++) {
      const agent = home[unit] as number;
      if (agent < 0 || (use[unit] as number) <= 0) continue;
      const units = byAgent.get(agent);
      if (units) units.push(unit);
      else byAgent.set(agent, [unit]);
    }
    return [...byAgent].flatMap(([agent, units]) => {
      const load = units.reduce((sum, unit) => sum + (use[unit] as number), 0);
      const amount = load - (capacity[agent] as number);
      return amount > 0 ? [{ cap, agent, load, amount, units }] : [];
    });
  });
}

/**
 * The least of a budget that keeping the hard caps touches, whichever units go: for each rep the units cheapest for what they free of the
 * cap, the last in part. That much is added to the budget's limit, so that what has to go is not paid from it.
 */
export function releaseAllowance(problem: Capped, budgetUse: Float64Array): number {
  const ofAgent = new Map<number, number>();
  for (const { cap, agent, amount, units } of excesses(problem)) {
    const use = problem.caps[cap]?.use as Float64Array;
    let [open, touched] = [amount, 0];
    for (const unit of cheapestFirst(units, use, budgetUse)) {
      if (open <= 0) break;
      touched += (budgetUse[unit] as number) * Math.min(1, open / (use[unit] as number));
      open -= use[unit] as number;
    }
    // Cents and counts are whole; rounded down, sums do not depend on the order.
    ofAgent.set(agent, Math.max(Math.floor(touched), ofAgent.get(agent) ?? 0));
  }
  return [...ofAgent.values()].reduce((sum, touched) => sum + touched, 0);
}

function cheapestFirst(units: readonly number[], use: Float64Array, cost: Float64Array | undefined): number[] {
  const price = (unit: number) => (cost?.[unit] ?? 0) / (use[unit] as number);
  return [...units].sort((a, b) => price(a) - price(b) || a - b);
}

/**
 * By unit: whether its leaving would be one more that a hard cap of who has it must release, beside those that have left. Such a move
 * spends no budget.
 */
export function stillToRelease({ problem, units, reps }: SeatModel, holders: Holders): (unit: number) => boolean {
  const free = new Set<number>();
  for (const { cap, agent, amount, units: own } of excesses(problem)) {
    const use = problem.caps[cap]?.use as Float64Array;
    const owner = reps[agent]?.id;
    const gone = own.filter((unit) => units[unit]?.members.some(({ client }) => holders.get(client.id) !== owner));
    const open = amount - gone.reduce((sum, unit) => sum + (use[unit] as number), 0);
    if (open > 0) for (const unit of own) free.add(unit);
  }
  return (unit) => free.has(unit);
}

/**
 * The units that leave because a hard cap of who has them cannot hold all, with the reason in words: of those who leave, as many as the
 * cap had to release, those with the least revenue first, so that what is called chosen is never told too small.
 */
export function releasedUnits(model: SeatModel, holders: Holders): ReadonlyMap<number, string> {
  const { problem, units, reps, caps } = model;
  const released = new Map<number, string>();
  for (const { cap, agent, load, amount, units: own } of excesses(problem)) {
    const { use, capacity } = problem.caps[cap] as (typeof problem.caps)[number];
    const owner = reps[agent] as (typeof reps)[number];
    const rule = caps[cap] as CapRule;
    const gone = own.filter((unit) => units[unit]?.members.some(({ client }) => holders.get(client.id) !== owner.id));
    let open = amount;
    for (const unit of cheapestFirst(gone, use, problem.budgets[0]?.use)) {
      if (open <= 0) break;
      open -= use[unit] as number;
      released.set(unit, `${owner.name} may have ${capacity[agent]} ${rule.unit} and has ${load}`);
    }
  }
  return released;
}
