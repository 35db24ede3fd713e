import { formatDay } from "../../calendar/days.ts";
import type { Day } from "../../domain/day.ts";
import type { Rep } from "../../domain/rep.ts";
import { type Cell, csv } from "../csv.ts";

/** The columns of reps.csv, each with what a rep has in it. */
const columns: readonly (readonly [name: string, cell: (rep: Rep) => Cell])[] = [
  ["rep_id", ({ id }) => id],
  ["name", ({ name }) => name],
  ["role", ({ role }) => role],
  ["level", ({ level }) => level],
  ["hire_date", ({ hireDay }) => dayCell(hireDay)],
  ["regions", ({ regions }) => regions.join(";")],
  ["skills", ({ skills }) => skills.join(";")],
  ["languages", ({ languages }) => languages.join(";")],
  ["industries", ({ industries }) => industries.join(";")],
  ["capacity_hours", ({ quarterHours }) => ({ exact: hoursCell(quarterHours) })],
  ["max_clients", ({ maxClients }) => maxClients],
  ["active_from", ({ activeFrom }) => dayCell(activeFrom)],
  ["active_to", ({ activeTo }) => dayCell(activeTo)],
  ["mentor_id", ({ mentorId }) => mentorId],
  ["email", ({ email }) => email],
  ["crm_id", ({ crmId }) => crmId],
];

/**
 * reps.csv of a scenario: the reps as evenbook understands them, with who joins, leaves or changes.
 * @param headers the config's names of columns (`columns.reps`), which the file then has.
 */
export function repsCsv(reps: readonly Rep[], headers: Readonly<Record<string, string | undefined>>): string {
  return csv(
    columns.map(([name]) => headers[name] ?? name),
    reps.map((rep) => columns.map(([, cell]) => cell(rep))),
  );
}

function dayCell(day: Day | undefined): Cell {
  return day === undefined ? undefined : formatDay(day);
}

/** Three decimals could be read as thousands. */
function hoursCell(hours: number): string {
  const text = String(hours);
  return /\.\d{3}$/.test(text) ? `${text}0` : text;
}
