import { cutTo } from "../layout.ts";
import { safeLine } from "./wording.ts";

/** Longest text of a cell, in columns; longer ones are cut with an ellipsis. */
const LONGEST = 300;

/** Characters that begin Markdown or HTML, as entities: an entity never begins either, not even in a table. */
const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  "|": "&#124;",
  "`": "&#96;",
  "\\": "&#92;",
};

/**
 * One line of text for a cell of a Markdown table: no markup, no HTML, no links. `@name` would call people and `#12` link an issue, so an empty
 * character stands after their sign.
 */
export function markdownText(text: string): string {
  return (
    cutTo(safeLine(text), LONGEST)
      // In one pass: a later one would take the signs of entities that an earlier one made for the text's own.
      .replace(/[&<>|`\\*_[\]~$@]|#(?=\d)/g, marked)
      .replace(/:\/\//g, "&#58;//")
      .replace(/www\./gi, (found) => `${found.slice(0, 3)}&#46;`)
  );
}

function marked(character: string): string {
  if (character === "@" || character === "#") return `${character}&#8203;`;
  return ENTITIES[character] ?? `\\${character}`;
}
