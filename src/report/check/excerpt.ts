import stringWidth from "string-width";
import type { Place } from "../../domain/place.ts";
import { safeLine } from "./wording.ts";

/** What a person sees as one character of a line: its width in terminal columns, and where it stands in the line. */
interface Glyph {
  readonly text: string;
  readonly width: number;
  readonly from: number;
  readonly to: number;
}

/** The user's own line, or the part of it around the cell, and carets under the cell. */
export interface Excerpt {
  readonly line: string;
  /** Spaces, then carets. */
  readonly carets: string;
}

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * Cuts the line to a width in terminal columns so that the cell stands in it. Wide and combining characters count as they show, a tab shows
 * as an arrow, control characters as `\u001b`. An empty cell gets one caret where it would stand.
 */
export function excerptOf(
  line: string,
  { column, endColumn }: Pick<Place, "column" | "endColumn">,
  width: number,
): Excerpt {
  const start = Math.min(Math.max(0, column - 1), line.length);
  const end = Math.min(Math.max(start, (endColumn ?? column + 1) - 1), line.length);
  const near = nearby(line, start, end, width * 4);
  const whole = near.from === 0 && near.to === line.length;
  const glyphs = glyphsOf(line.slice(near.from, near.to), near.from);
  const first = glyphs.filter((glyph) => glyph.to <= start).length;
  const last = end > start ? glyphs.filter((glyph) => glyph.from < end).length : first;
  const [from, to] = whole && widthOf(glyphs) <= width ? [0, glyphs.length] : window(glyphs, first, last, width - 2);
  const cutLeft = from > 0 || near.from > 0;
  const cutRight = to < glyphs.length || near.to < line.length;
  const before = (cutLeft ? 1 : 0) + widthOf(glyphs.slice(from, first));
  const shown = glyphs.slice(from, to).map(({ text }) => text);
  return {
    line: `${cutLeft ? "…" : ""}${shown.join("")}${cutRight ? "…" : ""}`,
    carets: `${" ".repeat(before)}${"^".repeat(Math.max(1, widthOf(glyphs.slice(first, Math.min(to, last)))))}`,
  };
}

/** The part of a line worth looking at: a line of a broken file may have a million characters. */
function nearby(
  line: string,
  start: number,
  end: number,
  reach: number,
): { readonly from: number; readonly to: number } {
  return { from: wholeCharacter(line, start - reach), to: wholeCharacter(line, Math.min(end, start + reach) + reach) };
}

function wholeCharacter(line: string, offset: number): number {
  if (offset <= 0) return 0;
  if (offset >= line.length) return line.length;
  const code = line.charCodeAt(offset);
  return code >= 0xdc00 && code <= 0xdfff ? offset - 1 : offset;
}

function glyphsOf(part: string, offset: number): Glyph[] {
  return [...segmenter.segment(part)].map(({ segment, index }) => {
    const text = segment === "\t" ? "→" : safeLine(segment);
    return { text, width: stringWidth(text), from: offset + index, to: offset + index + segment.length };
  });
}

/** As much around the cell as fits, a little more on the left, where a row's client stands; the cell's beginning in any case. */
function window(glyphs: readonly Glyph[], first: number, last: number, width: number): readonly [number, number] {
  let room = width;
  let to = first;
  while (to < last && room >= widthAt(glyphs, to)) room -= widthAt(glyphs, to++);
  let from = first;
  if (to < last) return [from, to];
  let growing = true;
  while (growing) {
    growing = false;
    for (const side of ["left", "left", "right"]) {
      const next = side === "left" ? from - 1 : to;
      if (next < 0 || next >= glyphs.length || widthAt(glyphs, next) > room) continue;
      room -= widthAt(glyphs, next);
      if (side === "left") from--;
      else to++;
      growing = true;
    }
  }
  return [from, to];
}

function widthAt(glyphs: readonly Glyph[], index: number): number {
  return glyphs[index]?.width ?? 0;
}

function widthOf(glyphs: readonly Glyph[]): number {
  return glyphs.reduce((sum, { width }) => sum + width, 0);
}
