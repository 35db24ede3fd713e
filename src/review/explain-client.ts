import { guardOf } from "../config/schema.ts";
import { routineParts, sellerParts, type WorkPart } from "../coverage/coverage.ts";
import type { PlanRow, SeatChange } from "../domain/plan.ts";
import type { ClientProfile } from "../domain/profile.ts";
import { type Seat, seats } from "../domain/rep.ts";
import { valuesOf } from "../labels/complexity.ts";
import { type ScoreLine, scoreLines } from "../labels/scorecard.ts";
import type { HeldSeat } from "../planning/seat-plan.ts";
import { staffingFor } from "../planning/unplaced.ts";
import { type Candidate, candidatesFor } from "./candidates.ts";
import type { PlanUnderReview } from "./plan-under-review.ts";
import { type WhatWouldChange, whatWouldChange } from "./what-would-change.ts";

/** One level against the client's complexity. */
export interface LevelGuard {
  readonly level: string;
  /** Absent: nothing guards the level. */
  readonly most?: number;
  readonly mayTakeIt: boolean;
}

export interface SeatExplanation {
  readonly seat: Seat;
  readonly hours: number;
  readonly work: readonly WorkPart[];
  /** Absent where the seat has no record in the plan. */
  readonly change?: SeatChange;
  readonly candidates: readonly Candidate[];
  /** Others who are placed with the client as a whole. */
  readonly family: readonly ClientProfile[];
  readonly whatWouldChange: WhatWouldChange;
  /** Who could take it, where nobody has it. */
  readonly staffing?: string;
}

/** Why one client is labelled as it is, and why it has the reps that it has. */
export interface ClientExplanation {
  readonly profile: ClientProfile;
  readonly row: PlanRow;
  readonly labelLines: readonly ScoreLine[];
  readonly complexityLines: readonly ScoreLine[];
  readonly guards: readonly LevelGuard[];
  readonly seats: readonly SeatExplanation[];
}

export function explainClient(row: PlanRow, review: PlanUnderReview): ClientExplanation {
  const { profile } = row;
  const { client, signals, label, complexity } = profile;
  const { config } = review.context;
  return {
    profile,
    row,
    labelLines: scoreLines(config.labels.scorecard, signals.values),
    complexityLines: scoreLines(config.complexity.scorecard, signals.values, valuesOf(client)),
    guards: config.levels.order.map((level) => {
      const most = guardOf(config, level);
      const mayTakeIt = label.name !== "consultative" || most === undefined || complexity.score <= most;
      return { level, ...(most !== undefined && { most }), mayTakeIt };
    }),
    seats: seats.flatMap((seat) => {
      const held = review.seats.get(seat);
      const hours = profile.coverage.hours[seat];
      return held === undefined || hours === undefined ? [] : [seatExplanation(seat, hours, row, held, review)];
    }),
  };
}

function seatExplanation(
  seat: Seat,
  hours: number,
  row: PlanRow,
  held: HeldSeat,
  { context }: PlanUnderReview,
): SeatExplanation {
  const { profile } = row;
  const { model, holders } = held;
  const candidates = candidatesFor(profile, held, context);
  const members = model.units[model.unitOf.get(profile.client.id) ?? -1]?.members ?? [];
  const change = row.seatChanges.find((one) => one.seat === seat);
  return {
    seat,
    hours,
    work: workOf(profile, seat, context),
    ...(change && { change }),
    candidates,
    family: members.filter((member) => member !== profile),
    whatWouldChange: whatWouldChange(profile, candidates, held, context),
    ...(!holders.has(profile.client.id) && { staffing: staffingFor(profile, seat, context) }),
  };
}

function workOf(
  { label, complexity, stage, signals, coverage }: ClientProfile,
  seat: Seat,
  { config }: PlanUnderReview["context"],
): WorkPart[] {
  const routine = coverage.routineHours > 0 ? routineParts(signals, config.coverage.desk) : [];
  if (seat === "desk") return routine;
  const own = sellerParts({ label, complexity: complexity.score, stage }, config);
  return coverage.sellerDoesRoutine ? [...own, ...routine] : own;
}
