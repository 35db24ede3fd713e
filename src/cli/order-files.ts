import type { Finding } from "../domain/finding.ts";
import { expandPattern, type Source } from "../input/index.ts";
import type { TableFiles } from "./table-files.ts";

/** The files with each pattern of orders, such as `orders-*.csv`, replaced by the files it stands for, each of them once. */
export async function expandOrders(
  files: TableFiles,
): Promise<{ readonly value: TableFiles; readonly findings: readonly Finding[] }> {
  const orders: Source[] = [];
  const findings: Finding[] = [];
  for (const source of files.orders) {
    const expanded = typeof source === "string" ? await expandPattern(source) : { value: [source], findings: [] };
    findings.push(...expanded.findings);
    // A file that two patterns match is one file; a path that is written out twice is reported as the same orders twice.
    const isPattern = expanded.value[0] !== source;
    orders.push(...expanded.value.filter((path) => !isPattern || !orders.includes(path)));
  }
  return { value: { ...files, orders }, findings };
}
