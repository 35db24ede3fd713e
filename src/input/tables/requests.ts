import { type ClientRequest, type RequestType, requestTypes } from "../../domain/activity.ts";
import type { Day } from "../../domain/day.ts";
import type { ClientId } from "../../domain/ids.ts";
import type { AboutFile } from "../about.ts";
import type { Source } from "../bytes/source.ts";
import type { FieldShape, TableShape } from "../columns/shape.ts";
import { compareFindings, missingValue } from "../problems.ts";
import type { Report } from "../rows/row.ts";
import { BoundedFindings } from "./bounded-findings.ts";
import { present, presentText } from "./cells.ts";
import type { FileOptions } from "./opening.ts";
import { openTable, type Reading } from "./table.ts";

export type RequestField = "request_id" | "client_id" | "date" | "type" | "text" | "handled_date";

const field = (kind: FieldShape["kind"], ...aliases: readonly string[]): FieldShape => ({ kind, aliases });

/** requests.csv: what clients asked for, one row a request. */
export const requestsShape: TableShape<RequestField> = {
  table: "requests",
  fields: {
    request_id: field("text", "ticket id", "case number", "case id", "id"),
    client_id: field("text", "account id", "customer id", "company id", "код клиента", "код контрагента", "kundennr"),
    date: field("day", "created date", "created", "opened", "request date", "дата", "datum"),
    handled_date: field(
      "day",
      "closed date",
      "date closed",
      "closed",
      "resolved",
      "resolved date",
      "дата закрытия",
      "закрыто",
    ),
    type: field("text", "request type", "category", "тип"),
    text: field("text", "subject", "description", "текст", "тема"),
  },
  needed: [[["client_id"]], [["date"]]],
};

/** A request that comes in: today's, so the day may be left out. */
export const routedRequestsShape: TableShape<RequestField> = { ...requestsShape, needed: [[["client_id"]]] };

/** When each client asked for something. */
export interface RequestDays {
  /** First day of the table. */
  readonly since: Day;
  readonly daysOf: ReadonlyMap<ClientId, readonly Day[]>;
  /** The file has a column that tells when a request was handled. */
  readonly tellsHandled: boolean;
  /** Each request, in the file's order. */
  readonly list: readonly ClientRequest[];
}

const typeWords: Readonly<Record<string, RequestType>> = {
  ...Object.fromEntries(requestTypes.map((type) => [type, type])),
  ...{ заказ: "order", доставка: "delivery", сертификат: "certificate", техника: "technical" },
  ...{ "технический вопрос": "technical", проект: "project" },
  ...{ жалоба: "complaint", рекламация: "complaint", претензия: "complaint" },
  ...{ bestellung: "order", lieferung: "delivery", zertifikat: "certificate", technik: "technical" },
  ...{ projekt: "project", reklamation: "complaint", beschwerde: "complaint" },
};

/** The type meant by a word, in English, Russian or German; nothing for any other. */
export function requestTypeOf(word: string): RequestType | undefined {
  const key = word.trim().toLowerCase();
  return Object.hasOwn(typeWords, key) ? typeWords[key] : undefined;
}

/** Reads the requests; `value` is absent when the table has no usable row. Rows without a client or a day are left out, with a warning. */
export async function readRequests(
  source: Source,
  options: FileOptions = {},
): Promise<Reading<RequestDays | undefined, AboutFile>> {
  const table = await openTable(source, requestsShape, options);
  const findings = new BoundedFindings();
  for (const finding of table.findings) findings.add(finding);
  const report: Report = (finding) => findings.add(finding);
  const daysOf = new Map<ClientId, Day[]>();
  const list: ClientRequest[] = [];
  let since: Day | undefined;
  for await (const row of table.wholeRows(report)) {
    const clientId = row.text("client_id") as ClientId;
    const day = row.day("date", report);
    for (const field of ["client_id", "date"] as const) {
      if (row.text(field) !== "") continue;
      const lost = missingValue(row.place(field), row.header(field), "the request counts for nobody");
      report({ ...lost, severity: "warning" });
    }
    if (clientId === "" || day === undefined) continue;
    list.push({
      ...presentText("id", row.text("request_id")),
      clientId,
      day,
      ...present("type", requestTypeOf(row.text("type"))),
      ...presentText("text", row.text("text")),
      ...present("handledDay", row.day("handled_date", report)),
      place: row.place("client_id"),
    });
    const known = daysOf.get(clientId);
    if (known) known.push(day);
    else daysOf.set(clientId, [day]);
    if (since === undefined || day < since) since = day;
  }
  return {
    value: since === undefined ? undefined : { since, daysOf, list, tellsHandled: table.columns.has("handled_date") },
    findings: [...findings.kept].sort(compareFindings),
    about: table.about,
  };
}
