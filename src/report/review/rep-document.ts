import { formatDay } from "../../calendar/days.ts";
import type { BookEntry, RepExplanation, RepSeat } from "../../review/explain-rep.ts";
import type { RuleContext } from "../../rules/rule.ts";
import { fourDecimals } from "../numbers.ts";
import { candidateFields } from "./client-document.ts";
import { type ReviewSource, repFields, reviewHead, whoIs } from "./review-head.ts";

/** `evenbook explain REP` as one JSON document, from which the text is drawn. Money in cents, shares from 0 to 1, hours per quarter. */
export function repDocument(explained: RepExplanation, source: ReviewSource) {
  const { rep, capacityHours, before, after } = explained;
  const book = (of: RepExplanation["before"]) => ({
    clients: of.clients,
    consultative: of.consultative,
    too_complex: of.tooComplex,
    hours: of.hours,
    routine_hours: of.routineHours,
    revenue_cents: of.revenue,
    load: capacityHours > 0 ? fourDecimals(of.hours / capacityHours) : null,
  });
  return {
    ...reviewHead(source),
    explains: "rep" as const,
    ...repFields(rep),
    regions: rep.regions,
    languages: rep.languages,
    skills: rep.skills,
    industries: rep.industries,
    hire_date: rep.hireDay === undefined ? null : formatDay(rep.hireDay),
    active_from: rep.activeFrom === undefined ? null : formatDay(rep.activeFrom),
    active_to: rep.activeTo === undefined ? null : formatDay(rep.activeTo),
    excluded: rep.excluded,
    full_quarter_hours: rep.quarterHours,
    capacity_hours: capacityHours,
    before: book(before),
    after: book(after),
    seats: explained.seats.map((seat) => seatFields(seat, source.context)),
  };
}

export type RepDocument = ReturnType<typeof repDocument>;

function seatFields({ seat, came, went, stayed, loads, limits, reach, cheapest }: RepSeat, context: RuleContext) {
  const entries = (list: readonly BookEntry[]) => list.map((entry) => entryFields(entry, context));
  return {
    seat,
    came: entries(came),
    went: entries(went),
    stayed: entries(stayed),
    loads: loads.map(({ measure, before, after, target, tolerance }) => ({
      measure,
      before,
      after,
      target: Math.round(target * 100) / 100,
      share_before: target > 0 ? fourDecimals(before / target) : null,
      share_after: target > 0 ? fourDecimals(after / target) : null,
      tolerance,
      within: target > 0 ? Math.abs(after / target - 1) <= tolerance : null,
    })),
    limits: limits.map(({ rule, use, most }) => ({
      code: rule.code,
      rule: rule.name,
      unit: rule.unit,
      use: Math.round(use * 100) / 100,
      most: Math.round(most * 100) / 100,
    })),
    reach: {
      others: reach.others,
      may: reach.may,
      stopped: reach.stopped.map(({ rule, clients }) => ({ code: rule.code, rule: rule.name, clients })),
    },
    cheapest: cheapest.map(({ profile, candidate }) => ({
      client_id: profile.client.id,
      client_name: profile.client.name,
      revenue_cents: profile.signals.revenue12m,
      ...costOf(candidateFields(candidate)),
    })),
  };
}

function costOf({ points, points_within_limits, passed, costs }: ReturnType<typeof candidateFields>) {
  return { points, points_within_limits, passed, costs };
}

function entryFields({ row, change }: BookEntry, context: RuleContext) {
  const { client, label, complexity, coverage, signals } = row.profile;
  return {
    client_id: client.id,
    client_name: client.name,
    label: label.name,
    complexity: complexity.score,
    hours: coverage.hours[change.seat] ?? 0,
    revenue_cents: signals.revenue12m,
    change: change.change,
    forced: change.forced,
    from: whoIs(change.from, context),
    to: whoIs(change.to, context),
    reason: change.reason,
  };
}
