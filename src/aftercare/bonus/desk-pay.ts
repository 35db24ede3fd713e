import type { DeskMeasure } from "../../config/bonus.ts";
import type { Config } from "../../config/schema.ts";
import type { Day } from "../../domain/day.ts";
import type { RepId } from "../../domain/ids.ts";
import type { Cents } from "../../domain/money.ts";
import type { DeskRecord } from "./desk-record.ts";
import { halfEven, MILLION, millionths } from "./exact.ts";
import type { PaidRep, PayLine } from "./pay-line.ts";
import { type BonusPeriod, ofFullQuarters } from "./period.ts";

/** Whether the files tell what the desk is paid on. */
export type Measurable = Readonly<Record<DeskMeasure, boolean>>;

type Component = Config["bonus"]["desk"]["components"][number];

/**
 * Pays each desk specialist: the amount of a full quarter by the days there, times the share of the band that the measure reaches. What the files
 * do not tell is not paid, and the line says so.
 */
export function payDesk(
  reps: readonly PaidRep[],
  records: ReadonlyMap<RepId, DeskRecord>,
  { components }: Config["bonus"]["desk"],
  measurable: Measurable,
  period: BonusPeriod,
): PayLine[] {
  return reps
    .filter(({ id, role }) => role === "desk" || records.has(id))
    .flatMap((rep) => {
      const from = Math.max(period.from, rep.activeFrom ?? period.from) as Day;
      const to = Math.min(period.to, rep.activeTo ?? period.to) as Day;
      if (from > to) return [];
      const record = records.get(rep.id) ?? { orders: 0, faulty: 0, requests: 0, inTime: 0 };
      return components.map((component) => {
        const base = halfEven(...ofFullQuarters(Math.round(component.per_quarter * 100), from, to));
        const { share, reason } = judged(component, record, measurable);
        const rate = millionths(share);
        return {
          ...{ repId: rep.id, seat: "desk" as const, component: component.on as DeskMeasure, from, to, reason },
          ...{ base: Number(base) as Cents, rateMillionths: Number(rate) },
          amount: Number(halfEven(base * rate, MILLION)) as Cents,
        };
      });
    });
}

function judged({ on, bands }: Component, record: DeskRecord, measurable: Measurable) {
  if (!measurable[on as DeskMeasure]) return { share: 0, reason: NOT_TOLD[on as DeskMeasure] };
  const { good, all, what } =
    on === "accuracy"
      ? { good: Math.max(0, record.orders - record.faulty), all: record.orders, what: "orders entered without error" }
      : { good: record.inTime, all: record.requests, what: "requests handled in time" };
  if (all === 0) return { share: 0, reason: `no ${on === "accuracy" ? "order" : "request"} to judge by` };
  const reached = [...bands].sort((a, b) => b.at_least - a.at_least).find((band) => good / all >= band.at_least);
  const measured = `${good} of ${all} ${what} (${shareText(good / all)})`;
  return reached === undefined
    ? { share: 0, reason: `${measured}: below every band` }
    : { share: reached.share, reason: `${measured}: from ${shareText(reached.at_least)} up` };
}

const NOT_TOLD: Readonly<Record<DeskMeasure, string>> = {
  accuracy: "not paid: no column of the orders tells which were entered wrongly",
  requests_in_time: "not paid: no column of the requests tells when they were handled",
};

/** Rounded down, so that 97.96% never reads as the 98.0% it misses. */
function shareText(share: number): string {
  return `${(Math.floor(share * 1000 + 1e-9) / 10).toFixed(1)}%`;
}
