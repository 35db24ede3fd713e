import { formatDay } from "../../calendar/days.ts";
import { signalNames } from "../../domain/signals.ts";
import type { Candidate, ShareChange } from "../../review/candidates.ts";
import type { ClientExplanation, SeatExplanation } from "../../review/explain-client.ts";
import type { WhatWouldChange } from "../../review/what-would-change.ts";
import type { RuleContext } from "../../rules/rule.ts";
import { fourDecimals } from "../numbers.ts";
import { bandWords, signalWords } from "../signal-words.ts";
import { type ReviewSource, repFields, reviewHead, whoIs } from "./review-head.ts";

/** `evenbook explain CLIENT` as one JSON document, from which the text is drawn. Money in cents, shares from 0 to 1, hours per quarter. */
export function clientDocument(explained: ClientExplanation, source: ReviewSource) {
  const { profile, row } = explained;
  const { client, signals, label, complexity, stage } = profile;
  const { context } = source;
  return {
    ...reviewHead(source),
    explains: "client" as const,
    client_id: client.id,
    client_name: client.name,
    region: client.region ?? null,
    segment: client.segment ?? null,
    industry: client.industry ?? null,
    language: client.language ?? null,
    required_skills: client.requiredSkills,
    locked: client.locked,
    hold_until: client.holdUntil === undefined ? null : formatDay(client.holdUntil),
    stage,
    first_order: signals.firstDay === undefined ? null : formatDay(signals.firstDay),
    last_order: signals.lastDay === undefined ? null : formatDay(signals.lastDay),
    revenue_cents: signals.revenue12m,
    label: {
      label: label.name,
      computed_label: label.computed,
      basis: label.basis,
      note: label.note ?? null,
      confidence: label.confidence,
      score: label.score,
      threshold: context.config.labels.threshold,
      points: label.points,
      lines: explained.labelLines.map(lineFields),
    },
    complexity: {
      score: complexity.score,
      points: complexity.points,
      possible_points: complexity.possiblePoints,
      lines: explained.complexityLines.map(lineFields),
      guards: explained.guards.map(({ level, most, mayTakeIt }) => ({
        level,
        max_complexity: most ?? null,
        may_take_it: mayTakeIt,
      })),
    },
    signals: signals.values,
    other_signals: otherSignals(explained),
    change: row.change,
    reason: row.reason,
    seats: explained.seats.map((seat) => seatFields(seat, context)),
  };
}

export type ClientDocument = ReturnType<typeof clientDocument>;

function lineFields(line: ClientExplanation["labelLines"][number]) {
  const { name, value } = signalWords(line.signal, line.value);
  const known = line.value === undefined ? undefined : line;
  return {
    signal: line.signal,
    name,
    value: line.value ?? null,
    written: value ?? null,
    band: known ? bandWords(known) : "",
    points: line.points,
  };
}

/** What is measured and gives no points by any scorecard. */
function otherSignals({ profile, labelLines, complexityLines }: ClientExplanation) {
  const scored = new Set<string>([...labelLines, ...complexityLines].map(({ signal }) => signal));
  return signalNames
    .filter((signal) => !scored.has(signal) && profile.signals.values[signal] !== undefined)
    .map((signal) => ({ signal, ...signalWords(signal, profile.signals.values[signal]) }));
}

function seatFields(seat: SeatExplanation, context: RuleContext) {
  const { change } = seat;
  return {
    seat: seat.seat,
    hours: seat.hours,
    work: seat.work.map(workFields),
    change: change?.change ?? null,
    forced: change?.forced ?? false,
    reason: change?.reason ?? "",
    from: whoIs(change?.from, context),
    to: whoIs(change?.to, context),
    needs: seat.staffing ?? null,
    family: seat.family.map(({ client }) => ({ client_id: client.id, client_name: client.name })),
    candidates: seat.candidates.map(candidateFields),
    what_would_change: turnFields(seat.whatWouldChange),
  };
}

function workFields({ what, times, each, unit }: SeatExplanation["work"][number]) {
  return { what, times, each, unit };
}

export function candidateFields(candidate: Candidate) {
  const { rep, isHolder, isOwner, exclusion, points, costs, shares, giverShares, hoursUsed } = candidate;
  return {
    ...repFields(rep),
    chosen: isHolder,
    owner: isOwner,
    excluded: exclusion
      ? {
          code: exclusion.code,
          rule: exclusion.name,
          message: exclusion.message,
          breaches: exclusion.breaches.map(({ clientId, rule, message }) => ({
            client_id: clientId,
            code: rule.code,
            rule: rule.name,
            message,
          })),
        }
      : null,
    points,
    points_within_limits: candidate.pointsWithinLimits,
    passed: candidate.passed.map(passedFields),
    costs: costs.map(({ name, points: own }) => ({ term: name, points: own })),
    shares: shares.map(shareFields),
    giver_shares: giverShares.map(shareFields),
    hours_used: hoursUsed ? { before: fourDecimals(hoursUsed.before), after: fourDecimals(hoursUsed.after) } : null,
  };
}

function passedFields({ setting, ...limit }: Candidate["passed"][number]) {
  return { ...limit, setting: setting ?? null };
}

function shareFields({ measure, before, after }: ShareChange) {
  return { measure, before: fourDecimals(before), after: fourDecimals(after) };
}

function turnFields({ lifted, weights, label, lock, budget, nearest }: WhatWouldChange) {
  return {
    lifted: lifted.map(({ candidate, lifts, points }) => ({
      ...repFields(candidate.rep),
      owner: candidate.isOwner,
      points: points ?? null,
      lifts,
    })),
    weights: weights.map(({ candidate, key, from, to }) => ({
      ...repFields(candidate.rep),
      owner: candidate.isOwner,
      points: candidate.points,
      key,
      from,
      to: fourDecimals(to),
    })),
    label: label
      ? {
          label: label.label,
          points_away: label.pointsAway === undefined ? null : fourDecimals(label.pointsAway),
          allowed: label.allowed.map(repFields),
          stopped: label.stopped.map(repFields),
        }
      : null,
    budget: budget
      ? {
          ...repFields(budget.rep),
          points_within_limits: budget.pointsWithinLimits,
          settings: budget.passed.flatMap(({ setting }) => (setting ? [setting] : [])),
        }
      : null,
    nearest: nearest ? { ...repFields(nearest.rep), points: nearest.points } : null,
    lock: lock
      ? {
          ...repFields(lock.rep),
          points: lock.points,
          points_within_limits: lock.pointsWithinLimits,
          passed: lock.passed.map(passedFields),
        }
      : null,
  };
}
