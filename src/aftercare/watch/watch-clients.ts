import type { Config } from "../../config/schema.ts";
import type { ClientRequest, Project } from "../../domain/activity.ts";
import type { Assignments } from "../../domain/assignments.ts";
import type { Day } from "../../domain/day.ts";
import type { ClientId } from "../../domain/ids.ts";
import type { Cents } from "../../domain/money.ts";
import type { ClientProfile } from "../../domain/profile.ts";
import type { Seat } from "../../domain/rep.ts";
import type { OrderHistory } from "../../history/order-history.ts";
import { purchasesOf } from "../facts/purchases.ts";
import { type Alert, type AlertFigures, type TestedKind, type TestRecord, testedKinds } from "./alert.ts";
import { allGrievances, dissatisfaction, type Grievances, grievancesOf } from "./dissatisfaction.ts";
import { firstHalfYearOver, labelChange } from "./label-moves.ts";
import { lostCategory } from "./lost-category.ts";
import { overdue } from "./overdue.ts";
import { projectSigns } from "./project.ts";
import { spendDown } from "./spend-down.ts";
import type { Outcome, WatchedClient, WatchPeriod } from "./subject.ts";

export interface WatchSources {
  readonly profiles: readonly ClientProfile[];
  /** The same clients by their orders before the period, and up to its middle. */
  readonly atStart: ReadonlyMap<ClientId, ClientProfile>;
  readonly halfWay: ReadonlyMap<ClientId, ClientProfile>;
  readonly history: OrderHistory;
  readonly columns: { readonly category: boolean; readonly error: boolean };
  readonly assignments: Assignments;
  /** Absent when no such table was given. */
  readonly requests?: { readonly since: Day; readonly list: readonly ClientRequest[] };
  readonly projects?: readonly Project[];
}

export interface Watch {
  readonly period: WatchPeriod;
  /** Worst first: risks, then openings, then what the desk takes; most at stake first. */
  readonly alerts: readonly Alert[];
  readonly tests: readonly TestRecord[];
  /** Chance that one test cries wolf at one client. */
  readonly level: number;
}

const groups: readonly Alert["group"][] = ["risk", "opening", "routine"];

/**
 * All that happened at the clients since a day. Each test by odds has the same level at each client: `watch.false_alarms` for 100 clients over the five
 * tests, so that the number of alarms to expect where nothing is the matter is known before the first is read.
 */
export function watchClients(sources: WatchSources, period: WatchPeriod, config: Config): Watch {
  const level = config.watch.false_alarms / 100 / testedKinds.length;
  const tests = new Map(testedKinds.map((kind) => [kind, { tested: 0, notTested: 0, alerts: 0, older: 0 }]));
  const alerts: Alert[] = [];
  const requests = byClient(sources.requests?.list ?? []);
  const projects = byClient(sources.projects ?? []);
  const { categories } = sources.history.names();
  const watched = (profile: ClientProfile): WatchedClient => {
    const { id } = profile.client;
    const lines = sources.history.linesOf(id);
    const planned = sources.assignments.rows.get(id)?.record?.label ?? profile.label.name;
    const isDeskClient = [planned, sources.atStart.get(id)?.label.name].includes("transactional");
    const purchases = purchasesOf(lines, period.asOf);
    return {
      profile,
      isDeskClient,
      lines,
      purchases,
      requests: requests.get(id) ?? [],
      projects: projects.get(id) ?? [],
    };
  };
  const known = { error: sources.columns.error, requestsSince: sources.requests?.since };
  const grievances = new Map<ClientId, Grievances[]>(
    sources.profiles.map((profile) => [profile.client.id, grievancesOf(watched(profile), period, known)]),
  );
  const all = allGrievances([...grievances.values()]);
  for (const profile of sources.profiles) {
    const client = watched(profile);
    const { id } = profile.client;
    const record = <Figures extends AlertFigures>(kind: TestedKind, outcome: Outcome<Figures>) => {
      const test = tests.get(kind);
      if (!test) return undefined;
      if (outcome === undefined) test.notTested++;
      else test.tested++;
      if (!outcome) return undefined;
      if (outcome.older) {
        test.older++;
        return undefined;
      }
      test.alerts++;
      return outcome;
    };
    const risk = (kind: TestedKind, outcome: Outcome<AlertFigures>, tell: readonly Seat[]) => {
      const found = record(kind, outcome);
      if (found) {
        const { figures, chance, since, stake } = found;
        alerts.push({ clientId: id, group: "risk", figures, chance, since, stake: stake as Cents, tell });
      }
    };
    const silent = overdue(client, period, level);
    risk("overdue", silent, ["seller"]);
    // Whoever is silent spends less as well: that is one alarm.
    const spend = spendDown(client, period, level);
    risk("spend_down", silent && spend ? null : spend, ["seller"]);
    risk("lost_category", sources.columns.category ? lostCategory(client, period, level, categories) : undefined, [
      "seller",
    ]);
    const own = grievances.get(id) ?? [];
    risk("dissatisfaction", dissatisfaction(client, period, level, own, all), ["seller", "desk"]);
    const row = sources.assignments.rows.get(id);
    if (client.isDeskClient) {
      const { said, tested } = projectSigns(client, period, level);
      const found = record("project", tested);
      const signs = [...said, ...(found?.figures.signs ?? [])];
      if (signs.length > 0)
        alerts.push(projectAlert(client, signs, said.length > 0 ? undefined : found?.chance, period));
    }
    const move = { profile, halfWay: sources.halfWay.get(id), row };
    const moved = labelChange(move, period) ?? firstHalfYearOver(move, period, config.stages.new_months);
    if (moved) alerts.push(moved);
  }
  return {
    period,
    level,
    alerts: alerts.sort(
      (a, b) =>
        groups.indexOf(a.group) - groups.indexOf(b.group) || b.stake - a.stake || (a.clientId < b.clientId ? -1 : 1),
    ),
    tests: [...tests].map(([kind, test]) => ({ kind, ...test, expectedFalseAlarms: test.tested * level })),
  };
}

function projectAlert(
  { profile, purchases }: WatchedClient,
  signs: Extract<AlertFigures, { kind: "project" }>["signs"],
  chance: number | undefined,
  { since }: WatchPeriod,
): Alert {
  const first = signs.reduce((least, { day }) => Math.min(least, day), signs[0]?.day ?? 0) as Day;
  const within = purchases.orders.filter(({ day }) => day >= since).map(({ value }) => value);
  return {
    ...{ clientId: profile.client.id, group: "opening", figures: { kind: "project", signs }, since: first },
    ...{ stake: Math.max(0, ...within) as Cents, tell: ["seller", "desk"], handTo: "seller" },
    ...(chance === undefined ? {} : { chance }),
  };
}

function byClient<Row extends { readonly clientId: ClientId }>(rows: readonly Row[]): ReadonlyMap<ClientId, Row[]> {
  const map = new Map<ClientId, Row[]>();
  for (const row of rows) {
    const known = map.get(row.clientId);
    if (known) known.push(row);
    else map.set(row.clientId, [row]);
  }
  return map;
}
