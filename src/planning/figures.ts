import type { Assignment, Plan, PlanRow, SeatChange } from "../domain/plan.ts";
import type { Rep, Seat } from "../domain/rep.ts";
import { coefficientOfVariation } from "../history/statistics.ts";
import type { RuleContext } from "../rules/rule.ts";
import { type Book, countBooks } from "./books.ts";

/** How evenly a load lies on the sellers, each by load over capacity; absent with under two sellers or without any load. */
export interface Spread {
  readonly least: number;
  readonly most: number;
  /** Coefficient of variation. */
  readonly cv: number;
}

/** What tells one assignment from another; the same count before and after. */
export interface Figures {
  readonly books: readonly Book[];
  readonly consultativeOnJuniors: number;
  /** Consultative clients more complex than the level of their seller allows. */
  readonly complexOnTooLowLevel: number;
  /** Hours of order processing that the most senior level does. */
  readonly seniorRoutineHours: number;
  readonly routineHoursOfSellers: number;
  /** Hours / capacity over the sellers. */
  readonly hoursSpread: Spread | undefined;
  /** Revenue / share of the revenue by capacity, over the sellers. */
  readonly revenueSpread: Spread | undefined;
  readonly withoutSeller: number;
}

/** What the plan changes. Cents and counts. Moves, revenue and continuity are of the seller seat: it alone has a budget. */
export interface MoveFigures {
  /** Clients that leave their seller, also when nobody takes them. */
  readonly forced: number;
  readonly chosen: number;
  /** Of the forced: clients that lose their seller and nobody may take. */
  readonly lost: number;
  readonly fresh: number;
  readonly revenueForced: number;
  readonly revenueChosen: number;
  readonly revenueTotal: number;
  /** Kept / clients whose old owner could have kept them; absent when there are none. */
  readonly continuity: number | undefined;
  readonly firstDesk: number;
  /** Clients that leave their desk specialist; there is no budget for them. */
  readonly deskForced: number;
  readonly deskChosen: number;
}

export function figuresOf(
  rows: readonly PlanRow[],
  assignment: Assignment,
  reps: readonly Rep[],
  context: RuleContext,
): Figures {
  const profiles = rows.map((row) => row.profile);
  const books = countBooks(profiles, assignment, reps, context);
  const ranks = context.config.levels.order.length;
  const juniors = books.filter((book) => ranks > 1 && book.rep.levelRank === 0 && book.rep.role !== "desk");
  const seniors = books.filter((book) => book.rep.levelRank === ranks - 1 && book.rep.role !== "desk");
  const sellers = books.filter((book) => book.rep.role !== "desk" && book.capacityHours > 0);
  const total = (list: readonly Book[], value: (book: Book) => number) =>
    Math.round(list.reduce((sum, book) => sum + value(book), 0) * 100) / 100;
  const capacity = total(sellers, (book) => book.capacityHours);
  const revenue = total(sellers, (book) => book.revenue);
  return {
    books,
    consultativeOnJuniors: total(juniors, (book) => book.consultative),
    complexOnTooLowLevel: total(books, (book) => book.tooComplex),
    seniorRoutineHours: total(seniors, (book) => book.routineHours),
    routineHoursOfSellers: total(
      books.filter((book) => book.rep.role !== "desk"),
      (book) => book.routineHours,
    ),
    hoursSpread: spreadOf(sellers.map((book) => book.hours / book.capacityHours)),
    revenueSpread:
      revenue > 0
        ? spreadOf(sellers.map((book) => book.revenue / revenue / (book.capacityHours / capacity)))
        : undefined,
    withoutSeller: profiles.filter(
      ({ client, coverage }) => coverage.hours.seller !== undefined && assignment.get(client.id)?.seller === undefined,
    ).length,
  };
}

function spreadOf(shares: readonly number[]): Spread | undefined {
  const cv = coefficientOfVariation(shares);
  return cv === undefined ? undefined : { least: Math.min(...shares), most: Math.max(...shares), cv };
}

export function moveFigures({ rows }: Pick<Plan, "rows">): MoveFigures {
  const revenue = (list: readonly PlanRow[]) => list.reduce((sum, row) => sum + row.profile.signals.revenue12m, 0);
  const leaving = (seat: Seat, kind: (change: SeatChange) => boolean) =>
    rows.filter((row) => row.seatChanges.some((change) => change.seat === seat && change.leaves && kind(change)));
  const isForced = ({ forced }: SeatChange) => forced;
  const isChosen = ({ forced }: SeatChange) => !forced;
  const forced = leaving("seller", isForced);
  const chosen = leaving("seller", isChosen);
  const first = (seat: Seat) =>
    rows.filter((row) => row.seatChanges.some((change) => change.seat === seat && change.change === "new"));
  const couldStay = rows.filter((row) => row.couldStay);
  const kept = couldStay.filter((row) => row.seating.seller === row.previous.seller);
  return {
    forced: forced.length,
    chosen: chosen.length,
    lost: leaving("seller", ({ change }) => change === "unplaced").length,
    fresh: first("seller").length,
    revenueForced: revenue(forced),
    revenueChosen: revenue(chosen),
    revenueTotal: revenue(rows),
    continuity: couldStay.length > 0 ? kept.length / couldStay.length : undefined,
    firstDesk: first("desk").length,
    deskForced: leaving("desk", isForced).length,
    deskChosen: leaving("desk", isChosen).length,
  };
}
