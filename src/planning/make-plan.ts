import type { SolveOptions } from "../allocation/index.ts";
import type { RepId } from "../domain/ids.ts";
import type { Plan } from "../domain/plan.ts";
import type { ClientProfile } from "../domain/profile.ts";
import { type Rep, type Seat, seats } from "../domain/rep.ts";
import { compareText } from "../domain/text-order.ts";
import { capRules } from "../rules/catalogue.ts";
import { overCapacity } from "../rules/over-capacity.ts";
import type { CapRule, RuleContext } from "../rules/rule.ts";
import { planRow } from "./changes.ts";
import { preferredDesks } from "./desk-affinity.ts";
import { type Given, isOutside, nothingGiven } from "./given.ts";
import type { Holders } from "./overruns.ts";
import { planFindings } from "./plan-findings.ts";
import { presentAssignment } from "./present.ts";
import { buildSeatModel, type SeatBefore } from "./seat-model.ts";
import { proofOf, type SeatPlan, solveSeat } from "./seat-plan.ts";
import { explainUnplaced } from "./unplaced.ts";

/** A plan and the models it came from. */
export interface PlanResult {
  readonly plan: Plan;
  readonly seatPlans: ReadonlyMap<Seat, SeatPlan>;
}

/**
 * Assigns every client for the quarter: the seller seat first, then the desk seat with a small reward for keeping one seller's clients
 * on few desk specialists. The order of clients and reps does not matter.
 * @param given what people have decided beforehand; the plan chooses the rest.
 */
export async function makePlan(
  profiles: readonly ClientProfile[],
  reps: readonly Rep[],
  context: RuleContext,
  options: SolveOptions,
  given: Given = nothingGiven,
): Promise<PlanResult> {
  const { clients, people } = inOrder(profiles, reps);
  const sellers = await solveSeat(buildSeatModel(clients, "seller", people, context, undefined, given), options);
  return planWith(sellers, clients, people, context, options, given);
}

/** The plan that a solved seller seat leads to. Clients and reps by id, as the seat's model has them. */
export async function planWith(
  sellers: SeatPlan,
  clients: readonly ClientProfile[],
  people: readonly Rep[],
  context: RuleContext,
  options: SolveOptions,
  given: Given = nothingGiven,
): Promise<PlanResult> {
  const before = afterSellers(clients, sellers.holders, people, context);
  const desks = await solveSeat(buildSeatModel(clients, "desk", people, context, before, given), options, (id) => {
    const seller = id === undefined ? undefined : sellers.holders.get(id);
    return seller === undefined ? undefined : context.reps.get(seller);
  });
  const seatPlans: ReadonlyMap<Seat, SeatPlan> = new Map([
    ["seller", sellers],
    ["desk", desks],
  ]);
  const rows = clients.map((profile) => planRow(profile, seatPlans, context, given));
  const unplaced = rows.flatMap(({ profile, seating }) =>
    seats
      .filter((seat) => profile.coverage.hours[seat] !== undefined && seating[seat] === undefined)
      .filter((seat) => !isOutside(profile.client, seat, given))
      .map((seat) => explainUnplaced(profile, seat, people, context)),
  );
  const plan: Plan = {
    rows,
    assignment: new Map(rows.map((row) => [row.profile.client.id, row.seating])),
    present: presentAssignment(clients, context),
    unplaced,
    proofs: [proofOf(sellers), ...(desks.model.units.length > 0 ? [proofOf(desks)] : [])],
    findings: planFindings(rows, unplaced, seatPlans, context, given),
  };
  return { plan, seatPlans };
}

/** Clients and reps by id: the order of rows in the files makes no difference. */
export function inOrder(profiles: readonly ClientProfile[], reps: readonly Rep[]) {
  return {
    clients: [...profiles].sort((a, b) => compareText(a.client.id, b.client.id)),
    people: [...reps].sort((a, b) => compareText(a.id, b.id)),
  };
}

/** What the seller seat leaves to the desk seat. */
export function afterSellers(
  profiles: readonly ClientProfile[],
  holders: Holders,
  reps: readonly Rep[],
  context: RuleContext,
): SeatBefore {
  const seller = (profile: ClientProfile | undefined): RepId | undefined => profile && holders.get(profile.client.id);
  const used = new Map(capRules.map((rule) => [rule, usedBySeller(profiles, holders, rule, context)]));
  const hoursLeft = ({ id }: Rep) => (context.capacityHours.get(id) ?? 0) - (used.get(overCapacity)?.get(id) ?? 0);
  const desks = preferredDesks(profiles, holders, reps, hoursLeft, context);
  return {
    used: (rule, rep) => used.get(rule)?.get(rep.id) ?? 0,
    sellerOf: (client) => holders.get(client),
    affinity: (unit, rep) => {
      const sellerId = seller(unit.members[0]);
      const preferred = sellerId === undefined ? undefined : desks.get(sellerId);
      return preferred === undefined || preferred === rep.id ? 0 : 1 / Math.max(1, profiles.length / reps.length);
    },
  };
}

function usedBySeller(
  profiles: readonly ClientProfile[],
  holders: Holders,
  rule: CapRule,
  context: RuleContext,
): ReadonlyMap<RepId, number> {
  const used = new Map<RepId, number>();
  for (const profile of profiles) {
    const holder = holders.get(profile.client.id);
    // Whole hundredths, so that the sum does not depend on the order.
    if (holder !== undefined)
      used.set(holder, (used.get(holder) ?? 0) + Math.round(rule.use(profile, "seller", context) * 100));
  }
  for (const [holder, hundredths] of used) used.set(holder, hundredths / 100);
  return used;
}
