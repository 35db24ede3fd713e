import type { Day } from "../domain/day.ts";
import { MILLISECONDS_A_DAY, monthNumber, parseIsoDay } from "./days.ts";

/** Why there are no holidays: the library does not know the place, or was left out when evenbook was installed. */
export type NoHolidays = "unknown place" | "not installed";

type Library = typeof import("date-holidays");

/** An optional dependency: two thirds of the disk that an installation takes. Read only when a country is named. */
export async function holidayLibrary(): Promise<Library | undefined> {
  try {
    return await import("date-holidays");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}

/**
 * The public holidays of a country, or of a state of it, in the years from `from` to `to`.
 * @param code ISO 3166: `DE`, `DE-BY`, `US-CA`.
 */
export async function publicHolidays(
  code: string,
  from: Day,
  to: Day,
  load: () => Promise<Library | undefined> = holidayLibrary,
): Promise<ReadonlySet<Day> | NoHolidays> {
  const library = await load();
  if (!library) return "not installed";
  const Holidays = library.default;
  const [country = "", ...states] = code.trim().toUpperCase().split("-");
  const known = new Holidays();
  if (!Object.hasOwn(known.getCountries("en"), country)) return "unknown place";
  const state = states.join("-");
  if (state !== "" && !Object.hasOwn(known.getStates(country, "en") ?? {}, state)) return "unknown place";
  const holidays = state === "" ? new Holidays(country) : new Holidays(country, state);
  const days = new Set<Day>();
  const yearAt = (day: Day) => Math.floor(monthNumber(day) / 12);
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
