import type { Finding } from "../domain/finding.ts";
import type { ClientId, RepId } from "../domain/ids.ts";
import type { PlanRow, Unplaced } from "../domain/plan.ts";
import type { Seat } from "../domain/rep.ts";
import { idleDecisions } from "../rules/catalogue.ts";
import { mentorsNotThere } from "../rules/mentor-not-there.ts";
import type { RuleContext } from "../rules/rule.ts";
import type { Given } from "./given.ts";
import { notKeptFindings, releaseFindings } from "./given-findings.ts";
import { budgetOverruns, capOverruns } from "./overruns.ts";
import type { SeatPlan } from "./seat-plan.ts";
import { familyRoots } from "./units.ts";

/** What the plan itself has to say: limits it had to pass, clients it could not place, instructions it could not follow. */
export function planFindings(
  rows: readonly PlanRow[],
  unplaced: readonly Unplaced[],
  seatPlans: ReadonlyMap<Seat, SeatPlan>,
  context: RuleContext,
  given: Given,
): Finding[] {
  const taking = given.released && takersOf(rows);
  return [
    ...unplaced.map(unplacedFinding),
    ...[...seatPlans.values()].flatMap((plan) => [
      ...passedCaps(plan, taking),
      ...passedBudgets(plan),
      ...notKeptFindings(plan, rows, context),
    ]),
    ...regionFinding(rows, context),
    ...rows.flatMap(({ profile }) => idleDecisions(profile, context)),
    ...mentorsNotThere(context),
    ...releaseFindings(rows, given, context),
    ...(context.config.families === "together" && !given.released ? splitFamilies(rows, seatPlans.get("seller")) : []),
  ];
}

function unplacedFinding({ profile, seat, staffing }: Unplaced): Finding {
  return {
    code: "EB105",
    name: "seat-missing",
    severity: "error",
    message: `${profile.client.name} (${profile.client.id}) has no ${seat}: no rep may take it`,
    remedy: `needs ${staffing}`,
    place: profile.client.place,
    clientId: profile.client.id,
  };
}

/** Who takes something in a release: what others have too much of is not its doing. */
function takersOf(rows: readonly PlanRow[]): ReadonlySet<RepId> {
  return new Set(
    rows.flatMap(({ seatChanges }) =>
      seatChanges.flatMap(({ change, to }) => (change === "moved" && to !== undefined ? [to] : [])),
    ),
  );
}

function passedCaps({ model, holders }: SeatPlan, taking: ReadonlySet<RepId> | undefined): Finding[] {
  const overruns = capOverruns(model, holders).filter(({ rep }) => taking?.has(rep.id) !== false);
  return overruns.map(({ rule, rep, use, most }) => ({
    code: rule.code,
    name: rule.name,
    severity: rule.severity,
    message: `${rep.name} has ${format(use)} ${rule.unit} in the ${model.seat} seat, ${format(most)} at most`,
    remedy: "see the staffing part of the report; fewer hours a client (coverage), more reps, or a higher limit",
    place: rep.place,
    repId: rep.id,
  }));
}

function format(amount: number): string {
  return String(Math.round(amount * 10) / 10);
}

function passedBudgets({ model, holders, allocation }: SeatPlan): Finding[] {
  const isCutShort = allocation.outOfTime || allocation.interrupted;
  const keeps = model.units.some(({ kept }) => kept !== undefined);
  return budgetOverruns(model, holders).map(({ name, spent, limit }) => ({
    code: "EB303",
    name: "move-budget-exceeded",
    severity: "error",
    message: `chosen moves touch ${amountOf(name, spent)}, the budget is ${amountOf(name, limit)}: ${
      isCutShort
        ? "the search was cut short"
        : keeps
          ? "the rows kept by hand count as well"
          : "a limit could not be kept otherwise"
    }`,
    remedy: isCutShort
      ? "give the search more time"
      : keeps
        ? "keep fewer rows that move, or raise limits.move_budget"
        : "raise limits.move_budget, or loosen the limit that forces the moves",
  }));
}

function amountOf(measure: string, amount: number): string {
  return measure === "clients" ? `${format(amount)} clients` : `${(amount / 100).toFixed(2)} of revenue`;
}

function regionFinding(rows: readonly PlanRow[], context: RuleContext): Finding[] {
  const clients = rows.map(({ profile }) => profile.client).filter((client) => client.region !== undefined);
  const reps = [...context.reps.values()].filter((rep) => rep.regions.length > 0);
  const [client, rep] = [clients[0], reps[0]];
  if (context.regionsComparable || !client || !rep) return [];
  return [
    {
      code: "EB204",
      name: "wrong-region",
      severity: "warning",
      message: `no client's region (${client.region} ...) is a region of any rep (${rep.regions[0]} ...), so the region rule was set aside`,
      remedy: "name the columns that hold the same regions under columns.clients.region and columns.reps.regions",
      place: client.place,
    },
  ];
}

function splitFamilies(rows: readonly PlanRow[], plan: SeatPlan | undefined): Finding[] {
  const rootOf = familyRoots(rows.map(({ profile }) => profile));
  const parts = new Map<ClientId, number>();
  for (const { members } of plan?.model.units ?? []) {
    const root = rootOf(members[0]?.client.id as ClientId);
    parts.set(root, (parts.get(root) ?? 0) + 1);
  }
  return [...parts]
    .filter(([, count]) => count > 1)
    .map(([root, count]) => ({
      code: "EB211",
      name: "family-split",
      severity: "warning",
      message: `the family of ${root} is planned in ${count} parts: no rep may take all its members`,
      remedy: "let one rep serve all its regions, lift a member's lock, or accept the split",
    }));
}
