import type { Day } from "../domain/day.ts";
import { parseIsoDay } from "./days.ts";

/** Every day of single days and spans, `2026-12-24..2026-12-31`; what is no day is left out. */
export function daysOfSpans(texts: readonly string[]): Day[] {
  return texts.flatMap((text) => {
    const [first = "", last = first] = text.split("..");
    const [from, to] = [parseIsoDay(first), parseIsoDay(last)];
    if (from === undefined || to === undefined) return [];
    return Array.from({ length: to - from + 1 }, (_, at) => (from + at) as Day);
  });
}
