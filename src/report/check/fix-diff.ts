import { stringify } from "csv-stringify/sync";
import type { RowChoice } from "../../check/choose-rows.ts";
import type { FixedSeat } from "../../check/fix.ts";
import type { Shortage } from "../../check/shortages.ts";
import type { AssignmentRow, Assignments, DroppedRow } from "../../domain/assignments.ts";
import type { ClientId } from "../../domain/ids.ts";
import type { ClientProfile } from "../../domain/profile.ts";
import type { Rep, Seat } from "../../domain/rep.ts";
import type { RuleContext } from "../../rules/rule.ts";
import { hoursText } from "../numbers.ts";
import type { TextStyle } from "../plan-text.ts";
import { guardCell, safeText } from "../safe-text.ts";
import { groupText, needText, shortText } from "../staffing-text.ts";

/** All that a fix changes in a file, and what it leaves. */
export interface Fix {
  readonly fixed: readonly FixedSeat[];
  /** Rows that were chosen among several of one client, and damaged ones that were mended. */
  readonly choices: readonly RowChoice[];
  readonly dropped: Assignments["dropped"];
  /** Clients without a row who get one. */
  readonly added: readonly ClientProfile[];
  /** What the mended file is not written with again. */
  readonly form: Pick<FileForm, "encoding" | "titleRows" | "footerRows" | "blankRows">;
  /** Groups without the hours for the mended file. */
  readonly shortages: readonly Shortage[];
  /** Errors that the mended file has, by code. */
  readonly remaining: readonly { readonly code: string; readonly count: number }[];
}

const WHY: Readonly<Record<DroppedRow["why"], string>> = {
  "unknown client": "is not in the clients file",
  "a row before": "has a row before",
  "no client": "names no client",
  "other cells than the header": "has other cells than the header",
};

/** The changes as a diff: a line out and a line in for each seat, a line for each row that goes or comes, and what stays an error. */
export function fixDiff(
  { fixed, choices, dropped, added, form, shortages, remaining }: Fix,
  context: RuleContext,
  { paint }: TextStyle,
  writtenTo?: string,
): string {
  const rep = (id: Rep["id"]) => `${context.reps.get(id)?.name ?? id} (${id})`;
  const before = ({ from, written }: FixedSeat) => (from === undefined ? (written ?? "nobody") : rep(from));
  const whose = ({ profile: { client }, seat }: FixedSeat) => `${client.id} ${client.name}: ${seat}`;
  const minus = (text: string) => paint.red(`- ${safeText(text)}`);
  const plus = (text: string) => paint.green(`+ ${safeText(text)}`);
  const changes = fixed.filter(({ to }) => to !== undefined);
  const changed = new Set(changes.map(({ profile }) => profile.client.id));
  const mended = choices.filter(({ why }) => why === "damaged");
  const chosen = choices.filter(({ why }) => why !== "damaged" && why !== "the same");
  const told = new Set([...mended, ...chosen].flatMap(({ kept, leftOut }) => [kept.line, ...leftOut]));
  const hidden = dropped.count - dropped.first.length;
  const takenOut = dropped.count - mended.length;
  const lines = [
    ...changes.flatMap((one) => [
      minus(`${whose(one)} ${before(one)}`),
      plus(`${whose(one)} ${rep(one.to as Rep["id"])}`),
    ]),
    ...added
      .filter(({ client }) => !changed.has(client.id))
      .map(({ client }) => plus(`${client.id} ${client.name}: a row`)),
    ...mended.map(({ clientId, kept }) =>
      plus(`line ${kept.line}: its cells are read again as the row of ${clientId}`),
    ),
    ...chosen.map(({ clientId, kept, leftOut, why }) =>
      minus(
        `${leftOut.length === 1 ? "line" : "lines"} ${leftOut.join(", ")}: the rows of ${clientId} disagree, line ${kept.line} is kept: it ${KEPT[why]}`,
      ),
    ),
    ...dropped.first
      .filter(({ line }) => !told.has(line))
      .map(({ line, written, why }) => minus(`line ${line}: ${written === "" ? "the row" : written} ${WHY[why]}`)),
    ...(hidden > 0 ? [minus(`${rows(hidden)} more that count for no client`)] : []),
    ...fixed
      .filter(({ stays }) => stays !== undefined)
      .map((one) => paint.yellow(`! ${safeText(`${whose(one)} ${before(one)}`)} stays an error: ${one.stays}`)),
  ];
  const done = [
    ...(changes.length > 0 ? [`${changes.length} ${changes.length === 1 ? "change" : "changes"}`] : []),
    ...(added.length > 0 ? [`${rows(added.length)} added`] : []),
    ...(mended.length > 0 ? [`${rows(mended.length)} mended`] : []),
    ...(takenOut > 0 ? [`${rows(takenOut)} taken out`] : []),
  ];
  const recoded = isUtf8(form) ? "" : " as UTF-8";
  const out =
    writtenTo === undefined ? "; --out FILE writes the mended file" : `, written to ${safeText(writtenTo)}${recoded}`;
  const end =
    done.length === 0
      ? `Fix: there is nothing to change${writtenTo === undefined ? "" : out}.`
      : `Fix: ${done.join(", ")}${out}.`;
  const left = leftOutText(form);
  return `\n${[...lines, `${end}${left} ${remainingText(remaining)}`, ...shortages.map(shortageText)].join("\n")}\n`;
}

const KEPT: Readonly<Record<RowChoice["why"], string>> = {
  "breaks no rule": "alone breaks no rule",
  "present owner": "has the present owner",
  first: "is the first",
  "the same": "says the same",
  damaged: "is the only one",
};

/** " Left out: 1 title row, 1 total or footer row, 2 empty rows."; empty when the file has none. */
function leftOutText({ titleRows, footerRows, blankRows }: Fix["form"]): string {
  const counts = [
    [titleRows, "title row"],
    [footerRows, "total or footer row"],
    [blankRows, "empty row"],
  ] as const;
  const parts = counts.flatMap(([count, what]) => (count > 0 ? [`${count} ${what}${count === 1 ? "" : "s"}`] : []));
  return parts.length > 0 ? ` Left out: ${parts.join(", ")}.` : "";
}

function shortageText({ seat, regions, reps, neededHours, capacityHours, ...line }: Shortage): string {
  const short = shortText(Math.round((neededHours - capacityHours) * 10) / 10, line.shortFte);
  const over =
    line.repsOver > 0
      ? `; ${line.repsOver} ${line.repsOver === 1 ? "rep is" : "reps are"} ${hoursText(line.hoursOver)} h over capacity in all (${line.fteOver} FTE)${short === "" ? ": nobody who may take their clients has the hours" : ""}`
      : "";
  return `Staffing: ${safeText(groupText(seat, regions, reps.length))}: ${needText(neededHours, capacityHours)}${short}${over}.`;
}

function rows(count: number): string {
  return `${count} ${count === 1 ? "row" : "rows"}`;
}

function remainingText(remaining: Fix["remaining"]): string {
  const all = remaining.reduce((sum, { count }) => sum + count, 0);
  if (all === 0) return "No error remains.";
  const codes = remaining.map(({ code, count }) => (count === 1 ? code : `${code} ${count} times`)).join(", ");
  return `${all} ${all === 1 ? "error remains" : "errors remain"}: ${codes}.`;
}

/** How a file was written, so that it is written again in the same way. */
export interface FileForm {
  readonly header: readonly string[];
  readonly delimiter?: string;
  readonly lineEnd?: string;
  readonly encoding?: string;
  readonly encodingBasis?: string;
  readonly titleRows: number;
  readonly footerRows: number;
  readonly blankRows: number;
  readonly mapping: readonly { readonly field: string; readonly header: string }[];
}

const BYTE_ORDER_MARK = "\ufeff";

/**
 * The mended file: the rows as they were, changed cells replaced, rows of unknown and repeated clients left out, missing clients added at
 * the end, with the reps they stay with (`staying`). Title and total rows are not written again. Delimiter, line ends and byte order mark are those of the file; the text is UTF-8, with a byte
 * order mark where it was not, so that a spreadsheet that read the file reads this one.
 */
export function fixedCsv(
  assignments: Assignments,
  form: FileForm,
  fixed: readonly FixedSeat[],
  profiles: readonly ClientProfile[],
  reps: RuleContext["reps"],
  staying: readonly { readonly seat: Seat; readonly holders: ReadonlyMap<ClientId, Rep["id"]> }[] = [],
): string {
  const column = (field: string) => form.header.indexOf(form.mapping.find((one) => one.field === field)?.header ?? "");
  const seatColumns: Readonly<Record<Seat, number>> = { seller: column("seller_id"), desk: column("desk_id") };
  const named: Readonly<Record<Seat, (rep: Rep) => string>> = {
    seller: repForm(assignments, "seller", seatColumns.seller, reps),
    desk: repForm(assignments, "desk", seatColumns.desk, reps),
  };
  const changes = new Map<ClientId, FixedSeat[]>();
  for (const one of fixed) {
    if (one.to === undefined) continue;
    changes.set(one.profile.client.id, [...(changes.get(one.profile.client.id) ?? []), one]);
  }
  const row = ({ client }: ClientProfile): string[] => {
    const old = assignments.rows.get(client.id)?.cells;
    const cells = form.header.map((_, at) => old?.[at] ?? "");
    const put = (seat: Seat, to: string | undefined) => {
      const rep = reps.get(to as Rep["id"]);
      cells[seatColumns[seat]] = guardCell(rep ? named[seat](rep) : (to ?? ""));
    };
    if (!old) {
      cells[column("client_id")] = guardCell(client.id);
      for (const { seat, holders } of staying) put(seat, holders.get(client.id));
    }
    for (const { seat, to } of changes.get(client.id) ?? []) put(seat, to);
    return cells;
  };
  const inFile = profiles.filter(({ client }) => assignments.rows.has(client.id));
  const line = ({ client }: ClientProfile) => assignments.rows.get(client.id)?.line ?? 0;
  const missing = profiles.filter(({ client }) => !assignments.rows.has(client.id));
  const all = [...inFile.sort((a, b) => line(a) - line(b)), ...missing].map(row);
  const text = stringify([[...form.header], ...all], {
    delimiter: form.delimiter ?? ",",
    record_delimiter: { CRLF: "\r\n", CR: "\r" }[form.lineEnd ?? ""] ?? "\n",
  });
  return form.encodingBasis === "byte order mark" || !isUtf8(form) ? `${BYTE_ORDER_MARK}${text}` : text;
}

function isUtf8({ encoding }: Pick<FileForm, "encoding">): boolean {
  return (encoding ?? "utf-8") === "utf-8";
}

/** How the column names its reps: by id, or, as most of its cells do, by name or e-mail where that tells the rep from all others. */
function repForm(
  assignments: Assignments,
  seat: Seat,
  column: number,
  reps: RuleContext["reps"],
): (rep: Rep) => string {
  const counts = { id: 0, name: 0, email: 0 };
  for (const row of assignments.rows.values()) {
    const rep = reps.get(row.seats[seat]?.repId ?? ("" as Rep["id"]));
    if (rep) counts[formOf(row, rep, column)]++;
  }
  const field =
    counts.name > counts.id && counts.name >= counts.email ? "name" : counts.email > counts.id ? "email" : "id";
  const taken = new Map<string, number>();
  for (const rep of reps.values()) taken.set(rep[field] ?? "", (taken.get(rep[field] ?? "") ?? 0) + 1);
  return (rep) => {
    const text = rep[field];
    return text !== undefined && text !== "" && taken.get(text) === 1 ? text : rep.id;
  };
}

function formOf({ cells }: AssignmentRow, { id, email }: Rep, column: number): "id" | "name" | "email" {
  const written = (cells?.[column] ?? "").trim().toLowerCase();
  if (written === id.toLowerCase()) return "id";
  return written === email?.toLowerCase() ? "email" : "name";
}
