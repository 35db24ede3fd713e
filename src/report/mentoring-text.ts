import { cutTo, padEnd, padStart, wrap } from "./layout.ts";
import { hoursText } from "./numbers.ts";
import type { PlanDocument } from "./plan-document.ts";
import type { TextStyle } from "./plan-text.ts";

/** Whose hours are reserved for whom, and what of them is used. */
export function mentoringLines({ mentoring, first_level }: PlanDocument, { paint, width }: TextStyle): string[] {
  if (mentoring.length === 0) return [];
  const line = (cells: readonly string[]) =>
    `  ${padEnd(cutTo(cells[0] ?? "", 21), 22)}${padEnd(cutTo(cells[1] ?? "", 21), 22)}` +
    [10, 8, 9].map((columns, at) => padStart(cells[at + 2] ?? "", columns)).join("");
  const unused = mentoring.reduce((sum, one) => sum + one.reserved_hours - one.used_hours, 0);
  const note =
    `${hoursText(unused)} h of the mentors are reserved and not used. They are taken off their hours all the same: ` +
    "fewer mentoring.hours_per_junior would give them back.";
  return [
    `${paint.bold("Mentoring")} ${paint.dim("hours of the mentor for clients above the guard")}`,
    paint.dim(line([first_level, "mentor", "reserved", "used", "clients"])),
    ...mentoring.map((one) =>
      line([
        one.rep_name,
        one.mentor_name,
        hoursText(one.reserved_hours),
        hoursText(one.used_hours),
        String(one.clients),
      ]),
    ),
    ...(unused > 0 ? wrap(note, width - 2).map((text) => `  ${paint.dim(text)}`) : []),
  ];
}
