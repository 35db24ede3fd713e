import type { LevelHours } from "../planning/hours-by-level.ts";

/** Hours by region and level as documents write them; null where a region or level tells nothing apart. */
export function hoursValues(line: LevelHours) {
  return {
    seat: line.seat,
    region: line.region ?? null,
    level: line.level ?? null,
    clients: line.clients,
    needed_hours: line.neededHours,
    there_hours: line.thereHours,
    short_hours: line.shortHours,
    short_fte: line.shortFte,
  };
}

export type HoursLine = ReturnType<typeof hoursValues>;

/** "North, middle and up": whose hours these are, of levels in order. */
export function whoseHours({ seat, region, level }: HoursLine, levels: readonly string[]): string {
  const where = region ?? (seat === "desk" ? "desk" : "all regions");
  if (seat === "desk") return region === null ? "desk" : `desk, ${region}`;
  return level === levels.at(-1) || levels.length < 2 ? `${where}, ${level}` : `${where}, ${level} and up`;
}
