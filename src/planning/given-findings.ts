import type { Finding } from "../domain/finding.ts";
import { headOf } from "../domain/make-finding.ts";
import type { PlanRow } from "../domain/plan.ts";
import { type Seat, seats } from "../domain/rep.ts";
import { firstBreach } from "../rules/catalogue.ts";
import { keptRowNotKept } from "../rules/kept-row-not-kept.ts";
import { outsideTheRelease } from "../rules/outside-the-release.ts";
import type { RuleCard, RuleContext } from "../rules/rule.ts";
import { type Given, isOutside } from "./given.ts";
import { crowdedOut } from "./kept-units.ts";
import type { SeatPlan } from "./seat-plan.ts";

/** Clients that a finding names; there may be hundreds. */
const MOST_NAMED = 5;

/** Rows of the kept file that could not be kept, each at its cell, with what became of the client. */
export function notKeptFindings(
  { model, holders }: SeatPlan,
  rows: readonly PlanRow[],
  context: RuleContext,
): Finding[] {
  const rowOf = new Map(rows.map((row) => [row.profile.client.id, row]));
  const { units, seat: ofSeat, reps } = model;
  return [...model.notKept, ...crowdedOut(units, ofSeat, reps, holders)].map(
    ({ profile: { client }, seat, rep, place, why }) => {
      const holder = context.reps.get(holders.get(client.id) ?? rowOf.get(client.id)?.seating[seat] ?? ("" as never));
      return {
        ...headOf(keptRowNotKept),
        message: `${client.name} (${client.id}) cannot be kept with ${rep.name}: ${why}; ${
          holder ? `the plan has ${holder.name} (${holder.id})` : "nobody has it in the plan"
        }`,
        remedy: "name a rep who may take it, empty the cell, or accept the plan's choice",
        place,
        clientId: client.id,
        repId: rep.id,
      };
    },
  );
}

/** What a release leaves as it found it: seats that nobody holds, and holders whom a must rule forbids, by rule. */
export function releaseFindings(rows: readonly PlanRow[], given: Given, context: RuleContext): Finding[] {
  if (!given.released) return [];
  const vacant = rows.filter(
    ({ profile, seating }) =>
      profile.coverage.hours.seller !== undefined &&
      isOutside(profile.client, "seller", given) &&
      seating.seller === undefined,
  );
  const broken = new Map<RuleCard, PlanRow[]>();
  for (const row of rows) {
    for (const rule of new Set(seats.flatMap((seat) => brokenRule(row, seat, given, context) ?? []))) {
      const known = broken.get(rule);
      if (known) known.push(row);
      else broken.set(rule, [row]);
    }
  }
  const said = (some: readonly PlanRow[], words: string): Finding => ({
    ...headOf(outsideTheRelease),
    message: `${counted(some)} ${words}`,
    remedy: "make a plan without --release to mend it, or name them in --release as well",
    ...(some[0] && { place: some[0].profile.client.place }),
  });
  return [
    ...(vacant.length > 0 ? [said(vacant, "outside the release without a seller, before and after")] : []),
    ...[...broken]
      .sort(([a], [b]) => (a.code < b.code ? -1 : 1))
      .map(([rule, some]) => said(some, `outside the release with a rep whom ${rule.code} ${rule.name} forbids`)),
  ];
}

function brokenRule(
  { profile, seating }: PlanRow,
  seat: Seat,
  given: Given,
  context: RuleContext,
): RuleCard | undefined {
  const rep = context.reps.get(seating[seat] ?? ("" as never));
  if (!rep || profile.coverage.hours[seat] === undefined || !isOutside(profile.client, seat, given)) return undefined;
  return firstBreach({ profile, rep, seat }, context)?.rule;
}

/** "2 clients (C1, C2) stay". */
function counted(rows: readonly PlanRow[]): string {
  const ids = rows.map(({ profile }) => profile.client.id);
  const rest = ids.length - MOST_NAMED;
  const named = `${ids.slice(0, MOST_NAMED).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
  return ids.length === 1 ? `1 client (${named}) stays` : `${ids.length} clients (${named}) stay`;
}
