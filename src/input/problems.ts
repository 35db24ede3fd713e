import type { Finding, Severity } from "../domain/finding.ts";
import type { ClientId, RepId } from "../domain/ids.ts";
import { findingsBy } from "../domain/make-finding.ts";
import type { Place } from "../domain/place.ts";
import type { RuleCard } from "../domain/rule-card.ts";
import { compareText } from "../domain/text-order.ts";
import { hasWrongChecksum } from "./tables/salesforce-ids.ts";

/**
 * What can be wrong with an input file: one entry and one page in the catalogue for each code. The usual severity; problems of single order
 * lines become errors when too many lines cannot be used.
 */
export type ProblemKind = Omit<RuleCard, "options">;

const kinds = {
  unknownClient: {
    code: "EB101",
    name: "unknown-client",
    severity: "warning",
    what: "An order, or a row of an assignment (there an error), belongs to a client that the clients file does not have",
    why: "Its revenue and its work would be in nobody's book; many such orders mean that the two exports do not belong together",
    wrong:
      "clients.csv\nclient_id,name\nC1,Alder\n\norders.csv\norder_id,client_id,order_date,amount\n7,C2,2026-03-01,10.00",
    right:
      "clients.csv\nclient_id,name\nC1,Alder\nC2,Birch\n\norders.csv\norder_id,client_id,order_date,amount\n7,C2,2026-03-01,10.00",
  },
  unknownRep: {
    code: "EB102",
    name: "unknown-rep",
    severity: "error",
    what: "An assignment names a rep that the reps file does not have",
    why: "The client would be with nobody; the rep has left, or the name is misspelt",
    wrong: "client_id,seller_id\nC1,R99",
    right: "client_id,seller_id\nC1,R1",
  },
  changedByExcel: {
    code: "EB107",
    name: "id-changed-by-excel",
    severity: "warning",
    what: "A spreadsheet changed a client_id, and the client meant is certain",
    why: "The next program that reads the file may not be so sure",
    wrong: "client_id,seller_id\n123,R1        (the client is 00123)",
    right: "client_id,seller_id\n00123,R1",
  },
  clientTwice: {
    code: "EB104",
    name: "client-twice",
    severity: "error",
    what: "Two rows of the clients file have the same client_id",
    why: "A client has one owner: with two rows it could be planned twice or with the wrong owner",
    wrong: "client_id,name,owner_id\nC1,Alder,R1\nC1,Alder,R2",
    right: "client_id,name,owner_id\nC1,Alder,R2",
  },
  unreadableFile: {
    code: "EB110",
    name: "unreadable-file",
    severity: "error",
    what: "The file is missing, is a directory, may not be read, or changed while it was read",
    why: "A plan from half of the data would look complete and be wrong",
    wrong: "evenbook plan --clients exports/",
    right: "evenbook plan --clients exports/clients.csv",
  },
  emptyFile: {
    code: "EB111",
    name: "empty-file",
    severity: "error",
    what: "The file has no content",
    why: "An export that failed often leaves an empty file",
    wrong: "(0 bytes)",
    right: "client_id,name\nC1,Alder",
  },
  noRows: {
    code: "EB112",
    name: "no-rows",
    severity: "error",
    what: "The file has a header and no rows",
    why: "An export filter that matches nothing leaves only the header",
    wrong: "client_id,name",
    right: "client_id,name\nC1,Alder",
  },
  missingColumn: {
    code: "EB113",
    name: "missing-column",
    severity: "error",
    what: "A column that is needed is not in the file under any name evenbook knows",
    why: "Without it the rows cannot be told apart or added up",
    wrong: "customer_code,name\nC1,Alder",
    right: "client_id,name\nC1,Alder",
  },
  columnTwice: {
    code: "EB114",
    name: "column-twice",
    severity: "warning",
    what: "Two columns have the same header",
    why: "evenbook reads the first one, and it may be the other one that was meant",
    wrong: "client_id,name,owner_id,owner_id\nC1,Alder,R1,R2",
    right: "client_id,name,owner_id,first_owner\nC1,Alder,R1,R2",
  },
  wrongCellCount: {
    code: "EB115",
    name: "wrong-cell-count",
    severity: "error",
    what: "A row has more or fewer cells than the header",
    why: "Its cells may stand under the wrong headers, amounts among them",
    wrong: "client_id,name,region\nC1,Alder, Sons & Co,North",
    right: 'client_id,name,region\nC1,"Alder, Sons & Co",North',
  },
  badDate: {
    code: "EB116",
    name: "bad-date",
    severity: "error",
    what: "A cell is not a date, or not in the form of its column",
    why: "The rhythm of a client's orders comes from these dates",
    wrong: "client_id,hold_until\nC1,2026-02-30",
    right: "client_id,hold_until\nC1,2026-02-28",
  },
  badNumber: {
    code: "EB117",
    name: "bad-number",
    severity: "error",
    what: "A cell is not a number, or not in the form of its column",
    why: "A number that is guessed can be wrong by a factor of a thousand",
    wrong: "client_id,sites\nC1,several",
    right: "client_id,sites\nC1,3",
  },
  missingValue: {
    code: "EB118",
    name: "missing-value",
    severity: "error",
    what: "A cell that is needed is empty",
    why: "The row cannot be used without it",
    wrong: "client_id,name\n,Alder",
    right: "client_id,name\nC1,Alder",
  },
  unknownLevel: {
    code: "EB119",
    name: "unknown-level",
    severity: "error",
    what: "A rep has a level that the config does not list",
    why: "The level decides which clients the rep may take, so it is never guessed",
    wrong: "rep_id,level\nR1,Account Executive II",
    right: "rep_id,level\nR1,senior",
  },
  unknownRole: {
    code: "EB120",
    name: "unknown-role",
    severity: "error",
    what: "A rep has a role other than seller, desk or both",
    why: "The role decides in which seat a rep may serve",
    wrong: "rep_id,role\nR1,Back office",
    right: "rep_id,role\nR1,desk",
  },
  badChoice: {
    code: "EB121",
    name: "bad-choice",
    severity: "error",
    what: "A cell has a word where only a few words are possible, such as a label or true and false",
    why: "A label or a lock set by a person wins over everything computed, so a misspelt one must not be passed over",
    wrong: "client_id,label\nC1,consultive",
    right: "client_id,label\nC1,consultative",
  },
  repTwice: {
    code: "EB122",
    name: "rep-twice",
    severity: "error",
    what: "Two rows of the reps file have the same rep_id",
    why: "The rep would get two books",
    wrong: "rep_id,name,level\nR1,Ann Reed,senior\nR1,Ann Reed,middle",
    right: "rep_id,name,level\nR1,Ann Reed,senior",
  },
  mixedCurrencies: {
    code: "EB123",
    name: "mixed-currencies",
    severity: "error",
    what: "The order history has amounts in more than one currency",
    why: "Amounts are added and compared; sums over currencies mean nothing",
    wrong: "order_id,client_id,order_date,amount,currency\n1,C1,2026-03-01,10.00,EUR\n2,C1,2026-03-02,10.00,JPY",
    right: "order_id,client_id,order_date,amount,currency\n1,C1,2026-03-01,10.00,EUR\n2,C1,2026-03-02,0.06,EUR",
  },
  unusableOrders: {
    code: "EB124",
    name: "unusable-orders",
    severity: "error",
    what: "More order lines than the config allows cannot be used",
    why: "A few lost lines change no label; many change the plan",
    wrong: "order_id,client_id,order_date,amount\n1,C1,soon,10.00\n2,C1,2026-03-02,10.00",
    right: "order_id,client_id,order_date,amount\n1,C1,2026-03-01,10.00\n2,C1,2026-03-02,10.00",
  },
  ambiguousDates: {
    code: "EB125",
    name: "ambiguous-dates",
    severity: "error",
    what: "No date of a column tells whether the day or the month comes first",
    why: "Every date would be read, and most of them wrongly",
    wrong: "order_id,client_id,order_date,amount\n1,C1,03/04/2026,10.00",
    right: "order_id,client_id,order_date,amount\n1,C1,2026-04-03,10.00",
  },
  unclosedQuote: {
    code: "EB126",
    name: "unclosed-quote",
    severity: "error",
    what: "A cell begins with a quote that is not closed",
    why: "Everything after the quote belongs to that cell, so all further rows are lost",
    wrong: 'client_id,name\nC1,"Alder\nC2,Birch',
    right: 'client_id,name\nC1,"Alder"\nC2,Birch',
  },
  invalidBytes: {
    code: "EB127",
    name: "invalid-bytes",
    severity: "error",
    what: "A cell has bytes that mean nothing in the file's encoding",
    why: "Names and ids would be changed and no longer match",
    wrong: "client_id,name\nC1,Caf\uFFFD",
    right: "client_id,name\nC1,Caf\u00e9",
  },
  mixedForms: {
    code: "EB128",
    name: "mixed-forms",
    severity: "error",
    what: "One column has dates or numbers in several forms that cannot all be meant",
    why: "Excel leaves such a mixture when it reads an export with the wrong regional settings, and then some values are wrong",
    wrong: "order_id,client_id,order_date,amount\n1,C1,31/12/2025,10.00\n2,C1,12/31/2025,10.00",
    right: "order_id,client_id,order_date,amount\n1,C1,2025-12-31,10.00\n2,C1,2025-12-31,10.00",
  },
  notACsv: {
    code: "EB129",
    name: "not-a-csv",
    severity: "error",
    what: "The file is not a text table: a workbook, a web page, an archive",
    why: "evenbook reads CSV; a workbook saved under a .csv name stays a workbook",
    wrong: "clients.csv (an .xlsx file with another name)",
    right: "clients.csv (in Excel: Save As, CSV UTF-8)",
  },
  unknownParent: {
    code: "EB130",
    name: "unknown-parent",
    severity: "warning",
    what: "A parent_id names no client, names the client itself, or leads in a circle",
    why: "A family stays together; with a wrong parent its members may part",
    wrong: "client_id,name,parent_id\nC1,Alder,C9",
    right: "client_id,name,parent_id\nC1,Alder,\nC2,Alder North,C1",
  },
  ambiguousNumbers: {
    code: "EB131",
    name: "ambiguous-numbers",
    severity: "error",
    what: "No number of a column tells whether a comma or a dot is the decimal mark",
    why: "1,250 is one and a quarter or one thousand two hundred and fifty",
    wrong: "order_id;client_id;order_date;amount\n1;C1;2026-03-01;1,250",
    right: "order_id;client_id;order_date;amount\n1;C1;2026-03-01;1250.00",
  },
  assumedLevel: {
    code: "EB132",
    name: "assumed-level",
    severity: "info",
    what: "A rep's level is not known and the default level is taken",
    why: "The guard that keeps complex clients off juniors is only as good as the levels",
    wrong: "rep_id,name\nR1,Ann Reed",
    right: "rep_id,name,level\nR1,Ann Reed,senior",
  },
  repeatedOrders: {
    code: "EB133",
    name: "repeated-orders",
    severity: "info",
    what: "The same lines of orders are in more than one of the order files",
    why: "They are counted once; files that overlap are usual, files that are copies are not",
    wrong: "orders-2025.csv and orders-2026.csv both with order 1001 of client C1 on 2025-12-31",
    right: "order 1001 in orders-2025.csv only",
  },
  dividedOrders: {
    code: "EB154",
    name: "divided-orders",
    severity: "warning",
    what: "Order files have different lines of the same order (same number, client and day), one order alone is only noted",
    why: "All of them count: right for an export that was cut into files, twice too much for an order that was corrected between two exports",
    wrong: "orders-2025.csv with order 1001 of 250.00, orders-2026.csv with the same order of 260.00",
    right: "order 1001 as it was corrected, in one of the files",
  },
  loneLastDay: {
    code: "EB135",
    name: "lone-last-day",
    severity: "error",
    what: "The day to look back from has orders near it",
    why: "Labels and revenue look back from the last order's day: one mistyped year there empties the whole plan",
    wrong: "orders up to 2026-09-30 and one line of 2062-03-01",
    right: "the date mended, or --as-of given",
  },
  ordersEndEarly: {
    code: "EB136",
    name: "orders-end-early",
    severity: "warning",
    what: "The order history reaches up to the day to look back from",
    why: "What happened in between is missing: clients look lapsed, revenue looks small",
    wrong: "orders up to 2024-05-06 with --as-of 2026-09-30",
    right: "a newer export, or --as-of 2024-05-06",
  },
  quarterIsPast: {
    code: "EB137",
    name: "quarter-is-past",
    severity: "warning",
    what: "The quarter to plan ends after the day to look back from",
    why: "A plan for a quarter that is over is seldom what was meant",
    wrong: "--quarter 2016Q1 with orders up to 2026-09-30",
    right: "--quarter 2026Q4, or none: the one after as_of",
  },
  effectiveOutsideQuarter: {
    code: "EB158",
    name: "effective-date-outside-quarter",
    severity: "error",
    what: "The day a plan takes effect is within the quarter that it is for",
    why: "Hours count from that day to the quarter's end: outside it there are none, or those of another quarter",
    wrong: "--quarter 2026Q4 --effective 2027-01-11",
    right: "--effective 2027-01-11 alone: the quarter is then that of the day",
  },
  overrideOfNobody: {
    code: "EB138",
    name: "override-of-nobody",
    severity: "warning",
    what: "Every decision in the overrides file is on a client in the clients file",
    why: "The client is gone or its id misspelt: somebody believes that the decision holds",
    wrong: "overrides.csv\nclient_id,label\nC99,transactional",
    right: "overrides.csv\nclient_id,label\nC1,transactional",
  },
  wrongIdChecksum: {
    code: "EB150",
    name: "wrong-id-checksum",
    severity: "warning",
    what: "The last three of the 18 characters of a Salesforce id do not fit the 15 before them",
    why: "The id was mistyped or changed on the way, so that it matches no other file and Salesforce refuses it on import",
    wrong: "Id,OwnerId\n001D000000IRFmbIAH,005D000000A1b2cIAC",
    right: "Id,OwnerId\n001D000000IRFmbIAH,005D000000A1b2cIAB",
  },
  sharedDeals: {
    code: "EB151",
    name: "deal-of-several-clients",
    severity: "warning",
    what: "A deal belongs to several companies and is counted for the first in its cell",
    why: "Counting it for each would add its amount up several times; the first need not be the one that bought",
    wrong: "Record ID,Deal Stage,Amount,Close Date,Associated Company IDs\n9003,Closed Won,300,2026-02-14,7002;7001",
    right:
      "Record ID,Deal Stage,Amount,Close Date,Associated Company IDs (Primary)\n9003,Closed Won,300,2026-02-14,7002",
  },
  noWonDeals: {
    code: "EB152",
    name: "no-won-deals",
    severity: "error",
    what: "A file of deals has none in a stage that counts as won",
    why: "Only deals that were won are orders; without any the clients look as if they had never bought",
    wrong: "Deal ID,Stage,Amount,Close Date,Account ID\n1,Signed,300,2026-02-14,C1",
    right: "orders: { won_stages: [Signed] }",
  },
  dealsWithoutStage: {
    code: "EB153",
    name: "deals-without-stage",
    severity: "warning",
    what: "A file of deals has no column that tells which of them were won",
    why: "Open and lost deals then count as orders too",
    wrong: "Deal ID,Deal Name,Amount,Close Date,Account ID",
    right: "Deal ID,Deal Name,Stage,Amount,Close Date,Account ID",
  },
  matchedOwner: {
    code: "EB134",
    name: "matched-owner",
    severity: "info",
    what: "An owner was matched to a rep by name or e-mail, not by rep_id",
    why: "Names can be shared or misspelt; the match should be looked at once",
    wrong: "client_id,owner_id\nC1,ann  reed",
    right: "client_id,owner_id\nC1,R1",
  },
  matchedClient: {
    code: "EB139",
    name: "matched-client",
    severity: "warning",
    what: "A client_id was matched to a client whose id differs in case or spacing only",
    why: "Other programs compare ids letter by letter: the row would be lost there",
    wrong: "client_id,seller_id\nc01,R1        (the client is C01)",
    right: "client_id,seller_id\nC01,R1",
  },
  labelNotUsed: {
    code: "EB140",
    name: "label-not-used",
    severity: "warning",
    what: "A label or a complexity in an assignment file is not the one that the check computed, and is not used",
    why: "Whoever edits the cell believes that the guard now judges by it",
    wrong: "client_id,label,complexity,seller_id\nC01,transactional,20,R2        (computed: consultative, 72)",
    right: "overrides.csv\nclient_id,label,label_reason\nC01,transactional,re-orders only since the new contract",
  },
} as const satisfies Record<string, ProblemKind>;

/** All problems of input files, by code. */
export const problemKinds: readonly ProblemKind[] = Object.values(kinds).sort((a, b) => (a.code < b.code ? -1 : 1));

const problem = findingsBy(kinds);

const longestQuote = 60;

/** A value of the file as it may stand in a message: in quotes, control characters visible, cut after 60 characters. */
export function quoted(value: string): string {
  const cut = value.length > longestQuote ? `${value.slice(0, longestQuote - 1)}\u2026` : value;
  return `"${cut.replace(/[\p{C}\u2028\u2029]/gu, visible)}"`;
}

function visible(character: string): string {
  if (character === "\n") return "\\n";
  if (character === "\r") return "\\r";
  if (character === "\t") return "\\t";
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;
const didYouMean = (nearest: string | undefined) => (nearest === undefined ? "" : `; did you mean ${quoted(nearest)}?`);
const lines = (numbers: readonly number[]) => `line${numbers.length === 1 ? "" : "s"} ${numbers.join(", ")}`;

/** An order whose client is not in the clients file; one finding stands for all lines of that client. */
export function unknownClient(place: Place, clientId: string, lineCount: number): Finding {
  const count = lineCount === 1 ? "1 order line cannot" : `${lineCount} order lines cannot`;
  return problem(
    "unknownClient",
    place,
    `client ${quoted(clientId)} is not in the clients file${badChecksum(clientId)}, so ${count} be used`,
    "add the client to the clients file, or leave its orders out of the export",
    { clientId: clientId as ClientId },
  );
}

/** What is wrong with an id that Salesforce cannot have given. */
function badChecksum(id: string): string {
  return hasWrongChecksum(id, "account") ? " (its last three characters do not fit the rest: it was changed)" : "";
}

/** An assigned client that the clients file does not have; `excel` says what a spreadsheet seems to have done to its id. */
export function unknownAssignedClient(place: Place, written: string, excel: string | undefined): Finding {
  const why = excel === undefined ? "" : `; a spreadsheet ${excel}, and it is not certain which client is meant`;
  return problem(
    "unknownClient",
    place,
    `client ${quoted(written)} is not in the clients file${badChecksum(written)}${why}`,
    excel === undefined
      ? "mend the id, or take the row out; a client that is new belongs into the clients file first"
      : "write the id as it stands in the clients file, in a column formatted as text",
    { severity: "error", clientId: written as ClientId },
  );
}

/** An id that a spreadsheet changed, read as the client that is meant for certain. */
export function changedByExcel(place: Place, written: string, id: ClientId, what: string): Finding {
  return problem(
    "changedByExcel",
    place,
    `client_id ${quoted(written)} is read as ${quoted(id)}: a spreadsheet ${what}`,
    "format the column as text before ids are pasted or typed",
    { clientId: id },
  );
}

/** An id in another case or spacing, read as the only client whom it fits. */
export function matchedClient(place: Place, written: string, id: ClientId): Finding {
  return problem(
    "matchedClient",
    place,
    `client_id ${quoted(written)} is read as ${quoted(id)}: it differs in case or spacing only`,
    `write ${id}`,
    { clientId: id },
  );
}

/** A label or complexity that somebody wrote into an assignment file. */
export function labelNotUsed(place: Place, header: string, written: string, used: string, id: ClientId): Finding {
  return problem(
    "labelNotUsed",
    place,
    `${header} ${quoted(written)} is not used: the check judges ${id} by the computed ${used}`,
    "to set a label, name it in overrides.csv (--overrides; client_id,label,label_reason) or in the label column of clients.csv, then make the plan again; a complexity follows from the client's data",
    { clientId: id },
  );
}

/** Labels that differ since the plan was made from other inputs: said once. */
export function labelsOfOtherInputs(place: Place, count: number): Finding {
  return problem(
    "labelNotUsed",
    place,
    `${count} ${count === 1 ? "label or complexity" : "labels or complexities"} of this plan differ from those computed from the inputs of now, which are used`,
    "make the plan again",
    { severity: "info" },
  );
}

/** A seat given to somebody who is not in the reps file. */
export function unknownAssignedRep(place: Place, written: string, clientId: ClientId): Finding {
  return problem(
    "unknownRep",
    place,
    `rep ${quoted(written)} is not in the reps file`,
    "write the rep_id, name or e-mail of a rep in the reps file",
    { clientId, repId: written as RepId },
  );
}

/** A decision on a client who is not there. */
export function overrideOfNobody(place: Place, clientId: ClientId): Finding {
  return problem(
    "overrideOfNobody",
    place,
    `the decision is on ${quoted(clientId)}, who is not in the clients file`,
    "mend the id, or take the row out",
    { clientId },
  );
}

/** A last day of orders that stands alone, far after all others. */
export function loneLastDay(file: string, last: string, before: string, lines: number): Finding {
  return problem(
    "loneLastDay",
    { file, line: 1, column: 1 },
    `the last order day, ${last}, has ${lines} ${lines === 1 ? "line" : "lines"} and stands far after the one before it, ${before}`,
    `mend the date, or give --as-of ${before}`,
  );
}

/** Orders that end long before the day to look back from. */
export function ordersEndEarly(file: string, last: string, asOf: string): Finding {
  return problem(
    "ordersEndEarly",
    { file, line: 1, column: 1 },
    `the orders end on ${last}, long before as_of ${asOf}`,
    "export the orders anew, or look back from their last day",
  );
}

/** A quarter that is over on the day to look back from. */
export function quarterIsPast(file: string, quarter: string, asOf: string): Finding {
  return problem(
    "quarterIsPast",
    { file, line: 1, column: 1 },
    `the quarter ${quarter} is over on ${asOf}, the day the plan looks back from`,
    "leave --quarter out to plan the next one, or give an earlier --as-of",
  );
}

/** A day to take effect that is not in the quarter to plan. */
export function effectiveOutsideQuarter(
  place: Place | undefined,
  day: string,
  quarter: string,
  firstDay: string,
  lastDay: string,
): Finding {
  return problem(
    "effectiveOutsideQuarter",
    place,
    `the effective date ${day} is not in ${quarter}, which lasts from ${firstDay} to ${lastDay}`,
    "give a day within the quarter, or leave the quarter out: it is then that of the effective date",
  );
}

/** A client_id that an earlier row has already. */
export function clientTwice(place: Place, clientId: ClientId, first: Place, differs = ""): Finding {
  return problem(
    "clientTwice",
    place,
    `client_id ${quoted(clientId)} is there twice; the first is in line ${first.line}${differs}`,
    "keep one row for each client",
    { clientId, related: [{ place: first, message: "the first row of this client" }] },
  );
}

/** A rep_id that an earlier row has already. */
export function repTwice(place: Place, repId: RepId, first: Place): Finding {
  return problem(
    "repTwice",
    place,
    `rep_id ${quoted(repId)} is there twice; the first is in line ${first.line}`,
    "keep one row for each rep",
    { repId, related: [{ place: first, message: "the first row of this rep" }] },
  );
}

/** A file that cannot be opened or read to its end. */
export function unreadableFile(file: string, reason: string, remedy: string): Finding {
  return problem("unreadableFile", start(file), `${quoted(file)} ${reason}`, remedy);
}

/** A file without content. */
export function emptyFile(file: string): Finding {
  return problem("emptyFile", start(file), "the file is empty", "export it again and look at it before the next run");
}

/** A header without rows. */
export function noRows(place: Place): Finding {
  return problem(
    "noRows",
    place,
    "there is a header and no row under it",
    "look at the filter of the export and export again",
  );
}

/** A needed field that no header stands for. */
export function missingColumn(place: Place, table: string, field: string, nearest: string | undefined): Finding {
  const setting = (header: string) => `columns: { ${table}: { ${field}: ${JSON.stringify(header)} } }`;
  return problem(
    "missingColumn",
    place,
    `the ${table} file has no column ${field}${didYouMean(nearest)}`,
    nearest === undefined
      ? `export it with ${exportedAs[field] ?? "that column"}; if the file has it under another name, write that in the config  ${setting("Header In Your File")}`
      : `rename the column, or write in the config  ${setting(nearest)}`,
  );
}

/** What to add to the columns of an export. */
const exportedAs: Readonly<Record<string, string>> = {
  order_date: "the date of each order (of deals: the day they were closed or created)",
  client_id: "the id or the name of each client",
  order_id: "the number of each order",
  amount: "the amount of each order",
};

export const isMissingColumn = ({ code }: Finding) => code === kinds.missingColumn.code;

/** The same when the file is another table, or one of evenbook's own. */
export function givenAsAnother(finding: Finding, what: string, table: string): Finding {
  const message = finding.message.replace(/; did you mean .*$/s, "");
  return {
    ...finding,
    message: `${message}; the file looks like ${what}`,
    remedy: `give the ${table} file here; if this is it, name its columns in the config under columns.${table}`,
  };
}

/** An assignment file without a column of sellers: an error in a plan, to be known in a file of desk specialists. */
export function noSellerColumn(place: Place, ofPlan: boolean): Finding {
  return problem(
    "missingColumn",
    place,
    "the file has no column seller_id, so only the desk seat is judged",
    "give the column of sellers the header seller_id, or name it in the config  columns: { assignments: { seller_id: ... } }",
    { severity: ofPlan ? "error" : "warning" },
  );
}

/** A header named in the config that the file does not have. */
export function missingMappedColumn(
  place: Place,
  table: string,
  field: string,
  header: string,
  nearest: string | undefined,
): Finding {
  return problem(
    "missingColumn",
    place,
    `the config takes ${field} from column ${quoted(header)}, which the ${table} file does not have${didYouMean(nearest)}`,
    `correct columns.${table}.${field} in the config`,
  );
}

/** Two columns with one header, of which the first is read. */
export function columnTwice(place: Place, header: string, first: Place, field: string, table: string): Finding {
  return problem(
    "columnTwice",
    place,
    `column ${quoted(header)} is there twice; ${field} is read from the first`,
    `rename one of them, or choose with  columns: { ${table}: { ${field}: ${JSON.stringify(`${header}#2`)} } }`,
    { related: [{ place: first, message: "the column that is read" }] },
  );
}

/** A row whose number of cells is not that of the header. */
export function wrongCellCount(
  place: Place,
  cells: number,
  expected: number,
  delimiter: string,
  hint: { readonly lastLine: number; readonly fileEndsHere: boolean },
): Finding {
  const spans = hint.lastLine > place.line ? `, and it runs on to line ${hint.lastLine}` : "";
  const truncated = hint.fileEndsHere && cells < expected ? ", and the file ends in it" : "";
  return problem(
    "wrongCellCount",
    place,
    `the row has ${plural(cells, "cell")} where the header has ${expected}${spans}${truncated}`,
    remedyOfCellCount(cells < expected, truncated !== "", delimiter),
  );
}

function remedyOfCellCount(tooFew: boolean, truncated: boolean, delimiter: string): string {
  if (truncated) return "the export was probably cut off: export again";
  if (tooFew) return `write ${quoted(delimiter)} for empty cells too, and look for a cell that is missing`;
  return `put cells that contain ${quoted(delimiter)} or a line break in quotes`;
}

/** A cell that is no date; `expected` is the form of the column, e.g. "day.month.year". */
export function badDate(place: Place, column: string, value: string, expected: string): Finding {
  return problem(
    "badDate",
    place,
    `${column} is ${quoted(value)}, which is no date as ${expected}`,
    "write a real date, best as year-month-day such as 2026-03-31",
  );
}

/** A cell that is no number; `expected` says what is allowed there. */
export function badNumber(place: Place, column: string, value: string, expected: string): Finding {
  return problem(
    "badNumber",
    place,
    `${column} is ${quoted(value)}, which is not ${expected}`,
    "write digits with the decimal mark of the other rows, or set decimal for this file in the config",
  );
}

/** An empty cell that must not be empty. */
export function missingValue(place: Place, column: string, consequence: string): Finding {
  return problem("missingValue", place, `${column} is empty, so ${consequence}`, `fill in ${column} or remove the row`);
}

/** A level title that is neither a level nor mapped to one. */
export function unknownLevel(
  place: Place,
  repIds: readonly RepId[],
  title: string,
  levels: readonly string[],
  nearest: string | undefined,
  hireDatesKnown: boolean,
): Finding {
  const [first = "" as RepId, ...others] = repIds;
  const whose = others.length === 0 ? `of rep ${quoted(first)}` : `of ${repIds.length} reps (${quoted(first)} ...)`;
  const level = nearest ?? (hireDatesKnown ? "by_tenure" : (levels[levels.length - 1] ?? "senior"));
  return problem(
    "unknownLevel",
    place,
    `level ${quoted(title)} ${whose} is none of ${levels.join(", ")}${didYouMean(nearest)}`,
    `give the title a level in the config, or by_tenure:  levels: { titles: { ${JSON.stringify(title)}: ${level} } }`,
    { repId: first },
  );
}

/** A level that had to be assumed for all reps, because the file has no such column, or for one. */
export function assumedLevel(place: Place, reason: string, level: string, repId?: RepId): Finding {
  return problem(
    "assumedLevel",
    place,
    `${reason}, so the level ${level} is taken`,
    "add a column level to the reps file, or give levels.by_tenure_months in the config and hire_date in the file",
    repId === undefined ? {} : { severity: "warning", repId },
  );
}

/** A role that is neither seller, desk or both nor mapped to one of them. */
export function unknownRole(place: Place, repId: RepId, title: string, nearest: string | undefined): Finding {
  return problem(
    "unknownRole",
    place,
    `role ${quoted(title)} of rep ${quoted(repId)} is none of seller, desk, both${didYouMean(nearest)}`,
    `map it in the config  roles: { titles: { ${JSON.stringify(title)}: seller } }  with the role that fits`,
    { repId },
  );
}

/** A word that is not among the few allowed. */
export function badChoice(
  place: Place,
  column: string,
  value: string,
  allowed: readonly string[],
  nearest: string | undefined,
): Finding {
  return problem(
    "badChoice",
    place,
    `${column} is ${quoted(value)}, which is none of ${allowed.join(", ")}${didYouMean(nearest)}`,
    `write one of ${allowed.join(", ")}, or leave the cell empty`,
  );
}

/** Amounts in several currencies, with the number of lines of each. */
export function mixedCurrencies(
  place: Place,
  counts: readonly (readonly [currency: string, lines: number])[],
): Finding {
  const list = counts.map(([currency, count]) => `${quoted(currency)} (${plural(count, "line")})`).join(", ");
  return problem(
    "mixedCurrencies",
    place,
    `the orders are in several currencies: ${list}`,
    "convert the amounts to one currency in the export, or export one currency only",
  );
}

/** Too large a share of the order lines cannot be used. */
export function unusableOrders(
  place: Place,
  figures: { readonly unusable: number; readonly all: number; readonly amountShare: number; readonly limit: number },
): Finding {
  const percent = (share: number) => `${Number((100 * share).toPrecision(2))}%`;
  return problem(
    "unusableOrders",
    place,
    `${figures.unusable} of ${figures.all} order lines (${percent(figures.unusable / figures.all)}; ` +
      `${percent(figures.amountShare)} of the known amounts) cannot be used, more than the ${percent(figures.limit)} allowed`,
    "mend the lines listed with the other codes, or raise orders.max_unusable_share in the config",
  );
}

/** A column of dates that fits both day first and month first. */
export function ambiguousDates(place: Place, column: string, example: string): Finding {
  return problem(
    "ambiguousDates",
    place,
    `no date in ${column} has a part over 12, so ${quoted(example)} and the others fit both day/month and month/day`,
    "set date_order for this file in the config to dmy or mdy",
  );
}

/** A column of numbers that fits both decimal marks. */
export function ambiguousNumbers(place: Place, column: string, example: string): Finding {
  return problem(
    "ambiguousNumbers",
    place,
    `nothing in ${column} tells whether ${quoted(example)} has a decimal mark or a thousands separator`,
    'set decimal for this file in the config to "," or "."',
  );
}

/** A quote that is opened at `place` and not closed. */
export function unclosedQuote(place: Place, within: string): Finding {
  return problem(
    "unclosedQuote",
    place,
    `the quote that opens here is not closed ${within}, so no row after it can be read`,
    "close the quote, or double it where a quote belongs to the text",
  );
}

/** A quote opened at `place` that closes only where another cell of a later line opens its own. */
export function swallowedRows(place: Place, lastLine: number): Finding {
  return problem(
    "unclosedQuote",
    place,
    `the quote that opens here is not closed in its row, so the rows up to line ${lastLine} are taken for one cell`,
    "close the quote, or double it where a quote belongs to the text",
  );
}

/** A cell with bytes that the encoding does not have. */
export function invalidBytes(place: Place, column: string, value: string, encoding: string): Finding {
  const nul = value.includes("\0");
  return problem(
    "invalidBytes",
    place,
    nul
      ? `${column} has a NUL byte in ${quoted(value)}`
      : `${column} has bytes that are not valid ${encoding} in ${quoted(value)}`,
    nul
      ? "the file is damaged: export it again"
      : "set encoding for this file in the config (utf-8, cp1251, cp1252, cp866, koi8-r, utf-16le ...), or export as UTF-8",
  );
}

/** A column in several forms; `forms` with the lines where each was seen first. */
export function mixedForms(
  place: Place,
  column: string,
  forms: readonly { readonly form: string; readonly lines: readonly number[]; readonly count: number }[],
  severity: Severity,
): Finding {
  const list = forms.map(({ form, lines: seen, count }) => {
    const more = count > seen.length ? ` and ${count - seen.length} more` : "";
    return `${form} (${lines(seen)}${more})`;
  });
  return problem(
    "mixedForms",
    place,
    `${column} is written in several forms: ${list.join("; ")}`,
    severity === "error"
      ? "export the column again in one form; do not open and save the file in Excel on the way"
      : "each form is clear and was read; export the column in one form to be safe",
    { severity },
  );
}

/** A file of another kind. */
export function notACsv(place: Place, what: string, remedy: string): Finding {
  return problem("notACsv", place, what, remedy);
}

/** A parent that cannot be followed. */
export function unknownParent(place: Place, clientId: ClientId, reason: string): Finding {
  return problem(
    "unknownParent",
    place,
    `${reason}, so client ${quoted(clientId)} is treated as having no parent`,
    "correct parent_id or leave it empty",
    { clientId },
  );
}

interface OfEarlierOrders {
  readonly orders: number;
  readonly lines: number;
  readonly earlier: string;
}

/** Lines that an earlier file has already. */
export function repeatedOrders(place: Place, { orders, lines: count, earlier }: OfEarlierOrders): Finding {
  const one = count === 1;
  return problem(
    "repeatedOrders",
    place,
    `${plural(count, "line")} of ${plural(orders, "order")} in this file ${one ? "was" : "were"} already in ${quoted(earlier)} or ` +
      `another file before, and ${one ? "counts" : "count"} once`,
    "nothing to do when the periods of the files overlap; else check that no file was given twice",
  );
}

/** Further lines of orders that an earlier file has. */
export function dividedOrders(place: Place, { orders, lines: count, earlier }: OfEarlierOrders): Finding {
  return problem(
    "dividedOrders",
    place,
    `this file has ${plural(count, "line")} of ${plural(orders, "order")} that ${orders === 1 ? "is" : "are"} in ${quoted(earlier)} or ` +
      `another file before with other lines; all of them count`,
    "nothing to do when the export was cut into files; where orders were corrected between two exports, give the later export alone",
    { severity: orders === 1 ? "info" : "warning" },
  );
}

/** An owner that was found among the reps by something other than the exact rep_id. */
export function matchedOwner(place: Place, written: string, repId: RepId, how: string): Finding {
  return problem(
    "matchedOwner",
    place,
    `owner ${quoted(written)} was taken to be rep ${quoted(repId)} by ${how}`,
    "nothing to do when that is right; else write the rep_id",
    { repId },
  );
}

/** The matches beyond the ones that are shown; `place` is the first that is not. */
export function moreMatchedOwners(place: Place | undefined, more: number): Finding {
  return problem(
    "matchedOwner",
    place,
    `${plural(more, "more owner")} written otherwise than in the reps file ${more === 1 ? "was" : "were"} matched in the same ways`,
    "nothing to do when those shown are right; a column with the rep_id makes them certain",
  );
}

/** A Salesforce id whose last three characters contradict the others. */
export function wrongIdChecksum(place: Place, header: string, written: string): Finding {
  return problem(
    "wrongIdChecksum",
    place,
    `${header} ${quoted(written)} is no id that Salesforce gave: its last three characters do not fit the rest`,
    "export it again, and do not type or edit ids; in a spreadsheet format the column as text",
  );
}

/** Deals of several companies; `place` is that of the first. */
export function sharedDeals(place: Place, deals: number, example: { readonly order: string; readonly client: string }) {
  const [verb, pronoun] = deals === 1 ? ["belongs", "it"] : ["belong", "each"];
  return problem(
    "sharedDeals",
    place,
    `${plural(deals, "order line")} ${verb} to several clients; ${pronoun} counts for the first in the cell, as ` +
      `${quoted(example.order)} of ${quoted(example.client)}`,
    "where another company bought, export the primary company alone, or put it first",
  );
}

/** Deals of which none counts as won; `stages` the commonest first, with their lines. */
export function noWonDeals(
  place: Place,
  stages: readonly { readonly status: string; readonly lines: number }[],
  won: readonly string[],
): Finding {
  const seen = stages.slice(0, 5).map(({ status, lines: count }) => `${quoted(status)} (${count})`);
  const more = stages.length > 5 ? ` and ${stages.length - 5} more` : "";
  return problem(
    "noWonDeals",
    place,
    `no deal is won: the stages are ${seen.join(", ")}${more}; won are ${won.slice(0, 4).map(quoted).join(", ")} ...`,
    `name your stages in the config  orders: { won_stages: [${JSON.stringify(stages[0]?.status ?? "Signed")}] }  with those that mean won`,
  );
}

/** A file of deals without a column of stages. */
export function dealsWithoutStage(place: Place): Finding {
  return problem(
    "dealsWithoutStage",
    place,
    "these are deals, and no column tells which were won, so all of them count as orders",
    "export the stage or status too, or only deals that were won",
  );
}

/** An owner whose name fits several reps. */
export function severalOwners(place: Place, written: string, repIds: readonly RepId[]): Finding {
  return problem(
    "matchedOwner",
    place,
    `owner ${quoted(written)} fits several reps (${repIds.map(quoted).join(", ")}), so it is taken for none of them`,
    "write the rep_id",
    { severity: "warning" },
  );
}

const start = (file: string): Place => ({ file, line: 1, column: 1 });

/** The order of all reports: file, line, column, code; what has no place comes first. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.place?.file ?? "", b.place?.file ?? "") ||
    (a.place?.line ?? 0) - (b.place?.line ?? 0) ||
    (a.place?.column ?? 0) - (b.place?.column ?? 0) ||
    compareText(a.code, b.code) ||
    (a.more ?? 0) - (b.more ?? 0) ||
    compareText(a.message, b.message)
  );
}
