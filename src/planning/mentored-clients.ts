import type { Mentoring } from "../coverage/mentor-hours.ts";
import type { Plan } from "../domain/plan.ts";
import type { Rep } from "../domain/rep.ts";
import { mentorHoursUsedUp } from "../rules/mentor-hours-used-up.ts";
import { mentoringFor, needsMentor } from "../rules/mentored.ts";
import type { RuleContext } from "../rules/rule.ts";

/** What a junior does with the mentor's hours under a plan. */
export interface Mentored extends Mentoring {
  readonly junior: Rep;
  /** Clients above the guard, and the mentor's hours that they take. */
  readonly clients: number;
  readonly usedHours: number;
}

/** Every junior for whom hours are reserved, in the reps' order. */
export function mentoredBy({ rows }: Plan, reps: readonly Rep[], context: RuleContext): Mentored[] {
  return reps.flatMap((junior): Mentored[] => {
    const mentoring = mentoringFor(junior, context);
    if (!mentoring) return [];
    const harder = rows
      .filter(({ seating, profile }) => seating.seller === junior.id && needsMentor(profile, context))
      .map(({ profile }) => mentorHoursUsedUp.use(profile, "seller", context));
    const usedHours = Math.round(harder.reduce((sum, hours) => sum + hours, 0) * 100) / 100;
    return [{ ...mentoring, junior, clients: harder.length, usedHours }];
  });
}
