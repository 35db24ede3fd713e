import { parse } from "csv-parse/sync";
import type { Day } from "../../domain/day.ts";
import type { Finding } from "../../domain/finding.ts";
import type { Place } from "../../domain/place.ts";
import { badRequestLine } from "../activity-problems.ts";
import type { EncodingName } from "../bytes/encoding.ts";
import { FoundEncoding } from "../bytes/found-encoding.ts";
import { type NamedStream, readBytes } from "../bytes/source.ts";
import { toUtf8 } from "../bytes/transcode.ts";
import { type DateOrder, evidenceOfOrder, readDay } from "../columns/days.ts";
import { type HeaderMapping, mapHeaders } from "../columns/headers.ts";
import { badDate } from "../problems.ts";
import { textOfCell } from "../rows/row.ts";
import { type RequestField, routedRequestsShape } from "./requests.ts";

/** A request as it came in; cells that were empty or not there are "". */
export interface RequestLine {
  readonly id: string;
  readonly client: string;
  readonly day?: Day;
  readonly type: string;
  readonly text: string;
  readonly place: Place;
  /** What is wrong with the line; a line that cannot be read at all has no client and no text. */
  readonly findings: readonly Finding[];
}

/** How the lines of a stream are written. */
export type LineForm = "csv" | "jsonl";

export interface RequestLineOptions {
  readonly columns?: Readonly<Record<string, string>>;
  readonly encoding?: EncodingName;
  readonly delimiter?: string;
  readonly dateOrder?: DateOrder;
}

/** What a stream gives: first what it is, then each request as soon as its line has ended. */
export type RequestEvent =
  | { readonly form: LineForm }
  | { readonly request: RequestLine }
  | { readonly failure: readonly Finding[] };

/**
 * Reads requests line by line, each as soon as it is there: CSV with a header, or JSON lines (told by the first character). A column's form
 * cannot be looked up in later rows as in a file, so dates are ISO or unmistakable, or `dateOrder` tells.
 */
export async function* readRequestLines(
  source: NamedStream,
  options: RequestLineOptions = {},
): AsyncGenerator<RequestEvent> {
  let reader: ((record: LineRecord) => RequestLine) | undefined;
  const json = new JsonRequests(source.name, options);
  for await (const record of records(source, options)) {
    if (record.text.trim() === "") continue;
    if (reader === undefined) {
      if (record.text.trimStart().startsWith("{")) {
        reader = (one) => json.read(one);
        yield { form: "jsonl" };
      } else {
        const opened = csvReader(record, source.name, options);
        if ("failure" in opened) {
          yield { failure: opened.failure };
          return;
        }
        reader = opened.read;
        yield { form: "csv" };
        continue;
      }
    }
    yield { request: reader(record) };
  }
}

interface LineRecord {
  readonly text: string;
  readonly line: number;
  /** A quote was opened and not closed. */
  readonly unclosed: boolean;
}

/** Longest record with an open quote: beyond it the quote was a slip, and the lines after it stand for themselves. */
const LONGEST_QUOTED = 64 * 1024;

/** Lines, and lines that a quoted cell holds together. JSON lines have no line end inside. */
async function* records(source: NamedStream, options: RequestLineOptions): AsyncGenerator<LineRecord> {
  const bytes = readBytes(source, { bytes: 0, compressed: false });
  const joiner = new LineJoiner(options.delimiter);
  let rest = "";
  for await (const chunk of toUtf8(bytes, FoundEncoding.given(options.encoding ?? "utf-8"))) {
    const lines = (rest + chunk.toString("utf8")).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield* joiner.take(line);
  }
  if (rest !== "") yield* joiner.take(rest);
  yield* joiner.finish();
}

/** Joins the lines of a record that has a line end inside quotes. */
class LineJoiner {
  #delimiter: string | undefined;
  #isJson: boolean | undefined;
  #line = 0;
  /** The lines of a record whose quote is open. */
  #open: string[] = [];
  #length = 0;

  constructor(delimiter: string | undefined) {
    this.#delimiter = delimiter;
  }

  *take(raw: string): Generator<LineRecord> {
    this.#line++;
    const text = (this.#line === 1 ? raw.replace(/^\ufeff/, "") : raw).replace(/\r$/, "");
    if (this.#isJson === undefined && text.trim() !== "") {
      this.#isJson = text.trimStart().startsWith("{");
      this.#delimiter ??= commonest(text);
    }
    const wasOpen = this.#open.length > 0;
    const isOpen = !this.#isJson && endsInQuote(text, this.#delimiter ?? ",", wasOpen);
    if (!wasOpen && !isOpen) {
      yield { text, line: this.#line, unclosed: false };
      return;
    }
    this.#open.push(text);
    this.#length += text.length;
    if (!isOpen) {
      const lines = this.#close();
      yield { text: lines.join("\n"), line: this.#line - lines.length + 1, unclosed: false };
    } else if (this.#length > LONGEST_QUOTED) yield* this.finish();
  }

  /** Gives up the quote that is open: its line cannot be read, and those after it stand for themselves. */
  *finish(): Generator<LineRecord> {
    const first = this.#line - this.#open.length + 1;
    for (const [at, text] of this.#close().entries()) {
      yield { text, line: first + at, unclosed: endsInQuote(text, this.#delimiter ?? ",", false) };
    }
  }

  #close(): string[] {
    const lines = this.#open;
    this.#open = [];
    this.#length = 0;
    return lines;
  }
}

/** Whether a quoted cell goes on after the line. A quote opens a cell only at its beginning: 12" is a size. */
function endsInQuote(text: string, delimiter: string, wasOpen: boolean): boolean {
  let open = wasOpen;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
    if (!open) open = at === 0 || text[at - 1] === delimiter;
    else if (text[at + 1] === '"') at++;
    else open = false;
  }
  return open;
}

function csvReader(
  header: LineRecord,
  file: string,
  options: RequestLineOptions,
): { readonly read: (record: LineRecord) => RequestLine } | { readonly failure: readonly Finding[] } {
  const delimiter = options.delimiter ?? commonest(header.text);
  const names = cellsOf(header, delimiter) ?? [];
  const place: Place = { file, line: header.line, column: 1 };
  const mapping = mapHeaders(names, routedRequestsShape, options.columns ?? {}, () => place);
  const failure = mapping.findings.filter(({ severity }) => severity === "error");
  if (failure.length > 0) return { failure };
  return { read: (record) => csvRequest(record, file, delimiter, { names, mapping }, options) };
}

function commonest(header: string): string {
  const count = (mark: string) => header.split(mark).length;
  return [",", ";", "\t"].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

/** The cells of a record; nothing when its quotes make no sense. */
function cellsOf({ text, unclosed }: LineRecord, delimiter: string): readonly string[] | undefined {
  if (unclosed) return undefined;
  if (!text.includes('"')) return text.split(delimiter);
  try {
    const [cells] = parse(text, { delimiter, relax_column_count: true, relax_quotes: true }) as string[][];
    return cells;
  } catch {
    return undefined;
  }
}

function csvRequest(
  record: LineRecord,
  file: string,
  delimiter: string,
  { names, mapping }: { readonly names: readonly string[]; readonly mapping: HeaderMapping<RequestField> },
  options: RequestLineOptions,
): RequestLine {
  const place: Place = { file, line: record.line, column: 1 };
  const cells = cellsOf(record, delimiter);
  if (cells === undefined) return unreadable(place, "a quote is opened and not closed, or stands inside a cell");
  if (cells.length !== names.length) {
    return unreadable(place, `it has ${cells.length} cells, the header ${names.length}`);
  }
  const cell = (field: RequestField) => textOfCell(cells[mapping.columns.get(field)?.index ?? -1] ?? "");
  return requestOf(cell, place, options);
}

/** Objects of one system have the same keys: what they mean is found once. */
class JsonRequests {
  readonly #file: string;
  readonly #options: RequestLineOptions;
  readonly #known = new Map<string, HeaderMapping<RequestField>>();

  constructor(file: string, options: RequestLineOptions) {
    this.#file = file;
    this.#options = options;
  }

  read({ text, line }: LineRecord): RequestLine {
    const place: Place = { file: this.#file, line, column: 1 };
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return unreadable(place, "it is not valid JSON");
    }
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      return unreadable(place, "it is not a JSON object");
    }
    const entries = Object.entries(value);
    const mapping = this.#mappingOf(
      entries.map(([key]) => key),
      place,
    );
    const cell = (field: RequestField) => {
      const written = entries[mapping.columns.get(field)?.index ?? -1]?.[1];
      return typeof written === "string" || typeof written === "number" ? String(written).trim() : "";
    };
    return requestOf(cell, place, this.#options);
  }

  #mappingOf(keys: readonly string[], place: Place): HeaderMapping<RequestField> {
    const name = JSON.stringify(keys);
    const known = this.#known.get(name);
    if (known) return known;
    const shape = { ...routedRequestsShape, needed: [] };
    const mapping = mapHeaders(keys, shape, this.#options.columns ?? {}, () => place);
    if (this.#known.size < MOST_FORMS_OF_OBJECT) this.#known.set(name, mapping);
    return mapping;
  }
}

const MOST_FORMS_OF_OBJECT = 1000;

function requestOf(
  cell: (field: RequestField) => string,
  place: Place,
  { dateOrder }: RequestLineOptions,
): RequestLine {
  const date = cell("date");
  const isOpen = dateOrder === undefined && evidenceOfOrder(date) === "either";
  const day = date === "" || isOpen ? undefined : readDay(date, dateOrder)?.day;
  const expected = isOpen ? "day/month or month/day, both fit" : "a day such as 2026-03-31";
  return {
    ...{ id: cell("request_id"), client: cell("client_id"), type: cell("type"), text: cell("text"), place },
    ...(day === undefined ? {} : { day }),
    findings: date !== "" && day === undefined ? [badDate(place, "date", date, expected)] : [],
  };
}

function unreadable(place: Place, why: string): RequestLine {
  return { id: "", client: "", type: "", text: "", place, findings: [badRequestLine(place, why)] };
}
