import type { Day } from "../domain/day.ts";
import type { Quarter } from "../domain/quarter.ts";
import type { Rep, Seat } from "../domain/rep.ts";

/** Why a rep takes no clients in a quarter. */
export type Absence =
  | { readonly why: "excluded" }
  | { readonly why: "released" }
  | { readonly why: "leaves"; readonly day: Day }
  | { readonly why: "starts"; readonly day: Day };

/** A rep who is not there on the quarter's last day takes none: they would change hands twice. One who starts within it may. */
export function absenceOf(rep: Rep, quarter: Quarter): Absence | undefined {
  if (rep.excluded) return { why: "excluded" };
  if (rep.released) return { why: "released" };
  if (rep.activeTo !== undefined && rep.activeTo < quarter.lastDay) return { why: "leaves", day: rep.activeTo };
  const starts = rep.activeFrom ?? rep.hireDay;
  return starts !== undefined && starts > quarter.lastDay ? { why: "starts", day: starts } : undefined;
}

export function mayTakeClients(rep: Rep, quarter: Quarter): boolean {
  return absenceOf(rep, quarter) === undefined;
}

/** Whether the rep may hold any client in the seat: there when the quarter ends, and of a role for it. */
export function mayServeSeat(rep: Rep, seat: Seat, quarter: Quarter): boolean {
  return (rep.role === seat || rep.role === "both") && mayTakeClients(rep, quarter);
}
