import { parseIsoDay } from "../calendar/days.ts";
import type { Config } from "../config/schema.ts";
import type { Client } from "../domain/client.ts";
import type { Day } from "../domain/day.ts";
import type { Finding } from "../domain/finding.ts";
import type { OrderColumns } from "../domain/order-line.ts";
import type { Rep } from "../domain/rep.ts";
import { OrderHistory } from "../history/order-history.ts";
import {
  applyOverrides,
  compareFindings,
  type FileOptions,
  type LevelOptions,
  matchOwners,
  type OrderOptions,
  type ReadProgress,
  type RepOptions,
  type RequestDays,
  readClients,
  readHandoffs,
  readOrders,
  readOverrides,
  readReps,
  readRequests,
  resolveLevels,
} from "../input/index.ts";
import type { InputSummary } from "../report/plan-document.ts";
import { countedFindings } from "./counted-findings.ts";
import { dateFindings } from "./date-findings.ts";
import { quarterOfRun } from "./planned-quarter.ts";
import { OrderThread } from "./reading/order-thread.ts";
import type { Rejects } from "./rejects.ts";
import type { TableFiles } from "./table-files.ts";
import {
  clientsUnderstood,
  handoffsUnderstood,
  ordersUnderstood,
  overridesUnderstood,
  repsUnderstood,
  requestsUnderstood,
} from "./understood.ts";

/** The tables of a run. */
export interface Tables {
  readonly clients: readonly Client[];
  readonly reps: readonly Rep[];
  readonly history: OrderHistory;
  readonly columns: OrderColumns;
  readonly requests?: RequestDays;
  readonly asOf: Day;
  readonly inputs: readonly InputSummary[];
}

export interface LoadedTables {
  /** Absent when a finding is an error: nothing is computed from half-understood tables. */
  readonly value: Tables | undefined;
  /** All problems of all tables, sorted. */
  readonly findings: readonly Finding[];
}

/** Who wants to see rows that cannot be used, and how far the reading is. */
export interface Watchers {
  readonly rejects?: Rejects | undefined;
  readonly onProgress?: ((progress: ReadProgress) => void) | undefined;
}

/** Reads every table and reports every problem at once; with several threads a second one reads a part of large orders. */
export async function loadTables(
  files: TableFiles,
  config: Config,
  watchers: Watchers = {},
  threads = 1,
): Promise<LoadedTables> {
  const { rejects } = watchers;
  const clients = await readClients(files.clients, fileOptions(config, "clients"));
  const rawReps = await readReps(files.reps, repOptions(config));
  const history = new OrderHistory(config.labels.self_service_channels);
  const clientIds = clients.value.map((client) => client.id);
  history.expect(clientIds);
  const orders = await readOrders(
    files.orders.map((source) => ({ source })),
    history,
    {
      ...orderOptions(config, clients.value, watchers),
      ...(threads < 2
        ? {}
        : {
            helper: new OrderThread(history, {
              clientIds,
              selfServiceChannels: config.labels.self_service_channels,
            }),
          }),
    },
  );
  await rejects?.addRows(files.clients, clients.about, clients.findings);
  await rejects?.addRows(files.reps, rawReps.about, rawReps.findings);
  const requests =
    files.requests === undefined ? undefined : await readRequests(files.requests, fileOptions(config, "requests"));
  const asOf = (config.as_of === undefined ? undefined : parseIsoDay(config.as_of)) ?? orders.value.lastDay;
  const reps = resolveLevels(rawReps.value, levelOptions(config), asOf);
  const owned = matchOwners(clients.value, reps.value);
  const overrides =
    files.overrides === undefined
      ? undefined
      : await readOverrides(files.overrides, {
          ...fileOptions(config, "overrides"),
          clients: clients.value,
          reps: reps.value,
        });
  if (requests && files.requests) await rejects?.addRows(files.requests, requests.about, requests.findings);
  if (overrides && files.overrides) await rejects?.addRows(files.overrides, overrides.about, overrides.findings);
  const decided =
    overrides && asOf !== undefined
      ? applyOverrides(owned.value, overrides.value, quarterOfRun(config, asOf))
      : { value: owned.value, findings: [] };
  const handoffs = files.handoffs === undefined ? undefined : await readHandoffs(files.handoffs, decided.value);
  if (handoffs && files.handoffs) await rejects?.addRows(files.handoffs, handoffs.about, handoffs.findings);
  const dates =
    asOf === undefined
      ? []
      : dateFindings(orders.about.files[0]?.file ?? "", history, orders.about.used.lines, asOf, config);
  const clientsUsable = !clients.findings.some(({ severity }) => severity === "error") || clients.value.length > 0;
  const findings = [
    clients,
    owned,
    rawReps,
    ...(clientsUsable ? [orders] : []),
    reps,
    ...(requests ? [requests] : []),
    ...(overrides ? [overrides, decided] : []),
    ...(handoffs ? [handoffs] : []),
  ]
    .flatMap((reading) => reading.findings)
    .concat(dates, clientsUsable ? hiddenOrderFindings(orders) : [])
    .sort(compareFindings);
  if (asOf === undefined || findings.some((finding) => finding.severity === "error")) {
    return { value: undefined, findings: asOf === undefined && findings.length === 0 ? [noDay(files)] : findings };
  }
  return {
    value: {
      clients: handoffs?.value ?? decided.value,
      reps: reps.value,
      history,
      columns: orders.value.columns,
      ...(requests?.value ? { requests: requests.value } : {}),
      asOf,
      inputs: [
        clientsUnderstood(clients.about, owned.value),
        repsUnderstood(rawReps.about, reps.value, rawReps.value.hasLevels, config),
        ...ordersUnderstood(orders.about, rejects?.name),
        ...(requests ? [requestsUnderstood(requests.about)] : []),
        ...(overrides ? [overridesUnderstood(overrides.about, overrides.value)] : []),
        ...(handoffs ? [handoffsUnderstood(handoffs.about)] : []),
      ],
    },
    findings,
  };
}

/** How the reps are read. */
export function repOptions(config: Config): RepOptions {
  return {
    ...fileOptions(config, "reps"),
    fullQuarterHours: config.capacity.hours_per_quarter,
    roleTitles: config.roles.titles,
    excludedReps: config.reps.exclude,
    deskReps: config.reps.desk,
  };
}

/** What levels the reps' titles and tenure give. */
export function levelOptions({ levels }: Config): LevelOptions {
  return {
    order: levels.order,
    titles: levels.titles,
    byTenureMonths: levels.by_tenure_months,
    ...(levels.default === undefined ? {} : { default: levels.default }),
  };
}

/** How the order history is read. */
export function orderOptions(
  config: Config,
  clients: readonly Client[],
  { rejects, onProgress }: Watchers = {},
): OrderOptions {
  const { max_unusable_share, ignore_status, won_stages } = config.orders;
  return {
    ...fileOptions(config, "orders"),
    clients,
    maxUnusableShare: max_unusable_share,
    ...(rejects?.name !== undefined && { onReject: (finding, row) => rejects.add(finding, row) }),
    onProgress,
    ...(ignore_status === undefined ? {} : { skippedStatuses: ignore_status }),
    ...(won_stages === undefined ? {} : { wonStages: won_stages }),
  };
}

/** What is wrong with further order lines, counted. */
export function hiddenOrderFindings({ findings, about }: Awaited<ReturnType<typeof readOrders>>): Finding[] {
  const [first] = about.files;
  const severityOf = (code: string) => findings.find((one) => one.code === code)?.severity ?? "warning";
  const place = { file: first?.file ?? "orders", line: first?.headerLine ?? 1, column: 1 };
  const remedy = "write them all with --rejects FILE, and mend what they have in common";
  return countedFindings(about.hiddenFindings, findings, place, remedy, severityOf);
}

/** What the config fixes for a table's files. */
export function fileOptions(config: Config, table: keyof Config["formats"]): FileOptions {
  const { date_order, header_line, encoding, delimiter, quote, decimal } = config.formats[table];
  return {
    columns: config.columns[table],
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(quote === undefined ? {} : { quote }),
    ...(decimal === undefined ? {} : { decimal }),
    ...(date_order === undefined ? {} : { dateOrder: date_order }),
    ...(header_line === undefined ? {} : { headerLine: header_line }),
  };
}

function noDay({ orders }: TableFiles): Finding {
  const [first] = orders;
  return {
    code: "EB112",
    name: "no-rows",
    severity: "error",
    message: "no order line tells the day to look back from",
    remedy: "give --as-of DATE",
    place: { file: typeof first === "string" ? first : (first?.name ?? "orders"), line: 1, column: 1 },
  };
}
