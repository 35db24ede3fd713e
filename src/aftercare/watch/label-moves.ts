import { addMonths } from "../../calendar/days.ts";
import type { AssignmentRow } from "../../domain/assignments.ts";
import type { ClientProfile } from "../../domain/profile.ts";
import type { Alert } from "./alert.ts";
import type { WatchPeriod } from "./subject.ts";

/** A client now, and in the middle of the period. */
export interface LabelMove {
  readonly profile: ClientProfile;
  readonly halfWay: ClientProfile | undefined;
  readonly row: AssignmentRow | undefined;
}

/**
 * A label that would change against the plan's: to transactional the orders are the desk's, to consultative the seller's. Only where it is sure (not low confidence),
 * nobody set it by hand, and it was the same in the middle of the period: one order moves a score, and it may move back.
 */
export function labelChange({ profile, halfWay, row }: LabelMove, { asOf }: WatchPeriod): Alert | undefined {
  const { label, signals, client } = profile;
  const planned = row?.record?.label;
  if (planned === undefined || planned === label.name || label.basis !== "computed" || label.confidence === "low")
    return undefined;
  if (halfWay?.label.name !== label.name || halfWay.label.confidence === "low") return undefined;
  const toDesk = label.name === "transactional";
  return {
    clientId: client.id,
    group: toDesk ? "routine" : "opening",
    figures: { kind: "label_changed", from: planned, to: label.name, score: label.score },
    since: signals.lastDay ?? asOf,
    stake: signals.revenue12m,
    tell: ["seller", "desk"],
    handTo: toDesk ? "desk" : "seller",
  };
}

/** A client whose first half-year ended within the period: what the seller did for it in that time, the desk does from now on. */
export function firstHalfYearOver(
  { profile, row }: LabelMove,
  { since, asOf }: WatchPeriod,
  newMonths: number,
): Alert | undefined {
  const { signals, client, label, stage } = profile;
  const { firstDay } = signals;
  if (firstDay === undefined || stage !== "established") return undefined;
  const over = addMonths(firstDay, newMonths);
  const plannedStage = row?.record?.stage;
  if (over < since || over > asOf || (plannedStage !== undefined && plannedStage !== "new")) return undefined;
  return {
    clientId: client.id,
    group: "routine",
    figures: { kind: "first_half_year_over", label: label.name, firstOrder: firstDay },
    since: over,
    stake: signals.revenue12m,
    tell: ["seller", "desk"],
    handTo: "desk",
  };
}
