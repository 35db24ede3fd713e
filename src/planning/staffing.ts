import { shareInForce } from "../calendar/in-force.ts";
import { mayServeSeat } from "../coverage/availability.ts";
import type { Plan } from "../domain/plan.ts";
import type { Rep, Seat } from "../domain/rep.ts";
import { seats } from "../domain/rep.ts";
import type { RuleContext } from "../rules/rule.ts";
import type { SeatModel } from "./seat-model.ts";
import type { SeatPlan } from "./seat-plan.ts";

/** Hours needed against hours there, in one group of one seat. */
export interface StaffingLine {
  readonly seat: Seat;
  /** Regions of the group's reps; empty where they list none. */
  readonly regions: readonly string[];
  readonly reps: readonly Rep[];
  readonly neededHours: number;
  /** In the desk seat what a rep of both roles has left beside the clients it is the seller of. */
  readonly capacityHours: number;
  /** Full-time reps that the missing hours amount to; 0 when none are missing. */
  readonly shortFte: number;
}

export interface Staffing {
  readonly lines: readonly StaffingLine[];
  /** Clients nobody may take, by the rep that is missing, most first. */
  readonly missing: readonly { readonly staffing: string; readonly clients: number; readonly hours: number }[];
}

/** Where people are short: by group of reps who can stand in for each other, and for the clients that nobody may take. */
export function staffingOf(plan: Plan, seatPlans: ReadonlyMap<Seat, SeatPlan>, context: RuleContext): Staffing {
  const lines = seats.flatMap((seat) => {
    const seatPlan = seatPlans.get(seat);
    return seatPlan ? staffingOfSeat(seatPlan.model, context) : [];
  });
  const missing = new Map<string, { clients: number; hours: number }>();
  for (const { profile, seat, staffing } of plan.unplaced) {
    const known = missing.get(staffing) ?? { clients: 0, hours: 0 };
    missing.set(staffing, {
      clients: known.clients + 1,
      hours: Math.round((known.hours + (profile.coverage.hours[seat] ?? 0)) * 100) / 100,
    });
  }
  return {
    lines,
    missing: [...missing]
      .map(([staffing, need]) => ({ staffing, ...need }))
      .sort((a, b) => b.clients - a.clients || (a.staffing < b.staffing ? -1 : 1)),
  };
}

/** Hours needed and there in each group of one seat. They follow from who may serve whom, not from who does. */
export function staffingOfSeat(model: SeatModel, context: RuleContext): StaffingLine[] {
  const groups = new Map<number, { reps: Rep[]; hours: number; there: number }>();
  model.reps.forEach((rep, position) => {
    if (!mayServeSeat(rep, model.seat, context.quarter)) return;
    const number = model.groups[position] as number;
    const group = groups.get(number) ?? { reps: [], hours: 0, there: 0 };
    group.reps.push(rep);
    group.there += model.hours[position] as number;
    groups.set(number, group);
  });
  for (const unit of model.units) {
    const group = groups.get(model.groups[unit.candidates[0] ?? -1] ?? -1);
    if (group) group.hours += unit.members.reduce((sum, profile) => sum + (profile.coverage.hours[model.seat] ?? 0), 0);
  }
  return [...groups.values()].map(({ reps, hours, there }) => {
    const capacityHours = round(there);
    const neededHours = round(hours);
    return {
      seat: model.seat,
      regions: [...new Set(reps.flatMap((rep) => rep.regions))].sort(),
      reps,
      neededHours,
      capacityHours,
      shortFte: fullTimeReps(Math.max(0, neededHours - capacityHours), context),
    };
  });
}

/** Full-time reps that the hours amount to, in the time in which the plan is in force. */
export function fullTimeReps(hours: number, { config, quarter }: RuleContext): number {
  const { hours_per_quarter: fullTime, max_utilisation: utilisation } = config.capacity;
  return round(hours / Math.max(1, fullTime * utilisation * shareInForce(quarter)));
}

function round(hours: number): number {
  return Math.round(hours * 10) / 10;
}
