import type { Config } from "../config/schema.ts";
import { type LabelName, labelNames } from "../domain/label.ts";
import type { ClientProfile } from "../domain/profile.ts";
import type { Rep } from "../domain/rep.ts";
import type { HeldSeat } from "../planning/seat-plan.ts";
import { firstBreach } from "../rules/catalogue.ts";
import { inactiveRep } from "../rules/inactive-rep.ts";
import type { RuleContext } from "../rules/rule.ts";
import type { Candidate, CostName } from "./candidates.ts";
import { type Lift, liftsFor } from "./lifts.ts";

/** An excluded rep who would be the cheaper choice, or who has the client now: what would have to change, and what it would then cost. */
export interface LiftedCandidate {
  readonly candidate: Candidate;
  readonly lifts: readonly Lift[];
  /**
   * What the plan would then cost more, all else as it is. Absent for a rep who is away: with the rep hours come that the plan's shares do
   * not count, so only a new plan can tell.
   */
  readonly points?: number;
}

/** The weight of an aim at which a candidate would be as good as the plan's choice, all else as it is. */
export interface WeightTurn {
  readonly candidate: Candidate;
  /** Key of the config. */
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

/** The other label: whom the rules would then let have the client, and whom not any more. */
export interface LabelTurn {
  readonly label: LabelName;
  /** Points of the scorecard that are missing to it; absent where a person or a default set the label. */
  readonly pointsAway?: number;
  readonly allowed: readonly Rep[];
  readonly stopped: readonly Rep[];
}

/** What would change who has the seat; all of it computed from the plan's own rules and terms. */
export interface WhatWouldChange {
  readonly lifted: readonly LiftedCandidate[];
  readonly weights: readonly WeightTurn[];
  readonly label?: LabelTurn;
  /** The cheapest choice that the move budget keeps away, where it is cheaper than all within the limits. */
  readonly budget?: Candidate;
  /** The nearest other choice that passes no limit. */
  readonly nearest?: Candidate;
  /** The owner may keep the client and the plan moves it: a lock would keep it there, at this cost. */
  readonly lock?: Candidate;
}

const MOST_LIFTED = 3;

/** A weight that would have to grow beyond so many times is no answer. */
const MOST_TIMES = 10;

export function whatWouldChange(
  profile: ClientProfile,
  candidates: readonly Candidate[],
  held: HeldSeat,
  context: RuleContext,
): WhatWouldChange {
  const label = labelTurn(profile, candidates, held, context);
  const owner = candidates.find(({ isOwner, isHolder, exclusion }) => isOwner && !isHolder && !exclusion);
  const others = candidates.filter(({ exclusion, isHolder }) => !exclusion && !isHolder);
  const nearest = others.find(({ passed }) => passed.length === 0);
  const budget = others
    .filter(({ passed }) => passed.length > 0 && passed.every(({ setting }) => setting !== undefined))
    .sort((a, b) => a.pointsWithinLimits - b.pointsWithinLimits)
    .find(({ pointsWithinLimits }) => pointsWithinLimits < (nearest?.points ?? Number.POSITIVE_INFINITY));
  return {
    ...(budget && { budget }),
    ...(nearest && { nearest }),
    lifted: liftedOf(profile, candidates, held, context),
    weights: weightTurns(candidates, context),
    ...(label && { label }),
    ...(owner && held.model.seat === "seller" && { lock: owner }),
  };
}

function liftedOf(
  profile: ClientProfile,
  candidates: readonly Candidate[],
  { model }: HeldSeat,
  context: RuleContext,
): LiftedCandidate[] {
  const members = model.units[model.unitOf.get(profile.client.id) ?? -1]?.members ?? [];
  const unplaced = !candidates.some(({ isHolder }) => isHolder);
  const alone = !candidates.some(({ exclusion, isHolder }) => !exclusion && !isHolder);
  const liftable = candidates
    .filter(({ exclusion, isHolder }) => !isHolder && exclusion !== undefined && exclusion.breaches.length > 0)
    .flatMap((candidate): LiftedCandidate[] => {
      const lifts = liftsFor(members, candidate.rep, model.seat, context);
      if (lifts === undefined) return [];
      const isAway = lifts.some(({ code }) => code === inactiveRep.code);
      return [{ candidate, lifts, ...(!isAway && { points: candidate.points }) }];
    })
    .sort(
      (a, b) =>
        Number(b.candidate.isOwner) - Number(a.candidate.isOwner) ||
        (a.points ?? 0) - (b.points ?? 0) ||
        (a.candidate.rep.id < b.candidate.rep.id ? -1 : 1),
    );
  // Who would be no better choice is worth a word only where nobody else may have the client at all.
  const [nearest] = liftable.filter(({ points, candidate }) => points !== undefined && !candidate.isOwner);
  return liftable
    .filter((one) => one.candidate.isOwner || unplaced || (one.points ?? 0) < 0 || (alone && one === nearest))
    .slice(0, MOST_LIFTED);
}

/** Cost names that are linear in one weight of the config. */
const weightOf: Readonly<
  Partial<Record<CostName, { readonly key: string; readonly value: (config: Config) => number }>>
> = {
  balance_hours: { key: "balance.weights.hours", value: ({ balance }) => balance.weights.hours },
  balance_revenue: { key: "balance.weights.revenue", value: ({ balance }) => balance.weights.revenue },
  balance_consultative: { key: "balance.weights.consultative", value: ({ balance }) => balance.weights.consultative },
  continuity: { key: "aims.continuity", value: ({ aims }) => aims.continuity },
  reaching_down: { key: "aims.reaching_down", value: ({ aims }) => aims.reaching_down },
  industry_fit: { key: "aims.industry_fit", value: ({ aims }) => aims.industry_fit },
  affinity: { key: "aims.desk_affinity", value: ({ aims }) => aims.desk_affinity },
};

/** Of the owner and of the nearest other candidate: the weight that has to change least, by its share. */
function weightTurns(candidates: readonly Candidate[], { config }: RuleContext): WeightTurn[] {
  const others = candidates.filter(
    ({ exclusion, isHolder, points, passed }) => !exclusion && !isHolder && points > 0 && passed.length === 0,
  );
  const asked = new Set([...others.filter(({ isOwner }) => isOwner), ...others.slice(0, 1)]);
  return [...asked].flatMap((candidate) => {
    const turns = candidate.costs.flatMap(({ name, points }) => {
      const weight = weightOf[name];
      // The points of the term are the weight times what it weighs: at `times` the weight the candidate costs nothing more.
      const times = 1 - candidate.points / points;
      if (!weight || times < 0 || times > MOST_TIMES) return [];
      const from = weight.value(config);
      return [{ candidate, key: weight.key, from, to: from * times, far: Math.abs(times - 1) }];
    });
    return turns
      .sort((a, b) => a.far - b.far)
      .slice(0, 1)
      .map(({ far: _, ...turn }) => turn);
  });
}

function labelTurn(
  profile: ClientProfile,
  candidates: readonly Candidate[],
  { model }: HeldSeat,
  context: RuleContext,
): LabelTurn | undefined {
  const { label } = profile;
  const name = labelNames.find((other) => other !== label.name) as LabelName;
  const other = { ...profile, label: { ...label, name } };
  const isFree = ({ rep }: Candidate) => firstBreach({ profile: other, rep, seat: model.seat }, context) === undefined;
  const allowed = candidates.filter(
    (one) => one.exclusion?.breaches.some(({ clientId }) => clientId === profile.client.id) && isFree(one),
  );
  const stopped = candidates.filter((one) => !one.exclusion && !isFree(one));
  if (allowed.length === 0 && stopped.length === 0) return undefined;
  const { threshold } = context.config.labels;
  const away = name === "transactional" ? threshold - label.score : label.score - threshold + 1;
  return {
    label: name,
    ...(label.basis === "computed" && { pointsAway: away }),
    allowed: allowed.map(({ rep }) => rep),
    stopped: stopped.map(({ rep }) => rep),
  };
}
