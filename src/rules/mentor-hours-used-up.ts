import { mentoringFor, needsMentor } from "./mentored.ts";
import type { CapRule } from "./rule.ts";

export const mentorHoursUsedUp: CapRule = {
  code: "EB165",
  name: "mentor-hours-used-up",
  kind: "cap",
  severity: "error",
  what: "A junior has clients above the guard only as far as the mentor's hours that are reserved for them reach.",
  why: "A mentor without time is a name on a list: the junior is alone with a client that is too hard.",
  wrong: "A junior with three clients above the guard, of 3 hours of the mentor each, where 6 hours are reserved.",
  right: "Two of them; the third with a rep whom the guard lets take it, or more hours reserved.",
  options: ["mentoring.max_complexity", "mentoring.hours_per_client", "mentoring.hours_per_junior"],
  seats: ["seller"],
  use: (profile, _seat, context) =>
    needsMentor(profile, context) ? (context.config.mentoring?.hours_per_client ?? 0) : 0,
  capacity: (rep, context) => mentoringFor(rep, context)?.hours,
  isOn: (config) => config.mentoring !== undefined,
  hard: true,
  unit: "h of the mentor",
};
