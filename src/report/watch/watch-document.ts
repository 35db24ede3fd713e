import type { Alert } from "../../aftercare/watch/alert.ts";
import type { Watch } from "../../aftercare/watch/watch-clients.ts";
import { formatDay } from "../../calendar/days.ts";
import type { Assignments } from "../../domain/assignments.ts";
import type { Finding } from "../../domain/finding.ts";
import type { ClientId } from "../../domain/ids.ts";
import type { ClientProfile } from "../../domain/profile.ts";
import type { Rep, Seat } from "../../domain/rep.ts";
import { csv, money } from "../csv.ts";
import { adviceWords, alertWords, chanceWords } from "./alert-words.ts";

/** One alert in words and figures. */
export interface AlertRow {
  readonly group: Alert["group"];
  readonly kind: string;
  readonly client_id: string;
  readonly client_name: string;
  readonly since: string;
  readonly what: string;
  readonly advice: string;
  readonly tell: readonly { readonly seat: Seat; readonly rep_id: string; readonly name: string }[];
  /** Cents a year. */
  readonly stake_cents: number;
  readonly chance: number | null;
  readonly odds: string;
  readonly hand_to: Seat | null;
  readonly figures: Alert["figures"];
}

/** A client who changes hands, for `plan --handoffs`. */
export interface HandoffRow {
  readonly client_id: string;
  readonly client_name: string;
  readonly hand_to: Seat;
  /** How the client counts in the next plan; empty: as it is computed. */
  readonly label: string;
  readonly label_reason: string;
  readonly date: string;
}

/** `--json` of `evenbook watch`, and what the terminal view is drawn from. */
export interface WatchDocument {
  readonly version: string;
  readonly plan: string;
  readonly since: string;
  readonly as_of: string;
  readonly currency: string;
  readonly clients: number;
  readonly alerts: readonly AlertRow[];
  readonly handoffs: readonly HandoffRow[];
  readonly tests: readonly {
    readonly kind: string;
    readonly tested: number;
    readonly not_tested: number;
    readonly alerts: number;
    readonly expected_false_alarms: number;
    readonly older: number;
  }[];
  /** Chance that one test cries wolf at one client. */
  readonly level: number;
  readonly expected_false_alarms: number;
  readonly findings: readonly Finding[];
}

export interface WatchDocumentParts {
  readonly version: string;
  readonly planFile: string;
  readonly watch: Watch;
  readonly assignments: Assignments;
  readonly profiles: ReadonlyMap<ClientId, ClientProfile>;
  readonly reps: readonly Rep[];
  readonly currency: string;
  readonly findings: readonly Finding[];
}

export function watchDocument(parts: WatchDocumentParts): WatchDocument {
  const { watch, profiles } = parts;
  const nameOf = new Map<string, string>(parts.reps.map(({ id, name }) => [id, name]));
  const alerts = watch.alerts.map((alert): AlertRow => {
    const row = parts.assignments.rows.get(alert.clientId);
    return {
      ...{ group: alert.group, kind: alert.figures.kind, client_id: alert.clientId },
      client_name: profiles.get(alert.clientId)?.client.name ?? alert.clientId,
      ...{ since: formatDay(alert.since), what: alertWords(alert, parts.currency), advice: adviceWords(alert) },
      tell: alert.tell.flatMap((seat) => {
        const repId = row?.seats[seat]?.repId;
        return repId === undefined ? [] : [{ seat, rep_id: repId, name: nameOf.get(repId) ?? repId }];
      }),
      ...{ stake_cents: alert.stake, chance: alert.chance ?? null, odds: chanceWords(alert.chance) },
      ...{ hand_to: alert.handTo ?? null, figures: alert.figures },
    };
  });
  const expected = watch.tests.reduce((sum, test) => sum + test.expectedFalseAlarms, 0);
  return {
    ...{ version: parts.version, plan: parts.planFile },
    ...{ since: formatDay(watch.period.since), as_of: formatDay(watch.period.asOf), currency: parts.currency },
    ...{ clients: profiles.size, alerts, handoffs: handoffsOf(alerts) },
    tests: watch.tests.map(({ kind, tested, notTested, alerts: found, older, expectedFalseAlarms }) => ({
      ...{ kind, tested, not_tested: notTested, alerts: found, older },
      expected_false_alarms: round(expectedFalseAlarms),
    })),
    ...{ level: watch.level, expected_false_alarms: round(expected), findings: parts.findings },
  };
}

const round = (value: number) => Math.round(value * 1000) / 1000;

/** A client once: what stands first in the list counts. */
function handoffsOf(alerts: readonly AlertRow[]): HandoffRow[] {
  const seen = new Set<string>();
  return alerts.flatMap(({ client_id, client_name, hand_to, kind, what, since }) => {
    if (hand_to === null || seen.has(client_id)) return [];
    seen.add(client_id);
    // A first half-year that is over changes nothing of the label: the orders alone go to the desk.
    const label = kind === "first_half_year_over" ? "" : hand_to === "seller" ? "consultative" : "transactional";
    return [{ client_id, client_name, hand_to, label, label_reason: `hand-off: ${what}`, date: since }];
  });
}

/** watch.csv: a line for each alert, worst first. */
export function watchCsv({ alerts }: WatchDocument): string {
  return csv(
    [
      ...["group", "kind", "client_id", "client_name", "since", "stake", "chance", "tell_seller", "tell_desk"],
      ...["hand_to", "what", "advice"],
    ],
    alerts.map((row) => [
      ...[row.group, row.kind, row.client_id, row.client_name, row.since, money(row.stake_cents)],
      row.chance === null ? undefined : Number(row.chance.toPrecision(3)),
      ...(["seller", "desk"] as const).map((seat) => row.tell.find((one) => one.seat === seat)?.rep_id),
      ...[row.hand_to ?? undefined, row.what, row.advice],
    ]),
  );
}

/** handoffs.csv: what `evenbook plan --handoffs` accepts. */
export function handoffsCsv({ handoffs }: WatchDocument): string {
  const columns = ["client_id", "client_name", "hand_to", "label", "label_reason", "date"] as const;
  return csv(
    columns,
    handoffs.map((row) => columns.map((column) => row[column])),
  );
}
