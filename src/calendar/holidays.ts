import type { Day } from "../domain/day.ts";
import { parseIsoDay } from "./days.ts";

const MILLISECONDS_A_DAY = 86_400_000;

/**
 * The public holidays of a country, or of a state of it, in the years from `from` to `to`; `undefined` for a code that the library does not know. The
 * library is large and read only when a country is named.
 * @param code ISO 3166: `DE`, `DE-BY`, `US-CA`.
 */
export async function publicHolidays(code: string, from: Day, to: Day): Promise<ReadonlySet<Day> | undefined> {
  const { default: Holidays } = await import("date-holidays");
  const [country = "", ...states] = code.trim().toUpperCase().split("-");
  const known = new Holidays();
  if (!Object.hasOwn(known.getCountries("en"), country)) return undefined;
  const state = states.join("-");
  if (state !== "" && !Object.hasOwn(known.getStates(country, "en") ?? {}, state)) return undefined;
  const holidays = state === "" ? new Holidays(country) : new Holidays(country, state);
  const days = new Set<Day>();
  const yearAt = (day: Day) => new Date(day * MILLISECONDS_A_DAY).getUTCFullYear();
  for (let year = yearAt(from); year <= yearAt(to); year++) {
    for (const { type, date, start, end } of holidays.getHolidays(year)) {
      // `date` is the day at the place itself; `start` and `end` are instants, of which only the length counts here.
      const first = parseIsoDay(date.slice(0, 10));
      if (type !== "public" || first === undefined) continue;
      const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / MILLISECONDS_A_DAY));
      for (let day = first; day < first + length; day = (day + 1) as Day) if (day >= from && day <= to) days.add(day);
    }
  }
  return days;
}
