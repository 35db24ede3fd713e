import * as z from "zod";
import { requestTypes } from "../domain/activity.ts";
import { isoDay, personId } from "./values.ts";

const words = z.array(z.string().trim().min(2, "a word of two letters or more").max(80)).default([]);

const wordsOfKind = z.strictObject({ strong: words, weak: words, without: words });

/** `route:` of the config: who handles what a client asks for. */
export const routeSchema = z.strictObject({
  technical_support: z
    .union([
      z
        .string()
        .min(1)
        .transform((one) => [one]),
      z.array(z.string().min(1)),
    ])
    .default([])
    .describe(
      "Who answers technical questions: a rep_id, a name or an address, or a list that clients are spread over.",
    ),
  complaint_handler: z
    .enum(["seller", "desk"])
    .default("seller")
    .describe("Who handles a complaint; the other seat is informed."),
  deputies: z.record(z.string(), personId).default({}).describe("Who stands in for whom: R03: R01."),
  types: z
    .record(z.string(), z.enum(requestTypes))
    .default({})
    .describe("Maps words of the type column to the kinds: Claim: complaint."),
  default_words: z.boolean().default(true).describe("Whether the words that evenbook knows count (docs/route.md)."),
  words: z
    .partialRecord(z.enum(requestTypes), wordsOfKind)
    .default({})
    .describe(
      "By kind: strong and weak words of your own, and words to leave out (without). certificat* is a stem, several words are a phrase.",
    ),
  min_points: z
    .number()
    .int()
    .min(1)
    .max(10)
    .default(2)
    .describe("Points that a kind needs: a strong word gives 2, a weak one 1. Fewer: unclear."),
  min_lead: z.number().int().min(1).max(10).default(1).describe("Points ahead of the next kind. Fewer: unclear."),
});

/** `absences:` of the config: who is away when. */
export const absencesSchema = z
  .array(
    z
      .strictObject({
        rep: personId,
        from: isoDay,
        to: isoDay.describe("The last day away."),
        deputy: personId.optional(),
      })
      .refine(({ from, to }) => from <= to, "to is before from"),
  )
  .default([])
  .describe("Who is away: a list of { rep, from, to, deputy }; to is the last day, deputy may be left out.");
