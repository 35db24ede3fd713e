import { PassThrough, Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { type RequestEvent, readRequestLines } from "../../src/input/index.ts";

async function eventsOf(text: string, size = 7): Promise<RequestEvent[]> {
  const bytes = Buffer.from(text);
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    bytes.subarray(at * size, (at + 1) * size),
  );
  const events: RequestEvent[] = [];
  for await (const event of readRequestLines({ name: "-", stream: Readable.from(pieces) })) events.push(event);
  return events;
}

const requestsOf = (events: readonly RequestEvent[]) =>
  events.flatMap((event) => ("request" in event ? [event.request] : []));
const textsOf = (events: readonly RequestEvent[]) =>
  requestsOf(events).map(({ client, text, place }) => [place.line, client, text]);

describe("requests line by line", () => {
  it("reads CSV in any delimiter, with line ends in quotes, a byte order mark and letters cut in two", async () => {
    const text = '\ufeffКод клиента;Дата;Текст\r\nC1;2026-10-01;"Где\nзаказ; ""O-1""?"\r\n\r\nC2;01.10.2026;ещё\r\n';
    const events = await eventsOf(text, 1);
    expect(events[0]).toEqual({ form: "csv" });
    expect(textsOf(events)).toEqual([
      [2, "C1", 'Где\nзаказ; "O-1"?'],
      [5, "C2", "ещё"],
    ]);
    expect(new Set(requestsOf(events).map(({ day }) => day)).size).toBe(1);
  });

  it("takes a quote within a cell for an inch, and one that never closes for a slip of its line", async () => {
    const events = await eventsOf('client_id,text\nC1,a 12" pipe\nC2,"never closed\nC3,next\n');
    expect(textsOf(events)).toEqual([
      [2, "C1", 'a 12" pipe'],
      [3, "", ""],
      [4, "C3", "next"],
    ]);
    expect(requestsOf(events)[1]?.findings.map(({ code }) => code)).toEqual(["EB850"]);
  });

  it("reads JSON lines with other names, numbers and keys that steer nothing", async () => {
    const events = await eventsOf(
      '{"Customer ID":7,"Subject":"hi","__proto__":{"text":"x"}}\n{"client_id":"C2"}\nnull\n',
    );
    expect(events[0]).toEqual({ form: "jsonl" });
    expect(textsOf(events)).toEqual([
      [1, "7", "hi"],
      [2, "C2", ""],
      [3, "", ""],
    ]);
  });

  it("stops at a header without clients", async () => {
    expect(await eventsOf("name,text\nx,y\n")).toMatchObject([{ failure: [{ code: "EB113" }] }]);
  });

  it("gives a request before the next one is there", async () => {
    const stream = new PassThrough();
    const events = readRequestLines({ name: "-", stream });
    stream.write("client_id,text\nC1,first\n");
    expect((await events.next()).value).toEqual({ form: "csv" });
    expect((await events.next()).value).toMatchObject({ request: { client: "C1" } });
    stream.end("C2,second");
    expect((await events.next()).value).toMatchObject({ request: { client: "C2" } });
  });
});
