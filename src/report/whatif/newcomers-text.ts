import { padEnd, padStart, wrap } from "../layout.ts";
import { hoursText, moneyText, percent, whole } from "../numbers.ts";
import type { TextStyle } from "../plan-text.ts";
import type { PlanColumn, WhatifDocument } from "./whatif-document.ts";

type Newcomer = PlanColumn["newcomers"][number];
type Handover = Newcomer["evenbook"];

const WORDS = 44;
const COLUMN = 16;
const NOTE =
  "The usual carve gives an even number of clients: those nobody has, then from the largest books those with the least revenue for " +
  "their hours (docs/whatif.md).";

/** What each seller who joins would get, the usual way and from the plan; a section each. */
export function newcomers({ plans, currency }: WhatifDocument, style: TextStyle): string[][] {
  const sections = plans.flatMap((plan) =>
    plan.newcomers.map((newcomer) => section(plan.key, newcomer, currency, style)),
  );
  sections.at(-1)?.push(...wrap(NOTE, style.width - 2).map((text) => `  ${style.paint.dim(text)}`));
  return sections;
}

function section(key: string, newcomer: Newcomer, currency: string, { paint, width }: TextStyle): string[] {
  const { rep_name, level, regions, capacity_hours, usual_carve, evenbook } = newcomer;
  const line = (words: string, value: (handover: Handover) => string) =>
    `  ${padEnd(words, WORDS)}${padStart(value(usual_carve), COLUMN)}${padStart(value(evenbook), COLUMN)}`;
  const where = regions.length > 0 ? regions.join(", ") : "all regions";
  return [
    `${paint.bold(`Who joins in ${key}: ${rep_name}`)}${paint.dim(`, ${level}, ${where}, ${hoursText(capacity_hours)} h in the quarter`)}`,
    paint.dim(`  ${padEnd("", WORDS)}${padStart("usual carve", COLUMN)}${padStart("evenbook", COLUMN)}`),
    line("clients", ({ clients }) => whole(clients)),
    line("... consultative", ({ consultative }) => whole(consultative)),
    line(`... too complex for ${level}`, ({ too_complex }) => whole(too_complex)),
    line("complexity of the consultative, mean - most", complexity),
    line("hours of capacity", ({ hours }) => (capacity_hours > 0 ? percent(hours / capacity_hours) : "-")),
    line(`revenue 12 months${currency === "" ? "" : `, ${currency}`}`, ({ revenue_cents }) => moneyText(revenue_cents)),
    ...hardest(usual_carve)
      .flatMap((text) => wrap(text, width - 2))
      .map((text) => `  ${text}`),
  ];
}

function complexity({ mean_complexity, highest_complexity }: Handover): string {
  return mean_complexity === null ? "-" : `${Math.round(mean_complexity)} - ${highest_complexity}`;
}

function hardest({ hardest: clients, too_complex }: Handover): string[] {
  if (too_complex === 0) return [];
  const named = clients.map(({ client_name, complexity: score }) => `${client_name} (${score})`);
  return [`The usual carve hands over ${named.join(", ")}${named.length < 2 ? "" : " and the like"}.`];
}
