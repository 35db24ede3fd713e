import * as z from "zod";
import { parseIsoDay } from "../calendar/days.ts";
import type { Finding } from "../domain/finding.ts";
import type { Place } from "../domain/place.ts";
import type { Baseline, BaselineEntry } from "./baseline.ts";
import { badBaseline } from "./cards.ts";
import type { Subject } from "./finding-key.ts";
import { placeAt, placeOfJsonError, placesOfElements } from "./json-places.ts";

const entrySchema = z
  .strictObject({
    code: z.string().regex(/^EB\d{3}$/, "a code like EB201"),
    client: z.string().optional(),
    rep: z.string().optional(),
    count: z.int().min(1).default(1),
    until: z
      .string()
      .refine((text) => parseIsoDay(text) !== undefined, "a day as YYYY-MM-DD")
      .optional(),
    reason: z.string().optional(),
  })
  .refine(({ client, rep }) => client === undefined || rep === undefined, "a client or a rep, not both");

const baselineSchema = z.strictObject({ version: z.literal(1), entries: z.array(entrySchema) });

/** Reads the text of a baseline. Whatever is wrong is a finding EB503 with its place; a baseline with a problem is not used at all. */
export function parseBaseline(
  text: string,
  file: string,
): { readonly value: Baseline | undefined; readonly findings: readonly Finding[] } {
  const json = text.replace(/^\ufeff/, " ");
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch (error) {
    return bad([problem(`not valid JSON: ${oneLine(error)}`, placeOfJsonError(json, error, file))]);
  }
  const parsed = baselineSchema.safeParse(raw);
  const places = placesOfElements(json, file);
  const placeOf = (index: unknown) => (typeof index === "number" ? places[index] : undefined) ?? placeAt(json, 0, file);
  if (!parsed.success) {
    return bad(
      parsed.error.issues.map((issue) =>
        problem(`${issue.path.join(".") || "the baseline"}: ${issue.message}`, placeOf(issue.path[1])),
      ),
    );
  }
  const entries = parsed.data.entries.map((entry, index) => entryOf(entry, placeOf(index)));
  return { value: { file, entries }, findings: [] };
}

function entryOf(
  { code, client, rep, count, until, reason }: z.output<typeof entrySchema>,
  place: Place,
): BaselineEntry {
  const day = until === undefined ? undefined : parseIsoDay(until);
  return {
    code,
    subject: subjectFrom(client, rep),
    count,
    place,
    ...(day === undefined ? {} : { until: day }),
    ...(reason === undefined ? {} : { reason }),
  };
}

function subjectFrom(client: string | undefined, rep: string | undefined): Subject {
  if (client !== undefined) return { kind: "client", id: client };
  return rep === undefined ? { kind: "none" } : { kind: "rep", id: rep };
}

/** The reason that `JSON.parse` gives, without the piece of the file that newer versions of Node quote. */
function oneLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/,? ?"[\s\S]*" is not valid JSON/, "").replace(/\s+/g, " ");
}

function bad(findings: readonly Finding[]): { readonly value: undefined; readonly findings: readonly Finding[] } {
  return { value: undefined, findings };
}

function problem(message: string, place: Place): Finding {
  const { code, name, severity } = badBaseline;
  return { code, name, severity, message, remedy: "mend the file, or write it again with --write-baseline", place };
}
