import { stringify } from "csv-stringify/sync";
import type { RepId } from "../domain/ids.ts";
import type { Plan } from "../domain/plan.ts";
import type { ClientProfile } from "../domain/profile.ts";
import { type SignalName, signalNames } from "../domain/signals.ts";
import type { RuleContext } from "../rules/rule.ts";
import { moneyDecimal } from "./numbers.ts";
import { guardCell } from "./safe-text.ts";
import { reasonWords } from "./signal-words.ts";

/** Text is guarded against being run as a formula; numbers stay numbers, also negative ones. Absent is an empty cell. */
export type Cell = string | number | Exact | undefined;

/** A number written out already, such as cents as 1234.50. */
export interface Exact {
  readonly exact: string;
}

/** A table as CSV text. */
export function csv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return stringify([[...header], ...rows.map((row) => row.map(written))]);
}

/** Cells that need no quotes for certain; of all others the library judges. */
const PLAIN = /^[^\s",][^",\r\n]*$/;

/** One row without its line end, for who writes row by row. The cells are written over. */
export function rowText(cells: Cell[]): string {
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at];
    if (typeof cell === "number" || cell === undefined) continue;
    const text = String(written(cell));
    cells[at] = text === "" || PLAIN.test(text) ? text : stringify([[text]]).slice(0, -1);
  }
  return cells.join(",");
}

function written(cell: Cell): string | number {
  if (typeof cell === "string") return guardCell(cell);
  return typeof cell === "object" ? cell.exact : (cell ?? "");
}

/** Cents as a decimal number. */
export function money(cents: number): Exact {
  return { exact: moneyDecimal(cents) };
}

/** plan.csv: what `evenbook check` reads and a manager may edit. */
export function planCsv({ rows }: Plan): string {
  return csv(
    [
      "client_id",
      "client_name",
      "label",
      "complexity",
      "stage",
      "seller_id",
      "desk_id",
      "previous_seller_id",
      "previous_desk_id",
      "seller_hours",
      "desk_hours",
      "revenue",
      "change",
      "reason",
    ],
    rows.map(({ profile, seating, previous, change, forced, reason }) => [
      profile.client.id,
      profile.client.name,
      profile.label.name,
      profile.complexity.score,
      profile.stage,
      seating.seller,
      seating.desk,
      previous.seller,
      previous.desk,
      seating.seller === undefined ? undefined : profile.coverage.hours.seller,
      seating.desk === undefined ? undefined : profile.coverage.hours.desk,
      money(profile.signals.revenue12m),
      change,
      change === "moved" ? `${forced ? "forced" : "chosen"}: ${reason}` : reason,
    ]),
  );
}

/** labels.csv: every label with its reasons and the signals behind it. */
export function labelsCsv(profiles: Iterable<ClientProfile>): string {
  return labelsCsvHeader() + labelsCsvRows(profiles);
}

/** The first line of labels.csv, for those who write the rest in pieces. */
export function labelsCsvHeader(): string {
  return csv(
    [
      "client_id",
      "client_name",
      "label",
      "score",
      "confidence",
      "complexity",
      "stage",
      "basis",
      "computed_label",
      "reasons",
      ...signalNames,
      "demand_class",
    ],
    [],
  );
}

/** Lines of labels.csv, each with its line end. */
export function labelsCsvRows(profiles: Iterable<ClientProfile>): string {
  const rows = Array.from(profiles, ({ client, label, complexity, stage, signals }) =>
    rowText([
      client.id,
      client.name,
      label.name,
      label.basis === "defaulted" ? undefined : label.score,
      label.confidence,
      complexity.score,
      stage,
      label.basis,
      label.computed,
      [label.note ?? `${label.computed} by points`, ...label.reasons.map(reasonWords)].join("; "),
      ...signalNames.map((name: SignalName) => signals.values[name]),
      signals.demandClass,
    ]),
  );
  return rows.length === 0 ? "" : `${rows.join("\n")}\n`;
}

/** changes.csv: a line for each seat that a client leaves, also when nobody takes it. */
export function changesCsv({ rows }: Plan, context: RuleContext): string {
  const name = (id: RepId | undefined) => (id === undefined ? undefined : context.reps.get(id)?.name);
  return csv(
    ["client_id", "client_name", "seat", "from_id", "from_name", "to_id", "to_name", "kind", "reason", "revenue"],
    rows.flatMap(({ profile, seatChanges }) =>
      seatChanges
        .filter((change) => change.leaves)
        .map(({ seat, from, to, forced, reason }) => [
          profile.client.id,
          profile.client.name,
          seat,
          from,
          name(from),
          to,
          name(to),
          forced ? "forced" : "chosen",
          reason,
          money(profile.signals.revenue12m),
        ]),
    ),
  );
}

/** unplaced.csv: a line for each rep of the seat, with the rule that stopped it. */
export function unplacedCsv({ unplaced }: Plan, context: RuleContext): string {
  return csv(
    ["client_id", "client_name", "seat", "complexity", "needs", "rep_id", "rep_name", "code", "reason"],
    unplaced.flatMap(({ profile, seat, staffing, stops }) => {
      const client = [profile.client.id, profile.client.name, seat, profile.complexity.score, staffing] as const;
      if (stops.length === 0)
        return [[...client, undefined, undefined, undefined, `there is no rep for the ${seat} seat`]];
      return stops.map((stop) => [...client, stop.repId, context.reps.get(stop.repId)?.name, stop.code, stop.message]);
    }),
  );
}
