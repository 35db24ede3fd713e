import { stringify } from "csv-stringify/sync";
import type { FixedSeat } from "../../check/fix.ts";
import type { Assignments } from "../../domain/assignments.ts";
import type { ClientId } from "../../domain/ids.ts";
import type { ClientProfile } from "../../domain/profile.ts";
import type { Rep, Seat } from "../../domain/rep.ts";
import type { RuleContext } from "../../rules/rule.ts";
import type { TextStyle } from "../plan-text.ts";
import { guardCell, safeText } from "../safe-text.ts";

/** The changes as a diff, a line out and a line in for each seat. */
export function fixDiff(
  fixed: readonly FixedSeat[],
  context: RuleContext,
  { paint }: TextStyle,
  writtenTo?: string,
): string {
  const name = (id: Rep["id"] | undefined) =>
    id === undefined ? "nobody" : `${context.reps.get(id)?.name ?? id} (${id})`;
  const lines = fixed.flatMap(({ profile: { client }, seat, from, to }) => [
    paint.red(`- ${safeText(`${client.id} ${client.name}: ${seat} ${name(from)}`)}`),
    paint.green(
      `+ ${safeText(`${client.id} ${client.name}: ${seat} ${to === undefined ? "nobody may take it" : name(to)}`)}`,
    ),
  ]);
  const count = `${fixed.length} ${fixed.length === 1 ? "change" : "changes"}`;
  const end =
    fixed.length === 0
      ? "Fix: there is nothing to change."
      : `Fix: ${count}${writtenTo === undefined ? "; --out FILE writes the mended file" : `, written to ${safeText(writtenTo)}`}.`;
  return `\n${[...lines, end].join("\n")}\n`;
}

interface FileForm {
  readonly header: readonly string[];
  readonly delimiter?: string;
  readonly mapping: readonly { readonly field: string; readonly header: string }[];
}

/**
 * The mended file: the rows as they were, changed cells replaced, rows of unknown and repeated clients left out, missing clients added at
 * the end. Title and total rows are not written again.
 */
export function fixedCsv(
  assignments: Assignments,
  about: FileForm,
  fixed: readonly FixedSeat[],
  profiles: readonly ClientProfile[],
): string {
  const column = (field: string) =>
    about.header.indexOf(about.mapping.find((one) => one.field === field)?.header ?? "");
  const seatColumns: Readonly<Record<Seat, number>> = { seller: column("seller_id"), desk: column("desk_id") };
  const changes = new Map<ClientId, FixedSeat[]>();
  for (const one of fixed) changes.set(one.profile.client.id, [...(changes.get(one.profile.client.id) ?? []), one]);
  const row = ({ client }: ClientProfile): string[] => {
    const old = assignments.rows.get(client.id)?.cells;
    const cells = about.header.map((_, at) => old?.[at] ?? "");
    if (!old) cells[column("client_id")] = guardCell(client.id);
    for (const { seat, to } of changes.get(client.id) ?? []) cells[seatColumns[seat]] = guardCell(to ?? "");
    return cells;
  };
  const inFile = profiles.filter(({ client }) => assignments.rows.has(client.id));
  const line = ({ client }: ClientProfile) => assignments.rows.get(client.id)?.line ?? 0;
  const missing = profiles.filter(({ client }) => !assignments.rows.has(client.id));
  const rows = [...inFile.sort((a, b) => line(a) - line(b)), ...missing].map(row);
  return stringify([[...about.header], ...rows], { delimiter: about.delimiter ?? "," });
}
