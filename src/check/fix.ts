import { type AllocationProblem, type SolveOptions, solveAllocation } from "../allocation/index.ts";
import type { ClientId, RepId } from "../domain/ids.ts";
import type { ClientProfile } from "../domain/profile.ts";
import type { Rep, Seat } from "../domain/rep.ts";
import { afterSellers } from "../planning/make-plan.ts";
import { type Holders, loadsOf } from "../planning/overruns.ts";
import { buildSeatModel, type SeatModel } from "../planning/seat-model.ts";
import type { CheckSubject } from "./subject.ts";

/** Cost of changing one client's rep. */
const CHANGE = 100;
/** At most this much of a change for a rep who is full already: it only chooses between equally small sets of changes. */
const FULLNESS = 10;
/** An error costs more than changing everybody. */
const ERROR = 1000;

/** One change that a fix makes, or cannot make. */
export interface FixedSeat {
  readonly profile: ClientProfile;
  readonly seat: Seat;
  readonly from: RepId | undefined;
  /** What the file says where it names nobody known. */
  readonly written?: string;
  /** Absent when the cell stays as it is. */
  readonly to: RepId | undefined;
  /** Why the cell stays, and the error with it. */
  readonly stays?: "nobody may take it" | "nobody who may take it has room";
}

/**
 * The smallest set of changes that removes every error: the model of the plan with another objective, in which each change of a rep costs the
 * same, passing a cap or a budget costs more than all changes together, and balance does not count. Where nobody can take a client its cell
 * stays as it is: an empty one would be an error too, and would no longer tell who has the client.
 */
export async function proposeFix(
  { seats, context, assignments }: CheckSubject,
  profiles: readonly ClientProfile[],
  reps: readonly Rep[],
  options: SolveOptions,
): Promise<FixedSeat[]> {
  const fixed: FixedSeat[] = [];
  let sellers: Holders = new Map();
  for (const { seat, holders, model } of seats) {
    const before = afterSellers(profiles, sellers, reps, context);
    const current = seat === "desk" ? buildSeatModel(profiles, seat, reps, context, before) : model;
    const allocation = await solveAllocation(fixProblem(current, holders), options);
    const after = new Map<ClientId, RepId>();
    current.units.forEach((unit, at) => {
      const to = current.reps[allocation.assignment[at] as number]?.id;
      for (const profile of unit.members) {
        const { id } = profile.client;
        const from = holders.get(id);
        const holder = to ?? from;
        if (holder !== undefined) after.set(id, holder);
        if (from === to && to !== undefined) continue;
        const written = assignments.rows.get(id)?.seats[seat]?.written;
        const stays = unit.candidates.length === 0 ? "nobody may take it" : "nobody who may take it has room";
        fixed.push({
          ...{ profile, seat, from, to },
          ...(written === undefined ? {} : { written }),
          ...(to === undefined ? { stays } : {}),
        });
      }
    });
    if (seat === "seller") sellers = after;
  }
  return fixed;
}

function fixProblem(model: SeatModel, holders: Holders): AllocationProblem {
  const { problem, units, reps } = model;
  const everybody = ERROR * CHANGE * Math.max(1, units.length);
  const fullness = fullnessOf(model, holders);
  const pairCost = new Float64Array(problem.pairCost.length);
  units.forEach((unit, at) => {
    for (let pair = problem.pairStart[at] as number; pair < (problem.pairStart[at + 1] as number); pair++) {
      const agent = problem.pairAgent[pair] as number;
      const changes = unit.members.filter(({ client }) => holders.get(client.id) !== reps[agent]?.id).length;
      pairCost[pair] = changes * (CHANGE + (fullness[agent] as number));
    }
  });
  return {
    ...problem,
    pairCost,
    unplacedCost: problem.unplacedCost.map(() => everybody * units.length),
    measures: [],
    caps: problem.caps.map((cap) => ({ ...cap, overflowPrice: Math.min(everybody, cap.overflowPrice * ERROR) })),
    budgets: problem.budgets.map((budget) => ({
      ...budget,
      overflowPrice: Math.min(everybody, budget.overflowPrice * ERROR),
    })),
  };
}

/** 0 for an idle rep up to FULLNESS for one at capacity or beyond. */
function fullnessOf(model: SeatModel, holders: Holders): Float64Array {
  const hours = loadsOf(model, holders)[model.balance.findIndex((rule) => rule.measure === "hours")];
  return model.hours.map((capacity, at) => {
    return capacity > 0 ? Math.round(FULLNESS * Math.min(1, (hours?.[at] ?? 0) / capacity)) : FULLNESS;
  });
}
