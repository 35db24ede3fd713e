import type { Day } from "../../domain/day.ts";

/** Who is to be visited in a week, and where. */
interface Stop {
  /** City or region; visits at one place go on one day as far as they fit. */
  readonly place: string | undefined;
  /** The day it is due. */
  readonly due: number;
}

/**
 * Gives each stop of a week its day: places whole where a day has room, each on the emptiest day, of equally empty ones on that nearest to
 * the day it is due, the places of the most urgent stops first. `stops` come most urgent first and are at most `perDay` times the days.
 * @returns the stops of each day, in the days' order.
 */
export function spreadOverDays<S extends Stop>(
  stops: readonly S[],
  days: readonly Day[],
  perDay: number,
): Map<Day, S[]> {
  const plan = new Map<Day, S[]>(days.map((day) => [day, []]));
  for (const group of groups(stops, perDay)) {
    const [, stopsOfDay] = [...plan].reduce((best, one) => (isBetter(one, best, group[0]?.due ?? 0) ? one : best));
    if (stopsOfDay.length + group.length <= perDay) stopsOfDay.push(...group);
    else for (const stop of group) roomOf(plan, perDay)?.push(stop);
  }
  return plan;
}

type DayWithStops = readonly [Day, readonly unknown[]];

function isBetter([day, stops]: DayWithStops, [other, stopsOfOther]: DayWithStops, due: number): boolean {
  if (stops.length !== stopsOfOther.length) return stops.length < stopsOfOther.length;
  return Math.abs(day - due) < Math.abs(other - due);
}

/** Stops of one place, at most a day's; a stop without a place stands alone. In order of the first stop of each. */
function groups<S extends Stop>(stops: readonly S[], perDay: number): S[][] {
  const all: S[][] = [];
  const open = new Map<string, S[]>();
  for (const stop of stops) {
    const group = stop.place === undefined ? undefined : open.get(stop.place);
    if (group && group.length < perDay) {
      group.push(stop);
      continue;
    }
    const started = [stop];
    all.push(started);
    if (stop.place !== undefined) open.set(stop.place, started);
  }
  return all;
}

function roomOf<S>(plan: ReadonlyMap<Day, S[]>, perDay: number): S[] | undefined {
  return [...plan.values()].find((stops) => stops.length < perDay);
}
