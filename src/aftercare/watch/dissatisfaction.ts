import type { Day } from "../../domain/day.ts";
import { hasFlag, LineFlag } from "../facts/purchases.ts";
import type { AlertFigures, Count } from "./alert.ts";
import { gammaPoissonTail } from "./distributions.ts";
import type { Outcome, WatchedClient, WatchPeriod } from "./subject.ts";

/** Events and what they are counted over: orders, or days for complaints. */
interface Tally {
  readonly events: number;
  readonly exposure: number;
}

/** Of one client: before the period, and within it. */
export interface Grievances {
  readonly what: Count["what"];
  readonly before: Tally;
  readonly within: Tally;
}

/** Events and exposure of all clients, before and within the period, by what is counted. */
export type AllGrievances = ReadonlyMap<Count["what"], Tally>;

/** Entry errors and returns per order, complaints per day since the requests begin. Only what the files tell. */
export function grievancesOf(
  { purchases, requests }: WatchedClient,
  { since, asOf }: WatchPeriod,
  known: { readonly error: boolean; readonly requestsSince: Day | undefined },
): Grievances[] {
  const { orders, returns } = purchases;
  const parted = (days: readonly Day[], exposureBefore: number, exposure: number) => ({
    before: { events: days.filter((day) => day < since).length, exposure: exposureBefore },
    within: { events: days.filter((day) => day >= since && day <= asOf).length, exposure },
  });
  const ordersBefore = orders.filter(({ day }) => day < since).length;
  const ordersWithin = orders.length - ordersBefore;
  const wrong = orders.filter((order) => hasFlag(order, LineFlag.enteredWrongly)).map(({ day }) => day);
  // Several lines of one return are one.
  const returned = [...new Map(returns.map((one) => [`${one.order} ${one.day}`, one.day])).values()];
  const complaints = requests.filter(({ type }) => type === "complaint").map(({ day }) => day);
  const { requestsSince } = known;
  return [
    ...(known.error ? [{ what: "errors" as const, ...parted(wrong, ordersBefore, ordersWithin) }] : []),
    { what: "returns", ...parted(returned, ordersBefore, ordersWithin) },
    ...(requestsSince === undefined
      ? []
      : [
          {
            what: "complaints" as const,
            ...parted(complaints, Math.max(0, since - requestsSince), asOf - Math.max(since, requestsSince) + 1),
          },
        ]),
  ];
}

export function allGrievances(all: readonly (readonly Grievances[])[]): AllGrievances {
  const sums = new Map<Count["what"], { events: number; exposure: number }>();
  for (const { what, before, within } of all.flat()) {
    const sum = sums.get(what) ?? { events: 0, exposure: 0 };
    sum.events += before.events + within.events;
    sum.exposure += before.exposure + within.exposure;
    sums.set(what, sum);
  }
  return sums;
}

/** Events per unit of exposure at the other clients, with half an event more, so that what never happened there is rare and not impossible. */
function usualRate({ what, before, within }: Grievances, all: AllGrievances): number | undefined {
  const sum = all.get(what) ?? { events: 0, exposure: 0 };
  const events = sum.events - before.events - within.events;
  const exposure = sum.exposure - before.exposure - within.exposure;
  // Nothing of the kind anywhere: nobody writes it down.
  return exposure > 0 && sum.events > 0 ? (events + 0.5) / exposure : undefined;
}

/** Two events may be one bad week. */
const FEWEST_EVENTS = 2;

/**
 * More entry errors, returns or complaints than this client had, and than is usual. Its own rate is taken for gamma distributed around the usual rate of the
 * other clients (shape 1), then learns from its own time before; the count within is then negative binomial. The three share the level.
 */
export function dissatisfaction(
  client: WatchedClient,
  period: WatchPeriod,
  level: number,
  grievances: readonly Grievances[],
  all: AllGrievances,
): Outcome<Extract<AlertFigures, { kind: "dissatisfaction" }>> {
  const known = grievances.flatMap((one) => {
    const usual = usualRate(one, all);
    return usual !== undefined && one.within.exposure > 0 ? [{ ...one, usual }] : [];
  });
  if (known.length === 0) return undefined;
  const counts = known.map(({ what, before, within, usual }): Count => {
    const shape = 1 + before.events;
    const rate = 1 / usual + before.exposure;
    const expected = (shape / rate) * within.exposure;
    return {
      what,
      count: within.events,
      expected,
      chance: gammaPoissonTail(within.events, shape, rate / within.exposure),
    };
  });
  const telling = counts.filter(({ count, chance }) => count >= FEWEST_EVENTS && chance <= level / known.length);
  if (telling.length === 0) return null;
  const shown = counts.filter(({ count, expected }) => count > expected);
  const lastDay = client.purchases.orders.at(-1)?.day ?? period.since;
  return {
    figures: { kind: "dissatisfaction", counts: shown, ordersGoOn: lastDay >= period.since },
    chance: Math.min(1, known.length * Math.min(...telling.map(({ chance }) => chance))),
    since: period.since,
    stake: client.profile.signals.revenue12m,
    older: false,
  };
}
