import { safeText } from "./safe-text.ts";

/**
 * A document as JSON. Control characters and marks of direction inside its strings are written as \\u escapes, which JSON reads back as what
 * they are, so that printing a document never steers a terminal.
 */
export function jsonText(document: unknown): string {
  const lines = JSON.stringify(document, null, 2).split("\n");
  return `${lines.map(safeText).join("\n")}\n`;
}
