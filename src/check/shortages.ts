import { capOverruns } from "../planning/overruns.ts";
import { fullTimeReps, type StaffingLine, staffingOfSeat } from "../planning/staffing.ts";
import { overCapacity } from "../rules/over-capacity.ts";
import type { CheckSubject } from "./subject.ts";

/** A group of reps who can stand in for each other and have not the hours for an assignment. */
export interface Shortage extends StaffingLine {
  /** Reps beyond their hours, by how much in all, and the full-time reps that makes. */
  readonly repsOver: number;
  readonly hoursOver: number;
  readonly fteOver: number;
}

/** Groups that need more hours than they have, or some of whose reps are beyond their hours. */
export function shortagesOf({ seats, context }: CheckSubject): Shortage[] {
  return seats.flatMap(({ model, holders }) => {
    const overruns = capOverruns(model, holders).filter(({ rule }) => rule === overCapacity);
    return staffingOfSeat(model, context).flatMap((line) => {
      const over = overruns.filter(({ rep }) => line.reps.includes(rep));
      const hours = Math.round(over.reduce((sum, { use, most }) => sum + use - most, 0) * 10) / 10;
      if (line.shortFte <= 0 && over.length === 0) return [];
      return [{ ...line, repsOver: over.length, hoursOver: hours, fteOver: fullTimeReps(hours, context) }];
    });
  });
}
