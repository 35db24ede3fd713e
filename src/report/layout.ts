import stringWidth from "string-width";
import { safeText } from "./safe-text.ts";

const PLAIN = /^[\x20-\x7e]*$/;

/** Terminal columns of a text without a look at each character where all of them are plain. */
function widthOf(text: string): number {
  return PLAIN.test(text) ? text.length : stringWidth(text);
}

/** Cuts a text from a file to a width in terminal columns, made safe, with an ellipsis where something was cut. */
export function cutTo(text: string, width: number): string {
  const safe = safeText(text);
  if (widthOf(safe) <= width) return safe;
  if (width < 1) return "";
  if (PLAIN.test(safe)) return `${safe.slice(0, width - 1)}…`;
  let cut = "";
  let used = 0;
  for (const { segment } of new Intl.Segmenter("en", { granularity: "grapheme" }).segment(safe)) {
    const wide = stringWidth(segment);
    if (used + wide > width - 1) break;
    cut += segment;
    used += wide;
  }
  return `${cut}…`;
}

/** Pads to a width in terminal columns; colour codes count nothing. */
export function padEnd(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

export function padStart(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - widthOf(text))) + text;
}

/** Breaks words into lines of a width; a longer word stands alone. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && stringWidth(line) + 1 + stringWidth(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** A bar of a share of full: `▇▇▇▇▁▁`; more than full fills it. */
export function bar(share: number, width: number): string {
  const full = Math.max(0, Math.min(width, Math.round(share * width)));
  return "█".repeat(full) + "░".repeat(width - full);
}
