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

/** Events per unit of exposure over all clients before the period, by what is counted. */
export type UsualRates = ReadonlyMap<Count["what"], number>;

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

/** The usual rate of each over all clients, within the period too where nothing was before. */
export function usualRates(all: readonly (readonly Grievances[])[]): UsualRates {
  const sums = new Map<Count["what"], { events: number; exposure: number }>();
  for (const { what, before, within } of all.flat()) {
    const sum = sums.get(what) ?? { events: 0, exposure: 0 };
    sum.events += before.events + within.events;
    sum.exposure += before.exposure + within.exposure;
    sums.set(what, sum);
  }
  return new Map([...sums].map(([what, { events, exposure }]) => [what, exposure > 0 ? events / exposure : 0]));
}

/** Two events may be one bad week. */
const FEWEST_EVENTS = 2;

/**
 * More entry errors, returns or complaints than this client had, and than is usual. Its own rate is taken for gamma distributed around the usual rate of all
 * clients (shape 1), then learns from its own time before; the count within is then negative binomial. The three share the level.
 */
export function dissatisfaction(
  client: WatchedClient,
  period: WatchPeriod,
  level: number,
  grievances: readonly Grievances[],
  rates: UsualRates,
): Outcome<Extract<AlertFigures, { kind: "dissatisfaction" }>> {
  const known = grievances.filter(({ what, within }) => (rates.get(what) ?? 0) > 0 && within.exposure > 0);
  if (known.length === 0) return undefined;
  const counts = known.map(({ what, before, within }): Count => {
    const shape = 1 + before.events;
    const rate = 1 / (rates.get(what) ?? 1) + before.exposure;
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
