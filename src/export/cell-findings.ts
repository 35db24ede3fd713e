import type { Finding } from "../domain/finding.ts";
import type { Place } from "../domain/place.ts";
import { guardCell } from "../report/safe-text.ts";
import { lostIn } from "./encoding.ts";
import type { ExportedClient, ExportInput } from "./make-export.ts";
import { carriedCellsMissing, clientIdOfAnotherSystem, formulaInId, namesGuarded, notInEncoding } from "./problems.ts";

/** What is wrong with the cells of an export; of what many rows share the first is shown. */
export function cellFindings(exported: readonly ExportedClient[], input: ExportInput): Finding[] {
  return [
    ...foreignIds(exported, input),
    ...emptyCarried(exported, input),
    ...exactCells(exported, input),
    ...guardedNames(exported, input),
  ];
}

function foreignIds(exported: readonly ExportedClient[], { target, ownIds }: ExportInput): Finding[] {
  const form = target.clientId;
  if (form === undefined || ownIds) return [];
  const wrong = exported.filter(({ client }) => !form.fits(client.id));
  const [first] = wrong;
  return first
    ? [clientIdOfAnotherSystem(first.client.place, first.client.id, wrong.length, exported.length, target)]
    : [];
}

function emptyCarried(exported: readonly ExportedClient[], { target }: ExportInput): Finding[] {
  return (target.columns.carried ?? []).flatMap((header, at) => {
    const empty = exported.filter(({ row }) => row.carried.length > 0 && row.carried[at] === "");
    const [first] = empty;
    return first ? [carriedCellsMissing(first.client.place, header, empty.length, target)] : [];
  });
}

/** Ids, owners and what travels unchanged have to stay exact, names at least in the encoding; each text is looked at once. */
function exactCells(exported: readonly ExportedClient[], { target, headers }: ExportInput): Finding[] {
  const { columns, file } = target;
  const findings: Finding[] = [];
  const seen = new Set<string>();
  const look = (place: Place, header: string | undefined, text: string | undefined, exact = true) => {
    if (header === undefined || text === undefined || seen.has(`${header}\n${text}`)) return;
    seen.add(`${header}\n${text}`);
    if (exact && runs(text)) findings.push(formulaInId(place, header, text));
    const lost = lostIn(text, file.encoding);
    if (lost !== undefined) findings.push(notInEncoding(place, header, text, lost, file.encoding));
  };
  for (const { client, row, back } of exported) {
    look(client.place, headers.id, row.id);
    for (const [at, header] of (columns.carried ?? []).entries()) look(client.place, header, row.carried[at]);
    look(client.place, columns.name, row.name, false);
    for (const one of [row, back]) {
      look(client.place, columns.owner, one?.owner);
      look(client.place, headers.desk, one?.desk);
    }
  }
  return findings;
}

/** A number with a sign and a checksum in base64 are harmless though they begin as a formula does. */
function runs(text: string): boolean {
  return guardCell(text) !== text && !/^[+-]?\d+$/.test(text) && !/^\+[A-Za-z0-9+/]+={0,2}$/.test(text);
}

function guardedNames(exported: readonly ExportedClient[], { target }: ExportInput): Finding[] {
  const header = target.columns.name;
  if (header === undefined) return [];
  const guarded = exported.filter(({ row }) => guardCell(row.name) !== row.name);
  const [first] = guarded;
  return first ? [namesGuarded(first.client.place, first.client.name, guarded.length, header)] : [];
}
