import type { ClientId, RepId } from "../domain/ids.ts";
import type { SeatChange } from "../domain/plan.ts";
import type { ClientProfile } from "../domain/profile.ts";
import { type Rep, type Seat, seats } from "../domain/rep.ts";
import { type Book, countBooks } from "../planning/books.ts";
import { firstBreach } from "../rules/catalogue.ts";
import type { RuleContext } from "../rules/rule.ts";
import { type DiffFigure, figuresOfDiff } from "./diff-figures.ts";
import { holdersIn, type PlanUnderReview, reviewHeld } from "./plan-under-review.ts";

/** One of two assignments that are compared. */
export interface DiffSide {
  readonly review: PlanUnderReview;
  /** Who has the seat by the file, also somebody whom the reps table does not know. */
  readonly holder: (client: ClientId, seat: Seat) => RepId | undefined;
  /** The present owners themselves, not a file. */
  readonly isPresent: boolean;
}

/** A client whose seat is with somebody else in B than in A. */
export interface ClientDiff {
  readonly profile: ClientProfile;
  readonly seat: Seat;
  readonly from?: RepId;
  readonly to?: RepId;
  /** A's holder may not or cannot keep the client. Where it leaves nobody, nothing is forced. */
  readonly forced: boolean;
  readonly reason: string;
}

/** A rep whose book differs. */
export interface RepDiff {
  readonly rep: Rep;
  readonly before: Book;
  readonly after: Book;
  /** Clients in either seat. */
  readonly came: number;
  readonly went: number;
}

export interface PlanDiff {
  /** Of both assignments side by side; also those that are the same. */
  readonly figures: readonly DiffFigure[];
  /** In the order of the reps table. */
  readonly reps: readonly RepDiff[];
  /** Changes of seller first, then of desk, then first desks; in each most revenue first. */
  readonly clients: readonly ClientDiff[];
  /** Clients whose reps are the same in all their seats. */
  readonly same: number;
}

/**
 * Compares two assignments of one company, both by its tables of now, so that only who has whom can differ. Nothing depends on the order but
 * the direction: from A to B.
 */
export function diffPlans(a: DiffSide, b: DiffSide): PlanDiff {
  const { profiles, reps, context } = b.review;
  const changes = changesBetween(a, b);
  const clients = profiles.flatMap((profile) =>
    seats.flatMap((seat) => clientDiff(profile, seat, a, b, changes, context)),
  );
  const differing = new Set(clients.map(({ profile }) => profile));
  return {
    figures: figuresOfDiff(a.review, b.review),
    reps: repDiffs(clients, a, b, reps),
    clients: clients.sort(
      (one, other) =>
        rank(one) - rank(other) ||
        other.profile.signals.revenue12m - one.profile.signals.revenue12m ||
        (one.profile.client.id < other.profile.client.id ? -1 : 1),
    ),
    same: profiles.length - differing.size,
  };
}

/** That the desk takes over or gives up orders is told last: it may be most of the company. */
function rank({ seat, from, to }: ClientDiff): number {
  if (seat === "seller") return 0;
  return from === undefined || to === undefined ? 2 : 1;
}

/** What B does with each client of A's holders, in the words of a plan: as if A were the present. */
function changesBetween(a: DiffSide, b: DiffSide): (client: ClientId, seat: Seat) => SeatChange | undefined {
  const rows = a.isPresent ? b.review.rows : reviewHeld(held(b), { ...b.review, profiles: ownedBy(a) }).rows;
  return (client, seat) => rows.get(client)?.seatChanges.find((change) => change.seat === seat);
}

function held({ review }: DiffSide) {
  return { seller: holdersIn(review.assignment, "seller"), desk: holdersIn(review.assignment, "desk") };
}

/** The clients with A's holders as their owners. Locks and holdovers bind to who has a client at present: they are asked for apart. */
function ownedBy({ review: { profiles }, holder }: DiffSide): ClientProfile[] {
  return profiles.map((profile) => {
    const { ownerId: _, deskId: __, holdUntil: ___, ...client } = profile.client;
    const [seller, desk] = [holder(client.id, "seller"), holder(client.id, "desk")];
    return {
      ...profile,
      client: { ...client, locked: false, ...(seller && { ownerId: seller }), ...(desk && { deskId: desk }) },
    };
  });
}

function clientDiff(
  profile: ClientProfile,
  seat: Seat,
  a: DiffSide,
  b: DiffSide,
  changes: ReturnType<typeof changesBetween>,
  context: RuleContext,
): ClientDiff[] {
  const { id } = profile.client;
  const needed = profile.coverage.hours[seat] !== undefined;
  const [from, to] = [a.holder(id, seat), b.holder(id, seat)];
  // A desk without orders to process is no loss and no gain.
  if (from === to || (seat === "desk" && !needed)) return [];
  const change = changes(id, seat);
  const rep = from === undefined ? undefined : context.reps.get(from);
  const breach = rep && firstBreach({ profile, rep, seat }, context)?.breach.message;
  const forced = from !== undefined && (breach !== undefined || change?.forced === true);
  return [
    {
      ...{ profile, seat, forced },
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      reason: reasonOf(from, to, breach, change, seat),
    },
  ];
}

function reasonOf(
  from: RepId | undefined,
  to: RepId | undefined,
  breach: string | undefined,
  change: SeatChange | undefined,
  seat: Seat,
): string {
  if (from === undefined) return `had no ${seat}`;
  if (breach !== undefined) return breach;
  return change?.reason || (to === undefined ? `is left without a ${seat}` : "set by hand");
}

function repDiffs(clients: readonly ClientDiff[], a: DiffSide, b: DiffSide, reps: readonly Rep[]): RepDiff[] {
  const books = ({ review }: DiffSide) => countBooks(review.profiles, review.assignment, reps, review.context);
  const [before, after] = [books(a), books(b)];
  const count = (way: "from" | "to", id: RepId) =>
    new Set(clients.filter((one) => one[way] === id).map(({ profile }) => profile)).size;
  return reps.flatMap((rep, at): RepDiff[] => {
    const [came, went] = [count("to", rep.id), count("from", rep.id)];
    if (came + went === 0) return [];
    return [{ rep, before: before[at] as Book, after: after[at] as Book, came, went }];
  });
}
