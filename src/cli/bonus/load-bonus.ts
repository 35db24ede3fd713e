import { BonusLedger } from "../../aftercare/bonus/ledger.ts";
import type { BonusFacts } from "../../aftercare/bonus/make-bonus.ts";
import { type BonusPeriod, quartersOf } from "../../aftercare/bonus/period.ts";
import { holidaysUnknown } from "../../aftercare/visits/problems.ts";
import { daysOfSpans } from "../../calendar/day-spans.ts";
import { formatDay, parseIsoDay } from "../../calendar/days.ts";
import { type NoHolidays, publicHolidays } from "../../calendar/holidays.ts";
import type { Config } from "../../config/schema.ts";
import type { Client } from "../../domain/client.ts";
import type { Day } from "../../domain/day.ts";
import type { Finding } from "../../domain/finding.ts";
import type { Quarter } from "../../domain/quarter.ts";
import { activityOfUnknownClient, readOrders, readProjects, readRequests } from "../../input/index.ts";
import { whole } from "../../report/numbers.ts";
import type { Io } from "../io.ts";
import type { Owners } from "../load-owners.ts";
import { fileOptions, hiddenOrderFindings, orderOptions } from "../load-tables.ts";
import { isError } from "../print.ts";
import type { Rejects } from "../rejects.ts";
import type { TableFiles } from "../table-files.ts";
import { type PlanHistory, readPlanHistory } from "./plan-history.ts";

/** What bonus reads beside clients and reps. */
export interface BonusInputs {
  readonly facts: Omit<BonusFacts, "scheme" | "period" | "seats">;
  readonly history: PlanHistory;
  /** File of the orders, for findings on all of them. */
  readonly ordersFile: string;
  readonly clients: readonly Client[];
  /** What each input was taken for, a line each. */
  readonly understood: readonly string[];
  /** Every file read, as shown. */
  readonly files: readonly string[];
}

/** Unknown clients of requests that are named. */
const MOST_UNKNOWN = 20;

/**
 * Reads orders, plans, projects and requests for a pay of the days `span` (all periods that are compared); `value` is absent when orders cannot be
 * paid from. Faults of single plan rows are findings, and what they leave open is not paid.
 */
export async function loadBonus(
  files: TableFiles,
  owners: Owners,
  plans: readonly string[],
  config: Config,
  { span, rejects }: { readonly span: BonusPeriod; readonly rejects: Rejects },
  io: Io,
): Promise<{ readonly value: BonusInputs | undefined; readonly findings: readonly Finding[] }> {
  const ledger = new BonusLedger(span.from, span.to, config.labels.self_service_channels);
  const orders = await readOrders(
    files.orders.map((source) => ({ source })),
    ledger,
    orderOptions(config, owners.clients, { rejects }),
  );
  const given = config.as_of === undefined ? undefined : parseIsoDay(config.as_of);
  const asOf = given ?? (Math.max(ledger.lastDay ?? 0, span.to) as Day);
  const usualQuarter = quartersOf(span.to, span.to)[0] as Quarter;
  const history = await readPlanHistory(plans, owners, config, usualQuarter, io);
  const projects =
    files.projects === undefined
      ? undefined
      : await readProjects(files.projects, {
          ...fileOptions(config, "projects"),
          clients: owners.clients,
          reps: owners.reps,
          asOf,
        });
  const requests =
    files.requests === undefined ? undefined : await readRequests(files.requests, fileOptions(config, "requests"));
  if (projects && files.projects) await rejects.addRows(files.projects, projects.about, projects.findings);
  if (requests && files.requests) await rejects.addRows(files.requests, requests.about, requests.findings);
  const holidays = requests === undefined ? new Set<Day>() : await holidaysOf(config, span);
  const known = new Set<string>(owners.clients.map(({ id }) => id));
  const strangers = (requests?.value?.list ?? []).filter(
    ({ clientId, day }) => !known.has(clientId) && span.from <= day && day <= span.to,
  );
  const findings = [
    ...[...orders.findings, ...hiddenOrderFindings(orders)],
    ...history.findings,
    ...(typeof holidays === "string" ? [holidaysUnknown("visits.country", config.visits.country ?? "", holidays)] : []),
    ...(projects?.findings ?? []),
    ...(requests?.findings ?? []),
    ...strangers
      .slice(0, MOST_UNKNOWN)
      .map(({ place, clientId }) => activityOfUnknownClient(place, "request", clientId)),
  ];
  const unreadable = [orders, projects, requests].some((reading) => reading?.findings.some(isError));
  const emptyPlan = history.plans.some(({ seatings }) => seatings.size === 0);
  if (unreadable || emptyPlan || typeof holidays === "string") return { value: undefined, findings };
  const ordersFile = orders.about.files[0]?.file ?? "orders";
  const { columns } = orders.value;
  return {
    value: {
      facts: {
        ...{ ledger, reps: owners.reps, asOf },
        daysOff: new Set([...holidays, ...daysOfSpans(config.visits.days_off)]),
        ...(projects && { projects: projects.value }),
        ...(requests?.value && { requests: requests.value.list }),
        told: {
          errors: columns.error,
          projects: columns.projectId,
          handled: requests?.value?.tellsHandled === true,
        },
      },
      ...{ history, ordersFile, clients: owners.clients },
      understood: [
        ...history.plans.map(
          (plan, at) => `plan     ${history.files[at]}: ${whole(plan.seatings.size)} clients, ${heldText(plan)}`,
        ),
        `orders   ${orders.about.files.map(({ file }) => file).join(", ")}: ${whole(orders.about.used.lines)} lines used`,
        ...(projects ? [`projects ${projects.about.file}: ${whole(projects.value.length)} projects`] : []),
        ...(requests ? [`requests ${requests.about.file}: ${whole(requests.about.rows)} requests`] : []),
      ],
      files: [
        ...[owners.aboutClients.file, owners.aboutReps.file, ...history.files],
        ...orders.about.files.map(({ file }) => file),
        ...[projects, requests].flatMap((reading) => (reading ? [reading.about.file] : [])),
      ],
    },
    findings,
  };
}

/** A limit of 90 working days, the most that the config takes, ends by then. */
const LONGEST_LIMIT = 200;

/** Those that count for the limits of requests, or why there are none. */
async function holidaysOf({ visits }: Config, { from, to }: BonusPeriod): Promise<ReadonlySet<Day> | NoHolidays> {
  return visits.country === undefined ? new Set() : publicHolidays(visits.country, from, (to + LONGEST_LIMIT) as Day);
}

function heldText({ from, to }: PlanHistory["plans"][number]): string {
  return to === undefined ? `since ${formatDay(from)}` : `${formatDay(from)} to ${formatDay(to)} at most`;
}
