import { Readable } from "node:stream";
import type { Finding } from "../../src/domain/finding.ts";
import type { OrderLine } from "../../src/domain/order-line.ts";
import type { NamedStream } from "../../src/input/bytes/source.ts";
import { type OrderOptions, readOrders } from "../../src/input/tables/orders.ts";

/** A table as a source, in one piece or in pieces of `size` bytes. */
export function tableOf(content: string | Buffer, name = "table.csv", size = 64 * 1024): NamedStream {
  const bytes = Buffer.from(content as string);
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
  return { name, stream: Readable.from(pieces) };
}

/** `table.csv:2:1 error EB118` of each finding. */
export function summaries(findings: readonly Finding[]): readonly string[] {
  return findings.map(
    ({ place, severity, code }) => `${place?.file}:${place?.line}:${place?.column} ${severity} ${code}`,
  );
}

/** Reads one order file and keeps its lines. */
export async function linesOf(content: string | Buffer, options: OrderOptions = {}) {
  const lines: OrderLine[] = [];
  const reading = await readOrders(
    [{ source: tableOf(content, "orders.csv") }],
    { add: (line) => lines.push(line) },
    options,
  );
  return { lines, ...reading };
}
