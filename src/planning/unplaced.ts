import { guardOf } from "../config/schema.ts";
import type { Stop, Unplaced } from "../domain/plan.ts";
import type { ClientProfile } from "../domain/profile.ts";
import type { Rep, Seat } from "../domain/rep.ts";
import { firstBreach } from "../rules/catalogue.ts";
import { mentorHoursUsedUp } from "../rules/mentor-hours-used-up.ts";
import { mentoringFor, needsMentor } from "../rules/mentored.ts";
import type { RuleContext } from "../rules/rule.ts";
import { tooManyConsultativeOnLevel } from "../rules/too-many-consultative-on-level.ts";

/** A client that the plan of a seat leaves unplaced: which rule stopped each rep, and what staffing would mend it. */
export function explainUnplaced(
  profile: ClientProfile,
  seat: Seat,
  reps: readonly Rep[],
  context: RuleContext,
): Unplaced {
  const ofSeat = reps.filter((rep) => rep.role === seat || rep.role === "both");
  const stops = ofSeat.map((rep) => stopOf(profile, seat, rep, context));
  return { profile, seat, stops, staffing: staffingFor(profile, seat, context) };
}

/** A rep whom no must rule stops was stopped by a hard limit: the mentor's hours where the client needs them, else the count of consultative clients. */
function stopOf(profile: ClientProfile, seat: Seat, rep: Rep, context: RuleContext): Stop {
  const stopped = firstBreach({ profile, rep, seat }, context);
  if (stopped) return { repId: rep.id, code: stopped.rule.code, message: stopped.breach.message };
  const mentoring = needsMentor(profile, context) ? mentoringFor(rep, context) : undefined;
  if (mentoring) {
    const message = `${rep.name} has clients for all ${mentoring.hours} h that the mentor has reserved, or as many consultative ones as the level may have`;
    return { repId: rep.id, code: mentorHoursUsedUp.code, message };
  }
  const most = tooManyConsultativeOnLevel.capacity(rep, context);
  return {
    repId: rep.id,
    code: tooManyConsultativeOnLevel.code,
    message: `${rep.name} has the ${most ?? 0} consultative ${most === 1 ? "client" : "clients"} that the level may have`,
  };
}

/** The rep to look for, in the words of reps.csv. */
export function staffingFor({ client, label, complexity }: ClientProfile, seat: Seat, context: RuleContext): string {
  const levels = context.config.levels.order.filter((level) => {
    const most = guardOf(context.config, level);
    return label.name !== "consultative" || most === undefined || complexity.score <= most;
  });
  const parts = [
    seat === "desk" ? "a desk specialist" : "a seller",
    ...(client.region === undefined || !context.regionsComparable ? [] : [`in ${client.region}`]),
    ...(seat === "seller" && levels.length < context.config.levels.order.length
      ? [`of level ${levels.join(" or ")}`]
      : []),
    ...(seat === "seller" && client.requiredSkills.length > 0 ? [`with ${client.requiredSkills.join(", ")}`] : []),
    ...(client.language === undefined ? [] : [`who speaks ${client.language}`]),
  ];
  return parts.join(" ");
}
