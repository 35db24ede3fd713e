import * as z from "zod";
import { requestTypes } from "../domain/activity.ts";
import type { RuleCard } from "../domain/rule-card.ts";

/** Why `bonus:` never pays the desk on volume; the finding that says so. */
export const deskPaidOnVolume: RuleCard = {
  code: "EB830",
  name: "desk-paid-on-volume",
  severity: "error",
  what: "The desk is paid for accurate and timely work, never for volume, revenue, margin or numbers of orders.",
  why: "A desk that is paid on volume keeps the call it should pass on: projects and new needs never reach the seller, hurry makes errors, and the desk starts to sell against the sellers.",
  wrong: "bonus: { desk: { components: [{ on: revenue, per_quarter: 500 }] } }",
  right: "bonus: { desk: { components: [{ on: accuracy, per_quarter: 500 }] } }",
  options: ["bonus.desk.components"],
};

/** What the desk may be paid on. */
export const deskMeasures = ["accuracy", "requests_in_time"] as const;

export type DeskMeasure = (typeof deskMeasures)[number];

const VOLUME =
  /volume|revenue|turnover|sales|amount|margin|profit|upsell|cross|order|line|deal|client|объ[её]м|выручк|оборот|прода|марж|заказ/i;

const QUALITY = /accura|error|fault|time|точн|ошиб|срок/i;

/** True for a measure, or a key, that grows with what clients buy. */
export function paysOnVolume(name: string): boolean {
  return VOLUME.test(name) && !QUALITY.test(name);
}

const rate = z
  .number()
  .min(0)
  .max(1)
  .refine((value) => Math.abs(value * 1e6 - Math.round(value * 1e6)) < 1e-6, "a rate has at most six decimals");

const money = z
  .number()
  .min(0)
  .max(1e9)
  .refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6, "an amount has at most two decimals");

const bands = z.array(z.strictObject({ at_least: z.number().min(0).max(1), share: z.number().min(0).max(2) })).min(1);

const component = z.strictObject({
  on: z.string().superRefine((name, context) => {
    if ((deskMeasures as readonly string[]).includes(name)) return;
    context.addIssue(
      paysOnVolume(name)
        ? { code: "custom", message: `pays the desk on ${name}`, params: { card: deskPaidOnVolume.code } }
        : { code: "custom", message: `${name} is none of ${deskMeasures.join(", ")}` },
    );
  }),
  per_quarter: money,
  bands: bands.default([
    { at_least: 0.98, share: 1 },
    { at_least: 0.95, share: 0.5 },
  ]),
});

const seller = z.strictObject({
  old_volume_rate: rate.default(0.002).describe("Share of the revenue of long-working clients: a small one."),
  first_half_year_rate: rate
    .default(0.03)
    .describe("Share of a client's revenue in its first half-year: a serious one."),
  first_half_year_months: z
    .number()
    .int()
    .min(1)
    .max(36)
    .default(6)
    .describe("How long the first half-year lasts, counted from the client's first order."),
  history_before_months: z
    .number()
    .int()
    .min(0)
    .max(60)
    .default(6)
    .describe("A client counts as won only when the order history begins so long before its first order."),
  project_rate: rate.default(0.03).describe("Share of the revenue of projects: a serious one."),
  project_base: z
    .enum(["orders", "won"])
    .default("orders")
    .describe("orders: project revenue is order lines with a project_id; won: the amount of projects.csv when won."),
  project_in_first_half_year: z
    .enum(["higher", "project", "first_half_year"])
    .default("higher")
    .describe("What a project inside a first half-year is paid as; never as both."),
  cap: money.optional().describe("The most that a seller is paid for a full quarter, in currency units."),
});

const desk = z.strictObject({
  components: z
    .array(component)
    .default([
      {
        on: "accuracy",
        per_quarter: 600,
        bands: [
          { at_least: 0.98, share: 1 },
          { at_least: 0.95, share: 0.5 },
        ],
      },
      {
        on: "requests_in_time",
        per_quarter: 200,
        bands: [
          { at_least: 0.95, share: 1 },
          { at_least: 0.85, share: 0.5 },
        ],
      },
    ])
    .describe(
      "What the desk is paid on: a list of { on, per_quarter, bands }; on is accuracy or requests_in_time; a band pays a share of per_quarter from a measure up.",
    ),
  request_days: z
    .partialRecord(z.enum(requestTypes), z.number().int().min(0).max(90))
    .default({ order: 1, delivery: 1, certificate: 2 })
    .describe(
      "Working days (Monday to Friday, without the holidays of visits.country and visits.days_off) within which a request of a type is handled in time; others are not counted.",
    ),
});

/** `bonus:` of the config: what the quarter's pay follows from. */
export const bonusSchema = z.strictObject({ seller: seller.prefault({}), desk: desk.prefault({}) });
