import { holidaysUnknown } from "../aftercare/visits/problems.ts";
import { publicHolidays } from "../calendar/holidays.ts";
import type { Config } from "../config/schema.ts";
import type { Day } from "../domain/day.ts";
import type { Finding } from "../domain/finding.ts";
import type { RepId } from "../domain/ids.ts";

const none: ReadonlySet<Day> = new Set();

/** The public holidays where each rep works: `visits.country_of`, else `visits.country`; `value` is absent where a country is not known. */
export async function holidaysByRep(
  { country, country_of: own }: Pick<Config["visits"], "country" | "country_of">,
  from: Day,
  to: Day,
): Promise<{ readonly value?: (repId: RepId) => ReadonlySet<Day>; readonly findings: readonly Finding[] }> {
  const settings = [
    ...(country === undefined ? [] : [{ key: "visits.country", code: country }]),
    ...Object.entries(own).map(([id, code]) => ({ key: `visits.country_of.${id}`, code })),
  ];
  const days = new Map<string, ReadonlySet<Day>>();
  const findings: Finding[] = [];
  for (const { key, code } of settings) {
    const found = days.get(code) ?? (await publicHolidays(code, from, to));
    if (typeof found === "string") findings.push(holidaysUnknown(key, code, found));
    else days.set(code, found);
  }
  if (findings.length > 0) return { findings };
  const codeOf = (id: RepId) => (Object.hasOwn(own, id) ? own[id] : country);
  return { value: (id) => days.get(codeOf(id) ?? "") ?? none, findings: [] };
}
