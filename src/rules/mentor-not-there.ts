import type { NoMentoring } from "../coverage/mentor-hours.ts";
import type { Finding } from "../domain/finding.ts";
import type { Rep } from "../domain/rep.ts";
import { absenceWords } from "./inactive-rep.ts";
import type { RuleCard, RuleContext } from "./rule.ts";

export const mentorNotThere: RuleCard = {
  code: "EB168",
  name: "mentor-not-there",
  severity: "warning",
  what: "A junior's mentor is a seller with hours in the quarter, and may take harder clients than the junior.",
  why: "Where mentoring is configured, a mentor who cannot help leaves the junior with the easy clients, and nobody knows why.",
  wrong: "`mentoring` in the config, and a `mentor_id` of a rep who has left, or of a desk specialist.",
  right: "The id of a seller of a higher level, or no `mentor_id`.",
  options: ["mentoring.max_complexity", "mentoring.hours_per_client", "mentoring.hours_per_junior"],
};

/** Juniors whose `mentor_id` reserves no hours; one without a mentor is no mistake. */
export function mentorsNotThere(context: RuleContext): Finding[] {
  return [...context.mentoring].flatMap(([id, found]): Finding[] => {
    const rep = context.reps.get(id);
    if (typeof found === "object" || found === "no mentor" || !rep) return [];
    const { code, name, severity } = mentorNotThere;
    return [
      {
        ...{ code, name, severity },
        message: `${rep.name} (${id}) takes no harder clients: ${why(found, rep, context)}`,
        remedy: "name another mentor in mentor_id, or free hours of this one",
        place: rep.place,
        repId: id,
      },
    ];
  });
}

function why(found: NoMentoring, { mentorId }: Rep, { reps, quarter, config }: RuleContext): string {
  const mentor = mentorId === undefined ? undefined : reps.get(mentorId);
  if (!mentor) return `the mentor ${mentorId} is not in the reps table`;
  if (found === "not there") {
    return `the mentor ${mentor.name} ${absenceWords(mentor, quarter) ?? `has the role ${mentor.role}`}`;
  }
  if (found === "no higher limit") return `with ${mentor.name}, ${mentor.level}, the limit would be no higher`;
  return `${mentor.name} has no ${config.mentoring?.hours_per_client ?? 0} h left to reserve`;
}
