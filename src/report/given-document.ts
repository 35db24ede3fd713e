import type { RepId } from "../domain/ids.ts";
import type { PlanRow } from "../domain/plan.ts";
import { type Seat, seats } from "../domain/rep.ts";
import { type Given, isOutside } from "../planning/given.ts";
import type { PlanResult } from "../planning/make-plan.ts";
import type { SeatPlan } from "../planning/seat-plan.ts";
import { keptRowNotKept } from "../rules/kept-row-not-kept.ts";
import type { RuleContext } from "../rules/rule.ts";

/** What was kept by hand, for the report; null when nothing was. */
export function keptValues({ plan, seatPlans }: PlanResult, { kept }: Given, basedOn: string | undefined) {
  if (!kept) return null;
  const rows = (seat: Seat) => {
    const { model, holders } = seatPlans.get(seat) as SeatPlan;
    const decided = model.units.flatMap((unit) => [...(unit.kept?.cells.keys() ?? [])]);
    return decided.filter((id) => holders.has(id)).length;
  };
  const refused = plan.findings.filter(({ code }) => code === keptRowNotKept.code).length;
  return {
    file: kept.file,
    based_on: basedOn ?? null,
    sellers: rows("seller"),
    desks: rows("desk"),
    not_kept: refused,
  };
}

/** What a release deals out, to whom, and how uneven it leaves the sellers; null when there is none. */
export function releaseValues({ plan, seatPlans }: PlanResult, given: Given, context: RuleContext) {
  const { released } = given;
  if (!released) return null;
  const nameOf = (id: RepId) => context.reps.get(id)?.name ?? `${id} (gone)`;
  return {
    reps: [...released].sort().map((id) => ({ rep_id: id, rep_name: nameOf(id) })),
    takers: seats.flatMap((seat) =>
      takersOf(plan.rows, seat, given).map((taker) => ({ ...taker, rep_name: nameOf(taker.rep_id) })),
    ),
    sellers: [...context.reps.values()].filter(
      ({ id, role }) => role !== "desk" && (context.capacityHours.get(id) ?? 0) > 0,
    ).length,
    outside_tolerance: outsideTolerance(seatPlans.get("seller"), context.config.balance.tolerance),
  };
}

/** By rep: what it takes of the released books in the seat; the most clients first. */
function takersOf(rows: readonly PlanRow[], seat: Seat, given: Given) {
  const takers = new Map<RepId, { rep_id: RepId; seat: Seat; clients: number; hours: number; revenue_cents: number }>();
  for (const { profile, seating } of rows) {
    const id = seating[seat];
    if (id === undefined || isOutside(profile.client, seat, given)) continue;
    const taker = takers.get(id) ?? { rep_id: id, seat, clients: 0, hours: 0, revenue_cents: 0 };
    taker.clients++;
    taker.hours = Math.round((taker.hours + (profile.coverage.hours[seat] ?? 0)) * 100) / 100;
    taker.revenue_cents += profile.signals.revenue12m;
    takers.set(id, taker);
  }
  return [...takers.values()].sort((a, b) => b.clients - a.clients || (a.rep_id < b.rep_id ? -1 : 1));
}

/** By measure: sellers whose load is further from their share than the tolerance. */
function outsideTolerance(sellers: SeatPlan | undefined, tolerance: number): Record<string, number> {
  if (!sellers) return {};
  const { model, state } = sellers;
  return Object.fromEntries(
    model.balance.map(({ measure }, index) => {
      const target = model.problem.measures[index]?.target ?? new Float64Array();
      const far = [...target].filter(
        (own, at) => own > 0 && Math.abs((state.loads[index]?.[at] ?? 0) / own - 1) > tolerance + 1e-9,
      );
      return [measure, far.length];
    }),
  );
}
