import { stringify } from "csv-stringify/sync";
import { wrap } from "../report/layout.ts";
import { whole } from "../report/numbers.ts";
import type { TextStyle } from "../report/plan-text.ts";
import { safeText } from "../report/safe-text.ts";
import type { ExportFile } from "./export-files.ts";
import type { CrmExport } from "./make-export.ts";

/** What the text says beside the export itself. */
export interface ExportTextFacts {
  /** What each input was taken for, a line each. */
  readonly inputs: readonly string[];
  /** Names of reps, by id. */
  readonly nameOf: (repId: string) => string;
  /** The folder written to; absent in a dry run. */
  readonly writtenTo?: string;
}

const SAMPLE_ROWS = 3;
const MOST_FLOWS = 12;
const MOST_CLIENTS = 50;

/** The report of `evenbook export`: what would be written, who gives and takes, what stays, how to import and how to go back. */
export function exportText(crm: CrmExport, facts: ExportTextFacts, { width, paint }: TextStyle): string {
  const { target } = crm;
  const folder = facts.writtenTo;
  const nothing = crm.files.length === 0 ? "(nothing to write)" : "(dry run, nothing is written)";
  const title = folder === undefined || crm.files.length === 0 ? nothing : `written to ${safeText(folder)}`;
  const section = (name: string, aside: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ["", `${paint.bold(name)}${aside === "" ? "" : ` ${paint.dim(aside)}`}`, ...lines];
  const wrapped = (lines: readonly string[]) => lines.flatMap((line) => indented(line, width));
  return `${[
    paint.bold(`evenbook export for ${target.title}`) + paint.dim(` ${title}`),
    ...section("Inputs", "as understood", wrapped(facts.inputs)),
    ...section("Changes", "", wrapped(changeLines(crm))),
    ...section(
      "Files",
      formOf(crm),
      crm.files.flatMap((file) => fileLines(file, target.file.delimiter, width, paint)),
    ),
    ...section("Who gives and takes", "clients as a seller, largest first", flowLines(crm, facts, width)),
    ...(crm.files.length === 0
      ? []
      : [
          ...section("What will not move", "", wrapped(target.stays)),
          ...section("How to import", "", wrapped(importLines(crm))),
          ...section("How to roll back", "", wrapped([...target.howToRollBack, ...restoreLines(crm)])),
        ]),
    ...section("Next", "", wrapped(nextLines(crm, folder))),
  ].join("\n")}\n`;
}

/** The notes beside the files: the same advice, and the clients that cannot be given back. */
export function exportNotes(crm: CrmExport, width: number): string {
  const { target, notRestored } = crm;
  const section = (name: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ["", name, ...lines.flatMap((line) => indented(line, width))];
  return `${[
    `Owners for ${target.title}, made by evenbook export`,
    ...section("Changes", changeLines(crm)),
    ...section(
      "Files",
      crm.files.map(({ name, rows }) => `${name}: ${rowsText(rows.length)}`),
    ),
    ...section("What will not move", target.stays),
    ...section("How to import", importLines(crm)),
    ...section("How to roll back", [...target.howToRollBack, ...restoreLines(crm)]),
    ...section("Not in the rollback file", [
      ...notRestored
        .slice(0, MOST_CLIENTS)
        .map(({ id, name, owner }) => safeText(`${id} ${name}: ${owner === "" ? "no owner" : owner}`)),
      ...(notRestored.length > MOST_CLIENTS ? [`and ${whole(notRestored.length - MOST_CLIENTS)} more`] : []),
    ]),
  ].join("\n")}\n`;
}

function indented(text: string, width: number): string[] {
  return wrap(text, width - 4).map((line, at) => `${at === 0 ? "  " : "    "}${line}`);
}

function changeLines({ figures, headers, target }: CrmExport): string[] {
  const { clients, changeOwner, changeDesk, withoutSeller, notInPlan, exported } = figures;
  return [
    `${whole(changeOwner)} of ${whole(clients)} clients change owner${exported > changeOwner ? `; ${whole(exported)} are exported in all` : ""}.`,
    ...(headers.desk === undefined
      ? [
          "The desk is not exported: where the plan has one, name its field with --desk-field NAME or export.desk_field in the config.",
        ]
      : [`${whole(changeDesk)} get another desk specialist (field ${safeText(headers.desk)}).`]),
    ...(withoutSeller > 0 && !target.clearsOwner
      ? [`Without a seller in the plan, so that the owner stays: ${whole(withoutSeller)}.`]
      : []),
    ...(notInPlan > 0 ? [`Not in the plan, so that the owner stays: ${whole(notInPlan)}.`] : []),
  ];
}

const encodings = { "utf-8": "UTF-8", cp1251: "cp1251 (Windows Cyrillic)" } as const;

function formOf({ target: { file, owner } }: CrmExport): string {
  const delimiter = file.delimiter === ";" ? "semicolon" : "comma";
  return `${encodings[file.encoding]}, ${delimiter}, owners by ${owner.what}`;
}

function fileLines(
  { name, header, rows }: ExportFile,
  delimiter: string,
  width: number,
  paint: TextStyle["paint"],
): string[] {
  const sample = [header, ...rows.slice(0, SAMPLE_ROWS)].map((cells) => cutLine(csvLine(cells, delimiter), width - 4));
  const more = rows.length - SAMPLE_ROWS;
  return [
    `  ${name}: ${rowsText(rows.length)}`,
    ...sample.map((line) => `    ${paint.dim(line)}`),
    ...(more > 0 ? [`    ${paint.dim(`and ${whole(more)} more`)}`] : []),
  ];
}

const rowsText = (count: number) => `${whole(count)} row${count === 1 ? "" : "s"}`;

function csvLine(cells: readonly string[], delimiter: string): string {
  return stringify([[...cells]], { delimiter }).trimEnd();
}

function cutLine(text: string, width: number): string {
  const safe = safeText(text);
  return [...safe].length <= width ? safe : `${[...safe].slice(0, width - 1).join("")}…`;
}

function flowLines({ flows }: CrmExport, { nameOf }: ExportTextFacts, width: number): string[] {
  const lines = flows
    .slice(0, MOST_FLOWS)
    .map(({ repId, gives, takes }) =>
      cutLine(`  gives ${whole(gives).padStart(5)}  takes ${whole(takes).padStart(5)}  ${nameOf(repId)}`, width),
    );
  return flows.length > MOST_FLOWS ? [...lines, `  and ${flows.length - MOST_FLOWS} more`] : lines;
}

function restoreLines({ notRestored, figures, target, headers, deskKnown }: CrmExport): string[] {
  const unowned = notRestored.filter(({ owner }) => owner === "").length;
  const gone = notRestored.length - unowned;
  const { firstDesk } = figures;
  const have = (count: number, noun: string) =>
    `${whole(count)} ${count === 1 ? `client has ${noun}` : `clients have ${noun}`}`;
  return [
    ...(unowned > 0
      ? [`${have(unowned, "no owner now")}, which an import cannot bring back: clear the owner by hand.`]
      : []),
    ...(gone > 0
      ? [`${have(gone, "an owner now who is not in the reps file")}: the rollback file leaves them out.`]
      : []),
    ...(firstDesk > 0 && !deskKnown
      ? [
          `The clients file has no column ${safeText(headers.desk ?? "")}: what stands in it now is not known, and the rollback file does not bring it back.`,
        ]
      : []),
    ...(firstDesk > 0 && deskKnown && !target.clearsOwner
      ? [`${have(firstDesk, "no desk specialist now")}; an empty cell may leave the new one where it is.`]
      : []),
  ];
}

/** The target's advice, with the column of ids that is really there. */
function importLines({ target, headers }: CrmExport): string[] {
  return [
    ...target.howToImport.map((line) => line.replaceAll("{id}", safeText(headers.id))),
    ...(headers.id === target.columns.id
      ? []
      : [`The rows have your own ids: the import has to find its records by the field ${safeText(headers.id)}.`]),
  ];
}

function nextLines({ files, target, figures }: CrmExport, folder: string | undefined): string[] {
  if (files.length === 0) {
    return [
      figures.notInPlan === figures.clients
        ? "nothing to import: no client of the clients file is in the plan"
        : "nothing to import: every client is with its planned owner already (--all exports them nevertheless)",
    ];
  }
  const rows =
    files.filter(({ kind }) => kind === "owners").length > 1 ? "each owners file" : `${target.name}-owners.csv`;
  return folder === undefined
    ? [`add --out crm-${target.name} to write these files and ${target.name}-notes.txt`]
    : [`import ${rows}; keep ${target.name}-rollback.csv; ${target.name}-notes.txt says all this again`];
}
