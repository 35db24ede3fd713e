import { countKnownHeaders, headerKey, mapHeaders } from "../columns/headers.ts";
import type { TableShape } from "../columns/shape.ts";
import { clientsShape, ordersShape, repsShape } from "./table-shapes.ts";

/** Headers that only evenbook's own files have together. */
const ownFiles = [
  { headers: ["score", "computed label"], what: "the labels.csv that evenbook wrote" },
  { headers: ["client id", "previous seller id"], what: "a plan that evenbook wrote" },
] as const;

const tables: readonly TableShape<string>[] = [clientsShape, repsShape, ordersShape];

/** What a file is that was given as another table: "the clients file"; undefined when its headers do not tell. */
export function looksLike(header: readonly string[], givenAs: string): string | undefined {
  const keys = new Set(header.map((text) => headerKey(text).replaceAll("_", " ")));
  const own = ownFiles.find(({ headers }) => headers.every((one) => keys.has(one)));
  if (own) return own.what;
  const place = () => ({ file: "", line: 1, column: 1 });
  const whole = tables
    .filter(({ table }) => table !== givenAs)
    .filter((shape) => mapHeaders(header, shape, {}, place).findings.every(({ severity }) => severity !== "error"))
    .map((shape) => ({ table: shape.table, known: countKnownHeaders(header, shape, {}) }))
    .sort((a, b) => b.known - a.known)[0];
  return whole && whole.known > 1 ? `the ${whole.table} file` : undefined;
}
