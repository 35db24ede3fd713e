import type { Day } from "../../domain/day.ts";

/** Who is to be visited in a week, and where. */
interface Stop {
  /** City or region; visits at one place go on one day as far as they fit. */
  readonly place: string | undefined;
}

/**
 * Gives each stop of a week its day: places whole where a day has room, each on the emptiest day, the places of the most urgent stops
 * first. `stops` come most urgent first and are at most `perDay` times the days.
 * @returns the stops of each day, in the days' order.
 */
export function spreadOverDays<S extends Stop>(
  stops: readonly S[],
  days: readonly Day[],
  perDay: number,
): Map<Day, S[]> {
  const plan = new Map<Day, S[]>(days.map((day) => [day, []]));
  for (const group of groups(stops, perDay)) {
    const emptiest = [...plan].reduce((least, one) => (one[1].length < least[1].length ? one : least));
    if (emptiest[1].length + group.length <= perDay) emptiest[1].push(...group);
    else for (const stop of group) roomOf(plan, perDay)?.push(stop);
  }
  return plan;
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
