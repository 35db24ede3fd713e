import { type Allocation, evaluate, type SolveOptions, solveAllocation } from "../allocation/index.ts";
import type { ClientId, RepId } from "../domain/ids.ts";
import type { SeatProof } from "../domain/plan.ts";
import type { Rep } from "../domain/rep.ts";
import type { RuleContext } from "../rules/rule.ts";
import { releasedUnits } from "./hard-caps.ts";
import { type ModelState, movedUnits, pairOf, stateOf, stateOfHolders } from "./move-costs.ts";
import type { Holders } from "./overruns.ts";
import type { SeatModel } from "./seat-model.ts";

/** A seat whose clients have somebody, whoever said so. */
export interface HeldSeat {
  readonly model: SeatModel;
  /** Clients whom nobody may or can take are missing. */
  readonly holders: Holders;
  readonly state: ModelState;
  /** Units that leave who has them. */
  readonly moved: readonly number[];
  /** Units that a hard cap of who has them cannot keep, with the reason. */
  readonly released: ReadonlyMap<number, string>;
  /** Of a client, for the words of the desk seat. */
  readonly sellerOf: (id: ClientId | undefined) => Rep | undefined;
}

/** A solved seat. */
export interface SeatPlan extends HeldSeat {
  readonly allocation: Allocation;
}

/** Whether the solver made it; else somebody did by hand. */
export function isSolved(held: HeldSeat): held is SeatPlan {
  return "allocation" in held;
}

export async function solveSeat(
  model: SeatModel,
  options: SolveOptions,
  sellerOf: SeatPlan["sellerOf"] = () => undefined,
): Promise<SeatPlan> {
  return seatPlanFrom(model, await solveAllocation(model.problem, options), sellerOf);
}

/** What an allocation of the model means for clients and reps. */
export function seatPlanFrom(
  model: SeatModel,
  allocation: Allocation,
  sellerOf: SeatPlan["sellerOf"] = () => undefined,
): SeatPlan {
  const holders = new Map<ClientId, RepId>();
  model.units.forEach((unit, at) => {
    const rep: Rep | undefined = model.reps[allocation.assignment[at] as number];
    if (rep) for (const { client } of unit.members) holders.set(client.id, rep.id);
  });
  const { assignment } = allocation;
  const state = stateOf(model, assignment);
  const released = releasedUnits(model, holders);
  return { model, allocation, holders, state, moved: movedUnits(model, assignment), released, sellerOf };
}

/** A seat as a file has it, beside the solver's model of it. */
export function heldSeat(
  model: SeatModel,
  holders: Holders,
  context: RuleContext,
  sellerOf: HeldSeat["sellerOf"] = () => undefined,
): HeldSeat {
  const state = stateOfHolders(model, holders, context);
  const moved = movedUnits(model, state.assignment);
  return { model, holders, state, moved, released: releasedUnits(model, holders), sellerOf };
}

/** What the model asks for the seat as it is held; `undefined` where some clients stand as no plan would place them. */
export function pointsOf({ model, state }: HeldSeat): number | undefined {
  return state.scattered.size > 0 ? undefined : evaluate(model.problem, state.assignment).objective;
}

/** The proof in the seat's own terms; they add up to the objective. */
export function proofOf({ model, allocation }: SeatPlan): SeatProof {
  const { terms } = allocation;
  const chosen = (costs: Float64Array) =>
    model.units.reduce((total, _, at) => {
      const pair = pairOf(model.problem, at, allocation.assignment[at] as number);
      return pair < 0 ? total : total + (costs[pair] as number);
    }, 0);
  const named: Record<string, number> = {
    unplaced: terms.unplaced,
    limits: [...terms.caps, ...terms.budgets].reduce((total, term) => total + term, 0),
  };
  model.balance.forEach((rule, index) => {
    named[`balance_${rule.measure}`] = terms.balance[index] as number;
  });
  named.continuity = chosen(model.pairTerms.continuity);
  named.fit = chosen(model.pairTerms.fit);
  if (model.seat === "desk") named.affinity = chosen(model.pairTerms.affinity);
  return {
    seat: model.seat,
    objective: allocation.objective,
    bound: allocation.bound,
    gap: allocation.gap,
    method: allocation.statistics.boundMethod,
    terms: Object.fromEntries(Object.entries(named).map(([name, value]) => [name, Math.round(value * 1000) / 1000])),
    iterations: allocation.statistics.iterations,
    interrupted: allocation.interrupted,
    outOfTime: allocation.outOfTime,
    notes: allocation.statistics.notes,
  };
}
