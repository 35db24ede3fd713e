import type { BonusPeriod } from "../../aftercare/bonus/period.ts";
import { daysWithoutPlan, overlappingSeats, planNotOfPeriod } from "../../aftercare/bonus/problems.ts";
import { type DatedPlan, SeatHistory } from "../../aftercare/bonus/seat-history.ts";
import { parseIsoDay } from "../../calendar/days.ts";
import type { Config } from "../../config/schema.ts";
import type { Assignments } from "../../domain/assignments.ts";
import type { Day } from "../../domain/day.ts";
import type { Finding } from "../../domain/finding.ts";
import type { ClientId } from "../../domain/ids.ts";
import type { Place } from "../../domain/place.ts";
import type { Seating } from "../../domain/plan.ts";
import type { Quarter } from "../../domain/quarter.ts";
import type { Seat } from "../../domain/rep.ts";
import { type Io, UsageError } from "../io.ts";
import type { Owners } from "../load-owners.ts";
import { readWrittenPlan, type WrittenPlan } from "../written-plan.ts";

/** The plans of a bonus run, each since the day it holds. */
export interface PlanHistory {
  readonly plans: readonly DatedPlan[];
  /** The plans as they stand in their files, by name. */
  readonly assignments: ReadonlyMap<string, Assignments>;
  /** Paths of all plans, as shown. */
  readonly files: readonly string[];
  readonly findings: readonly Finding[];
}

/**
 * Reads `PLAN` or `PLAN@YYYY-MM-DD`, several times. A plan holds from the day named here, else from what its summary.json says, else from the first
 * day of its quarter; one that is not dated here ends with its quarter.
 */
export async function readPlanHistory(
  written: readonly string[],
  owners: Owners,
  config: Config,
  usualQuarter: Quarter,
  io: Io,
): Promise<PlanHistory> {
  const { quarter: _, ...anyQuarter } = config;
  const plans: DatedPlan[] = [];
  const assignments = new Map<string, Assignments>();
  const files: string[] = [];
  const findings: Finding[] = [];
  for (const text of written) {
    const { path, since } = parted(text);
    const read = await readWrittenPlan(path, owners, anyQuarter, usualQuarter, io);
    findings.push(...read.findings.filter(({ code }) => since === undefined || code !== NO_RECORD));
    plans.push(datedPlan(text, read.value, since, read.findings));
    assignments.set(text, read.value.assignments);
    files.push(read.value.file);
  }
  return { plans, assignments, files, findings };
}

/** That no summary.json tells the plan's quarter: of no interest where the user says since when it holds. */
const NO_RECORD = "EB805";
/** Two rows of one client. */
const CLIENT_TWICE = "EB104";

function parted(text: string): { readonly path: string; readonly since?: Day } {
  const found = /^(.+)@(\d{4}-\d{2}-\d{2})$/.exec(text);
  if (found === null) return { path: text };
  const since = parseIsoDay(found[2] as string);
  if (since === undefined) throw new UsageError(`--plan ${text}: the calendar has no day ${found[2]}`);
  return { path: found[1] as string, since };
}

function datedPlan(name: string, plan: WrittenPlan, since: Day | undefined, findings: readonly Finding[]): DatedPlan {
  const seatings = new Map<ClientId, Seating>(
    [...plan.assignments.rows].map(([id, { seats }]) => [
      id,
      {
        ...(seats.seller?.repId === undefined ? {} : { seller: seats.seller.repId }),
        ...(seats.desk?.repId === undefined ? {} : { desk: seats.desk.repId }),
      },
    ]),
  );
  const twice = findings.flatMap(({ code, clientId }) => (code === CLIENT_TWICE && clientId ? [clientId] : []));
  return {
    ...{ name, seats: plan.assignments.seats, seatings, disputed: new Set(twice) },
    from: since ?? plan.effective,
    ...(since === undefined ? { to: plan.quarter.lastDay } : {}),
  };
}

/** Who held which seat on the days of a period, and what is not clear of it. */
export function seatsOf(
  history: PlanHistory,
  period: BonusPeriod,
): { readonly seats: SeatHistory; readonly findings: readonly Finding[] } {
  const { plans, assignments } = history;
  const seats = new SeatHistory(plans);
  const headerOf = (name: string) => assignments.get(name)?.headerPlace ?? { file: name, line: 1, column: 1 };
  const overlaps = new Map<string, (typeof seats.disputes)[number][]>();
  for (const dispute of seats.disputes) {
    const pair = JSON.stringify(dispute.plans);
    overlaps.set(pair, [...(overlaps.get(pair) ?? []), dispute]);
  }
  const unused = plans.filter((plan) => !seats.isUsed(plan, period.from, period.to));
  return {
    seats,
    findings: [
      ...seats.uncovered(period.from, period.to).map(({ from, to }) => daysWithoutPlan(from, to)),
      ...[...overlaps.values()].flatMap(([first, ...more]) =>
        first === undefined
          ? []
          : [
              overlappingSeats(
                rowIn(history, first.plans[1], first.clientId, first.seat) ?? headerOf(first.plans[1]),
                first,
                more.length,
              ),
            ],
      ),
      ...unused.map(({ name, from, to }) => planNotOfPeriod(headerOf(name), from, to, period.name)),
    ],
  };
}

/** Where a plan says who has a client's seat. */
export function rowIn({ assignments }: PlanHistory, plan: string, clientId: ClientId, seat: Seat): Place | undefined {
  const file = assignments.get(plan);
  const row = file?.rows.get(clientId);
  if (file === undefined || row === undefined) return undefined;
  const { line, column } = row.seats[seat] ?? row;
  return { file: file.file, line, column };
}
