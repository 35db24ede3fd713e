import { formatDay } from "../calendar/days.ts";
import { absenceOf } from "../coverage/availability.ts";
import type { Quarter } from "../domain/quarter.ts";
import type { Rep } from "../domain/rep.ts";
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
    const words = absenceWords(rep, quarter);
    return words === undefined ? undefined : { message: `${rep.name} ${words}` };
  },
};

/** Why the rep takes no clients in the quarter, to follow the name; `undefined` for one who may. */
export function absenceWords(rep: Rep, quarter: Quarter): string | undefined {
  const absence = absenceOf(rep, quarter);
  switch (absence?.why) {
    case undefined:
      return undefined;
    case "excluded":
      return "is excluded by the config";
    case "released":
      return "is released: the book is dealt out";
    case "leaves":
      return `leaves on ${formatDay(absence.day)}, before ${quarter.name} ends`;
    case "starts":
      return `starts on ${formatDay(absence.day)}, after ${quarter.name}`;
  }
}
