import { stringify } from "csv-stringify/sync";
import iconv from "iconv-lite";
import type { ExportTarget } from "../../src/export/target.ts";
import { checksumOf } from "../../src/input/tables/salesforce-ids.ts";

/** A company without a CRM: who there is, and who owns whom. */
export interface Company {
  readonly clients: readonly { readonly name: string; readonly owner: number | undefined; readonly desk?: number }[];
  readonly reps: readonly string[];
}

const number = (at: number) => String(at + 101);
const guid = (at: number) => `8f3c2a10-0001-4e11-9c00-${String(at).padStart(12, "0")}`;
const salesforce = (prefix: string, at: number) => longForm(`${prefix}D0000${at.toString(36).padStart(7, "0")}`);
const longForm = (short: string) => short + checksumOf(short);

/** The id that a system gives the client with this number. */
export function clientIdIn(target: ExportTarget, at: number): string {
  const forms: Readonly<Record<string, (at: number) => string>> = {
    salesforce: (one) => salesforce("001", one),
    zoho: (one) => `zcrm_${number(one)}`,
    dynamics: guid,
    "1c": (one) => `00-${number(one).padStart(6, "0")}`,
    generic: (one) => `C${one}`,
  };
  return (forms[target.name] ?? number)(at);
}

/** The clients as the system itself exports them: its headers, its encoding, owners as it shows them. */
export function clientsExportOf(target: ExportTarget, { clients, reps }: Company): Buffer {
  const { columns, file } = target;
  const owner = (at: number | undefined) => (at === undefined ? "" : (shownIn(target, at, reps) ?? ""));
  const nameHeader = columns.name ?? { salesforce: "Name", "1c": "Наименование" }[target.name] ?? "Account Name";
  const rows = clients.map((client, at) => [
    clientIdIn(target, at),
    ...(columns.carried ?? []).map((_, column) => `+carried/${at}-${column}=`.replaceAll("-", "")),
    client.name,
    owner(client.owner),
    owner(client.desk),
  ]);
  const header = [columns.id, ...(columns.carried ?? []), nameHeader, columns.owner, columns.desk ?? "Desk"];
  const text = stringify([header, ...rows], { delimiter: file.delimiter, record_delimiter: file.lineEnd });
  return file.encoding === "cp1251" ? iconv.encode(text, "cp1251") : Buffer.from(text, "utf8");
}

/** The reps table that any target can be served from: an id of the company's own, the system's user id, an e-mail. */
export function repsTableOf({ reps }: Company): string {
  const rows = reps.map((name, at) => [`R${at}`, name, salesforce("005", at), `rep${at}@example.org`]);
  return stringify([["rep_id", "name", "crm_id", "email"], ...rows]);
}

/** The same with numbers for user ids, as Bitrix24 has them. */
export function repsTableWithNumbers({ reps }: Company): string {
  const rows = reps.map((name, at) => [`R${at}`, name, number(at), `rep${at}@example.org`]);
  return stringify([["rep_id", "name", "crm_id", "email"], ...rows]);
}

/** How the system shows an owner in its own export: HubSpot by name, though it takes e-mails. */
function shownIn(target: ExportTarget, at: number, reps: readonly string[]): string | undefined {
  if (target.name === "salesforce") return salesforce("005", at);
  if (target.name === "bitrix24") return number(at);
  if (target.name === "generic") return `R${at}`;
  return reps[at];
}
