import type { RepId } from "../domain/ids.ts";
import type { Assignment } from "../domain/plan.ts";
import type { ClientProfile } from "../domain/profile.ts";
import type { Rep } from "../domain/rep.ts";
import { isTooComplex } from "../rules/mentored.ts";
import type { RuleContext } from "../rules/rule.ts";

/** What one rep carries under an assignment. */
export interface Book {
  readonly rep: Rep;
  readonly capacityHours: number;
  /** Clients in either seat. */
  readonly clients: number;
  readonly consultative: number;
  /** Consultative clients more complex than the rep may take, with a mentor's help where hours are reserved for it. */
  readonly tooComplex: number;
  /** Hours in the seller seat, order processing left out. */
  readonly sellerHours: number;
  /** Hours of order processing: in the desk seat, and in the seller seat of clients that no desk serves. */
  readonly routineHours: number;
  readonly hours: number;
  /** Revenue of the clients in the seller seat (desk seat for pure desk clients); cents, the 12 months up to as_of. */
  readonly revenue: number;
}

type Tally = { -readonly [key in Exclude<keyof Book, "rep" | "capacityHours" | "hours">]: number };

/** Every rep's book, in the reps' order. The same count for the present and for a plan, so that they compare. */
export function countBooks(
  profiles: readonly ClientProfile[],
  assignment: Assignment,
  reps: readonly Rep[],
  context: RuleContext,
): Book[] {
  const tallies = new Map<RepId, Tally>(
    reps.map((rep) => [
      rep.id,
      { clients: 0, consultative: 0, tooComplex: 0, sellerHours: 0, routineHours: 0, revenue: 0 },
    ]),
  );
  for (const profile of profiles) addClient(profile, assignment, tallies, context);
  return reps.map((rep) => {
    const tally = tallies.get(rep.id) as Tally;
    const sellerHours = hundredths(tally.sellerHours);
    const routineHours = hundredths(tally.routineHours);
    return {
      ...tally,
      rep,
      capacityHours: context.capacityHours.get(rep.id) ?? 0,
      sellerHours,
      routineHours,
      hours: hundredths(sellerHours + routineHours),
    };
  });
}

function addClient(
  profile: ClientProfile,
  assignment: Assignment,
  tallies: ReadonlyMap<RepId, Tally>,
  context: RuleContext,
): void {
  const { client, coverage, label, signals } = profile;
  const { seller, desk } = assignment.get(client.id) ?? {};
  const sellerTally = seller === undefined ? undefined : tallies.get(seller);
  const deskTally = desk === undefined ? undefined : tallies.get(desk);
  if (sellerTally && seller !== undefined) {
    const rep = context.reps.get(seller);
    const consultative = label.name === "consultative";
    sellerTally.clients += 1;
    sellerTally.consultative += consultative ? 1 : 0;
    sellerTally.tooComplex += rep && isTooComplex(profile, rep, context) ? 1 : 0;
    sellerTally.revenue += signals.revenue12m;
    sellerTally.sellerHours += ownSellerHours(profile);
  }
  const routine = deskTally ?? sellerTally;
  if (routine) routine.routineHours += coverage.routineHours;
  if (deskTally && deskTally !== sellerTally) {
    deskTally.clients += 1;
    if (!sellerTally) deskTally.revenue += signals.revenue12m;
  }
}

/** The seller's own hours: where no desk exists the coverage has added the routine to them, here it stands apart. */
function ownSellerHours({ coverage }: ClientProfile): number {
  return (coverage.hours.seller ?? 0) - (coverage.sellerDoesRoutine ? coverage.routineHours : 0);
}

function hundredths(hours: number): number {
  return Math.round(hours * 100) / 100;
}
