import type { Finding } from "../../domain/finding.ts";
import { placeText } from "../findings-text.ts";
import { safeText } from "../safe-text.ts";
import type { CheckReport } from "./check-report.ts";

/** Half of a surrogate pair alone: no character, and no encoding can hold it. */
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text without halves of characters, which neither UTF-8 nor XML nor a URI can hold. */
export function wellFormed(text: string): string {
  return text.replace(LONE_SURROGATE, "\ufffd");
}

/** A text of one line, safe to show anywhere. */
export function safeLine(text: string): string {
  return safeText(wellFormed(text));
}

/** What to do, a line each; empty when nothing is advised. */
export function remedyLines({ remedy }: Finding): string[] {
  return remedy
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .map(safeLine);
}

/** The other places that matter, a line each: `clients.csv:15:1: the client's lock`. */
export function relatedLines({ related }: Finding): string[] {
  return (related ?? []).map(({ place, message }) => `${placeText(place)}: ${safeLine(message)}`);
}

/** `plan.csv:14:3`; the checked file alone for a finding without a place. */
export function findingPlaceText({ place }: Finding, { file }: CheckReport): string {
  return place === undefined ? safeLine(file) : wellFormed(placeText(place));
}
