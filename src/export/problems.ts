import type { Finding } from "../domain/finding.ts";
import type { ClientId } from "../domain/ids.ts";
import { findingsBy } from "../domain/make-finding.ts";
import type { Place } from "../domain/place.ts";
import type { RuleCard } from "../domain/rule-card.ts";
import { quoted } from "../input/index.ts";
import type { ExportedRep } from "./owner-forms.ts";
import type { ExportTarget } from "./target.ts";

type Card = Omit<RuleCard, "options" | "judged">;

const cards = {
  ownerUnknownToCrm: {
    code: "EB701",
    name: "owner-unknown-to-crm",
    severity: "error",
    what: "The reps table says of every owner what the CRM knows it by: a user id, an e-mail, a name.",
    why: "The import would refuse the row, or give the client to whoever runs the import.",
    wrong: "`evenbook export --to hubspot` with a reps file without e-mails.",
    right: "rep_id,name,email\nR1,Ann Reed,ann@example.org",
  },
  ownerNameTwice: {
    code: "EB702",
    name: "owner-name-twice",
    severity: "error",
    what: "An owner who is exported by name has a name of its own.",
    why: "The CRM would take one of the two, and nobody knows which.",
    wrong: "rep_id,name\nR6,Eve Lund\nR7,Eve Lund",
    right: "rep_id,name\nR6,Eve Lund\nR7,Eve Lund (North)",
  },
  clientIdOfAnotherSystem: {
    code: "EB703",
    name: "client-id-of-another-system",
    severity: "error",
    what: "The clients of an export have the ids of the system it is for.",
    why: "Rows with other ids are refused, or make new clients beside those there are.",
    wrong: "`evenbook export --to salesforce` with client_id C1.",
    right:
      "The clients file exported from Salesforce (Id), or `--client-field External_Id__c` for an upsert by your own ids.",
  },
  formulaInId: {
    code: "EB704",
    name: "formula-in-id",
    severity: "error",
    what: "No id or owner of an export is text that a spreadsheet would run.",
    why: "Names are made harmless by an apostrophe; an id has to stay exact, and then it would run where the file is opened.",
    wrong: '=HYPERLINK("http://...")',
    right: "C17",
  },
  notInEncoding: {
    code: "EB705",
    name: "not-in-encoding",
    severity: "error",
    what: "Every character of an export is in the encoding that the target reads.",
    why: "The character would become another one, and the id or owner would match nothing.",
    wrong: "A manager Łukasz for 1C, which reads cp1251.",
    right: "The manager's name as 1C shows it.",
  },
  carriedColumnMissing: {
    code: "EB706",
    name: "carried-column-missing",
    severity: "error",
    what: "Columns that have to travel unchanged through an export are in the clients file.",
    why: "Dynamics tells by its row checksum and date which rows may be changed, and refuses rows without them.",
    wrong: "A clients file from Dynamics whose hidden first columns were deleted.",
    right: "(Do Not Modify) Account,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Account Name,Owner",
  },
  nameGuarded: {
    code: "EB707",
    name: "name-guarded",
    severity: "warning",
    what: "Names in an export begin with nothing that a spreadsheet would run.",
    why: "Such a name gets an apostrophe before it, and an import that takes the name column over renames the client so.",
    wrong: "=1+1 Ltd",
    right: "The column of names left out of the import's mapping, or the client renamed.",
  },
  keepsOwner: {
    code: "EB708",
    name: "client-keeps-owner",
    severity: "warning",
    what: "The plan gives every client of an export a seller.",
    why: "A CRM has no client without an owner: where the plan names nobody, the present owner stays in the CRM.",
    wrong: "A row of plan.csv with an empty seller_id.",
    right: "A seller for each client, or the knowledge that these stay.",
  },
  rollbackIncomplete: {
    code: "EB709",
    name: "rollback-incomplete",
    severity: "warning",
    what: "The rollback file can give every exported client back to its present owner.",
    why: "An owner who is not in the reps table has no user id or e-mail here; a client without an owner cannot be given back to nobody by an import.",
    wrong: "A client of a rep who has left and is not in the reps file.",
    right: "The rep in the reps file, with active_to.",
  },
} as const satisfies Record<string, Card>;

/** The findings of exports, for the catalogue. */
export const exportCards: readonly RuleCard[] = Object.values(cards).map((card) => ({
  ...card,
  options: [],
  judged: false,
}));

const problem = findingsBy(cards);

const clients = (count: number) => `${count} client${count === 1 ? "" : "s"}`;

/** A rep whom the target has no way to name. */
export function ownerUnknownToCrm(rep: ExportedRep, { title, owner }: ExportTarget, uses: number): Finding {
  return problem(
    "ownerUnknownToCrm",
    rep.place,
    `rep ${quoted(rep.id)}${rep.name === rep.id ? "" : ` (${rep.name})`} has no ${owner.what}, by which ${title} knows ` +
      `its users; the export names this rep ${uses === 1 ? "once" : `${uses} times`}`,
    owner.remedy,
    { repId: rep.id },
  );
}

/** A rep who shares its name with another. */
export function ownerNameTwice(rep: ExportedRep, other: ExportedRep, { title }: ExportTarget): Finding {
  return problem(
    "ownerNameTwice",
    rep.place,
    `rep ${quoted(rep.id)} has the name ${quoted(rep.name)} as rep ${quoted(other.id)} has, and ${title} takes owners by name`,
    "give each the name that the CRM shows for that user",
    { repId: rep.id },
  );
}

/** Ids that the target did not give; `place` is that of the first. */
export function clientIdOfAnotherSystem(
  place: Place,
  id: ClientId,
  wrong: number,
  all: number,
  { title, clientId, columns }: ExportTarget,
): Finding {
  return problem(
    "clientIdOfAnotherSystem",
    place,
    `${wrong} of ${all} client ids are no ${clientId?.what ?? "id"}, ${quoted(id)} the first of them`,
    `export the clients from ${title} with the column ${columns.id}` +
      (columns.carried ? "" : ", or name the field there that holds your own ids: --client-field NAME"),
    { clientId: id },
  );
}

/** An id or owner that would run as a formula. */
export function formulaInId(place: Place | undefined, header: string, text: string): Finding {
  return problem(
    "formulaInId",
    place,
    `${header} ${quoted(text)} would run as a formula where the file is opened, and must not be changed`,
    "mend the id or owner where it comes from",
  );
}

/** Text that the target's encoding has no characters for. */
export function notInEncoding(place: Place | undefined, header: string, text: string, lost: string, encoding: string) {
  return problem(
    "notInEncoding",
    place,
    `${header} ${quoted(text)} has ${quoted(lost)}, which ${encoding} does not have`,
    "write it as the target shows it",
  );
}

/** A column that has to travel unchanged and is not in the clients file. */
export function carriedColumnMissing(place: Place | undefined, header: string, { title }: ExportTarget): Finding {
  return problem(
    "carriedColumnMissing",
    place,
    `the clients file has no column ${quoted(header)}, which ${title} needs back unchanged`,
    "export the clients anew, show the hidden columns and keep them",
  );
}

/** A row whose cell of such a column is empty; `place` is that of the first. */
export function carriedCellsMissing(place: Place, header: string, rows: number, { title }: ExportTarget): Finding {
  return problem(
    "carriedColumnMissing",
    place,
    `${quoted(header)} is empty for ${clients(rows)} of the export, this the first; ${title} needs it back unchanged`,
    "export the clients anew",
  );
}

/** Names that got an apostrophe. */
export function namesGuarded(place: Place, name: string, count: number, header: string): Finding {
  return problem(
    "nameGuarded",
    place,
    `${count === 1 ? "the name" : `${count} names, the first`} ${quoted(name)} would run as a formula and ` +
      `${count === 1 ? "gets" : "get"} an apostrophe before it`,
    `leave ${header} out when you map the columns, or rename the client`,
  );
}

/** Clients whom the plan gives no seller. */
export function keepsOwner(place: Place, count: number): Finding {
  return problem(
    "keepsOwner",
    place,
    `${clients(count)} ${count === 1 ? "has" : "have"} no seller in the plan and ${count === 1 ? "keeps its" : "keep their"} owner in the CRM`,
    "nothing to do where the desk serves them alone; else give them a seller and check the plan",
  );
}

/** Clients whose present owner cannot be written; `example` is what the clients file says of the first. */
export function rollbackIncomplete(
  place: Place,
  count: number,
  example: string,
  { title, owner }: ExportTarget,
): Finding {
  return problem(
    "rollbackIncomplete",
    place,
    `the present owner of ${clients(count)} is not in the reps file, ${quoted(example)} the first; ${title} wants the ` +
      `${owner.what}, so the rollback file leaves ${count === 1 ? "it" : "them"} out`,
    "add who has left to the reps file, with active_to; the notes list the clients",
  );
}
