import { formatDay } from "../../calendar/days.ts";
import type { Day } from "../../domain/day.ts";
import type { Finding } from "../../domain/finding.ts";
import type { PlanDiff, RepDiff } from "../../review/diff.ts";
import type { RuleContext } from "../../rules/rule.ts";
import { findingFields } from "../finding-fields.ts";
import { fourDecimals } from "../numbers.ts";
import { repFields, whoIs } from "./review-head.ts";

export interface DiffSource {
  readonly version: string;
  readonly asOf: Day;
  readonly context: RuleContext;
  /** As the user named them; "present owners" for those. */
  readonly a: string;
  readonly b: string;
  readonly findings: readonly Finding[];
}

/** `evenbook diff` as one JSON document, from which text and Markdown are drawn. Money in cents, shares from 0 to 1, hours per quarter. */
export function diffDocument({ figures, reps, clients, same }: PlanDiff, source: DiffSource) {
  const { context } = source;
  return {
    evenbook: source.version,
    quarter: context.quarter.name,
    as_of: formatDay(source.asOf),
    currency: context.config.currency,
    a: source.a,
    b: source.b,
    clients_same: same,
    figures: figures.map(({ name, unit, a, b, better }) => ({
      figure: name,
      unit,
      a: a === undefined ? null : fourDecimals(a),
      b: b === undefined ? null : fourDecimals(b),
      change: a === undefined || b === undefined ? null : fourDecimals(fourDecimals(b) - fourDecimals(a)),
      better: better ?? null,
    })),
    reps: reps.map(repDiffFields),
    clients: clients.map(({ profile, seat, from, to, forced, reason }) => ({
      client_id: profile.client.id,
      client_name: profile.client.name,
      label: profile.label.name,
      complexity: profile.complexity.score,
      hours: profile.coverage.hours[seat] ?? 0,
      revenue_cents: profile.signals.revenue12m,
      seat,
      from: whoIs(from, context),
      to: whoIs(to, context),
      forced,
      reason,
    })),
    findings: source.findings.map(findingFields),
  };
}

export type DiffDocument = ReturnType<typeof diffDocument>;

function repDiffFields({ rep, before, after, came, went }: RepDiff) {
  const pair = (value: (book: RepDiff["before"]) => number) => ({
    a: value(before),
    b: value(after),
    change: fourDecimals(value(after) - value(before)),
  });
  return {
    ...repFields(rep),
    came,
    went,
    clients: pair(({ clients }) => clients),
    hours: pair(({ hours }) => hours),
    revenue_cents: pair(({ revenue }) => revenue),
    consultative: pair(({ consultative }) => consultative),
  };
}
