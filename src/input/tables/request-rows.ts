import type { AboutFile } from "../about.ts";
import { badRequestLine } from "../activity-problems.ts";
import type { Source } from "../bytes/source.ts";
import type { Report } from "../rows/row.ts";
import { present } from "./cells.ts";
import type { FileOptions } from "./opening.ts";
import type { RequestLine } from "./request-lines.ts";
import { routedRequestsShape } from "./requests.ts";
import { openTable } from "./table.ts";

/**
 * Reads the requests of a file one by one, understood as every table is (encoding, delimiter, dates); `report` takes what is wrong with the file
 * as a whole, and each request brings what is wrong with its row. `about` is complete after the last one.
 */
export async function readRequestRows(
  source: Source,
  options: FileOptions,
  report: Report,
): Promise<{
  readonly requests: AsyncGenerator<RequestLine>;
  readonly about: () => AboutFile;
  readonly usable: boolean;
}> {
  const table = await openTable(source, routedRequestsShape, options);
  for (const finding of table.findings) report(finding);
  async function* requests(): AsyncGenerator<RequestLine> {
    for await (const rows of table.rows(report)) {
      for (const row of rows) {
        const place = row.place("client_id");
        if (row.misfit) {
          const unread = { id: "", client: "", type: "", text: "" };
          yield { ...unread, place, findings: [badRequestLine(place, row.misfit.message)] };
          continue;
        }
        const findings: RequestLine["findings"][number][] = [];
        const day = row.day("date", (finding) => findings.push(finding));
        yield {
          ...{
            id: row.text("request_id"),
            client: row.text("client_id"),
            type: row.text("type"),
            text: row.text("text"),
          },
          ...present("day", day),
          ...{ place, findings },
        };
      }
    }
  }
  return { requests: requests(), about: () => table.about, usable: table.columns.has("client_id") };
}
