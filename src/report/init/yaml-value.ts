import { Document, isMap, isScalar, isSeq, Scalar, visit } from "yaml";
import { safeText } from "../safe-text.ts";

/**
 * A key and its value as lines of YAML. Text from files is written so that it neither ends a line nor steers a terminal: control characters and
 * marks of direction stand as escapes within double quotes. `remarks` puts a comment beside an item of a list.
 */
export function yamlLines(key: string, value: unknown, remarks: ReadonlyMap<string, string> = new Map()): string[] {
  const document = new Document({ [key]: value });
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === "string" && safeText(node.value) !== node.value) node.type = Scalar.QUOTE_DOUBLE;
    },
    Collection(_, node) {
      if (
        isMap(node) &&
        node !== document.contents &&
        node.items.every(({ value: item }) => isScalar(item)) &&
        isShortNumbers(node.toJSON())
      ) {
        node.flow = true;
      }
      if (node.items.length === 0) node.flow = true;
      if (!isSeq(node)) return;
      for (const item of node.items) {
        const remark = isScalar(item) ? remarks.get(String(item.value)) : undefined;
        if (isScalar(item) && remark !== undefined) item.comment = ` ${safeText(remark)}`;
      }
    },
  });
  return document.toString({ lineWidth: 0 }).trimEnd().split("\n").map(safeText);
}

/** `{ junior: 0, middle: 12, senior: 36 }` reads best on one line. */
function isShortNumbers(value: unknown): boolean {
  const values = Object.values(Object(value));
  return values.length <= 4 && values.every((one) => typeof one === "number");
}
