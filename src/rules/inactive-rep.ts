import { formatDay } from "../calendar/days.ts";
import type { PairRule } from "./rule.ts";

export const inactiveRep: PairRule = {
  code: "EB207",
  name: "inactive-rep",
  kind: "must",
  severity: "error",
  what: "The rep is active on the last day of the quarter and is not excluded in the config.",
  why: "A client of a rep who leaves during the quarter would change hands twice.",
  wrong: "Rep with `active_to` 2026-11-15 in the plan of 2026Q4.",
  right: "A rep who is there until the quarter ends; one who starts within it may take clients, with fewer hours.",
  options: ["reps.exclude"],
  forbids: ({ rep }, { quarter }) => {
    if (rep.excluded) return { message: `${rep.name} is excluded by the config` };
    if (rep.activeTo !== undefined && rep.activeTo < quarter.lastDay) {
      return { message: `${rep.name} leaves on ${formatDay(rep.activeTo)}, before ${quarter.name} ends` };
    }
    const starts = rep.activeFrom ?? rep.hireDay;
    if (starts !== undefined && starts > quarter.lastDay) {
      return { message: `${rep.name} starts on ${formatDay(starts)}, after ${quarter.name}` };
    }
    return undefined;
  },
};
