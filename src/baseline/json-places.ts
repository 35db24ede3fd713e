import type { Place } from "../domain/place.ts";

/** The place of an offset in a text. */
export function placeAt(text: string, offset: number, file: string): Place {
  const before = text.slice(0, Math.max(0, offset));
  const lineStart = before.lastIndexOf("\n") + 1;
  return { file, line: before.split("\n").length, column: before.length - lineStart + 1 };
}

/** Where `JSON.parse` stopped, read off its message; the end of the text when it does not say. */
export function placeOfJsonError(text: string, error: unknown, file: string): Place {
  const offset = /position (\d+)/.exec(error instanceof Error ? error.message : "")?.[1];
  return placeAt(text, offset === undefined ? text.length : Number(offset), file);
}

/** The places of the elements of a list one level below the top, `{"entries": [first, second]}`, in a text that is valid JSON. */
export function placesOfElements(text: string, file: string): Place[] {
  const places: Place[] = [];
  let depth = 0;
  let line = 1;
  let lineStart = 0;
  let awaited = false;
  for (let offset = 0; offset < text.length; offset++) {
    const character = text[offset] as string;
    if (character === "\n") {
      line++;
      lineStart = offset + 1;
    }
    if (/\s/.test(character)) continue;
    if (awaited && character !== "]") places.push({ file, line, column: offset - lineStart + 1 });
    awaited = false;
    if (character === '"') offset = endOfString(text, offset);
    else if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") depth--;
    if (depth === 2 && (character === "[" || character === ",")) awaited = true;
  }
  return places;
}

function endOfString(text: string, start: number): number {
  let offset = start + 1;
  while (offset < text.length && text[offset] !== '"') offset += text[offset] === "\\" ? 2 : 1;
  return offset;
}
