import type { PlanRow, SeatChange } from "../domain/plan.ts";
import type { ClientProfile } from "../domain/profile.ts";
import { type Rep, type Seat, seats } from "../domain/rep.ts";
import { type Book, countBooks } from "../planning/books.ts";
import { capUses, loadsOf } from "../planning/overruns.ts";
import type { HeldSeat } from "../planning/seat-plan.ts";
import { firstBreach, pairRules } from "../rules/catalogue.ts";
import type { BalanceRule, CapRule, PairRule } from "../rules/rule.ts";
import { type Candidate, candidatesFor } from "./candidates.ts";
import { holdersIn, type PlanUnderReview } from "./plan-under-review.ts";

/** A client of the rep's book, before or after. */
export interface BookEntry {
  readonly row: PlanRow;
  readonly change: SeatChange;
}

/** The rep's load of one measure against the rep's share. */
export interface MeasureLoad {
  readonly measure: BalanceRule["measure"];
  readonly before: number;
  readonly after: number;
  /** 0: the rep has no hours, or there is nothing to share. */
  readonly target: number;
  readonly tolerance: number;
}

export interface LimitUse {
  readonly rule: CapRule;
  readonly use: number;
  /** Infinity without such a limit. */
  readonly most: number;
}

/** How many of the seat's other clients the rep may have at all, and which rule keeps the rest away. */
export interface Reach {
  readonly others: number;
  readonly may: number;
  readonly stopped: readonly { readonly rule: PairRule; readonly clients: number }[];
}

/** One client that would change hands, and what that would cost the plan. */
export interface Offer {
  readonly profile: ClientProfile;
  readonly candidate: Candidate;
}

export interface RepSeat {
  readonly seat: Seat;
  readonly came: readonly BookEntry[];
  readonly went: readonly BookEntry[];
  readonly stayed: readonly BookEntry[];
  readonly loads: readonly MeasureLoad[];
  readonly limits: readonly LimitUse[];
  readonly reach: Reach;
  /** The clients of others that would cost least to bring here, cheapest first. */
  readonly cheapest: readonly Offer[];
}

/** One rep's book before and after, what it weighs, and what could still come. */
export interface RepExplanation {
  readonly rep: Rep;
  readonly capacityHours: number;
  readonly before: Book;
  readonly after: Book;
  readonly seats: readonly RepSeat[];
}

const MOST_OFFERS = 3;

export function explainRep(rep: Rep, review: PlanUnderReview): RepExplanation {
  const { profiles, context, present, assignment } = review;
  const book = (of: typeof assignment) => countBooks(profiles, of, [rep], context)[0] as Book;
  return {
    rep,
    capacityHours: context.capacityHours.get(rep.id) ?? 0,
    before: book(present),
    after: book(assignment),
    seats: seats.flatMap((seat) => {
      const held = review.seats.get(seat);
      const one = held && repSeat(rep, seat, held, review);
      const serves = rep.role === seat || rep.role === "both";
      return one && (serves || one.came.length + one.went.length + one.stayed.length > 0) ? [one] : [];
    }),
  };
}

function repSeat(rep: Rep, seat: Seat, held: HeldSeat, review: PlanUnderReview): RepSeat {
  const entries = [...review.rows.values()].flatMap((row) =>
    row.seatChanges.filter((change) => change.seat === seat).map((change): BookEntry => ({ row, change })),
  );
  const byRevenue = (a: BookEntry, b: BookEntry) =>
    b.row.profile.signals.revenue12m - a.row.profile.signals.revenue12m ||
    (a.row.profile.client.id < b.row.profile.client.id ? -1 : 1);
  const of = (belongs: (change: SeatChange) => boolean) =>
    entries.filter(({ change }) => belongs(change)).sort(byRevenue);
  return {
    seat,
    came: of(({ from, to }) => to === rep.id && from !== rep.id),
    went: of(({ from, to }) => from === rep.id && to !== rep.id),
    stayed: of(({ from, to }) => from === rep.id && to === rep.id),
    loads: loadsOfRep(rep, seat, held, review),
    limits: limitsOf(rep, held),
    reach: reachOf(rep, seat, held, review),
    cheapest: offersTo(rep, held, review),
  };
}

function loadsOfRep(rep: Rep, seat: Seat, { model, holders }: HeldSeat, { present, context }: PlanUnderReview) {
  const at = model.reps.indexOf(rep);
  const [before, after] = [loadsOf(model, holdersIn(present, seat)), loadsOf(model, holders)];
  return model.balance.map(
    ({ measure }, index): MeasureLoad => ({
      measure,
      before: before[index]?.[at] ?? 0,
      after: after[index]?.[at] ?? 0,
      target: model.problem.measures[index]?.target[at] ?? 0,
      tolerance: context.config.balance.tolerance,
    }),
  );
}

function limitsOf(rep: Rep, { model, holders }: HeldSeat): LimitUse[] {
  const at = model.reps.indexOf(rep);
  return model.caps
    .map((rule, index) => ({
      rule,
      use: capUses(model, rule, holders).get(rep.id) ?? 0,
      most: model.problem.caps[index]?.capacity[at] ?? Number.POSITIVE_INFINITY,
    }))
    .filter(({ most }) => Number.isFinite(most));
}

function reachOf(rep: Rep, seat: Seat, { model, holders }: HeldSeat, { context }: PlanUnderReview): Reach {
  const others = model.units
    .flatMap(({ members }) => members)
    .filter(({ client }) => holders.get(client.id) !== rep.id);
  const stops = others.map((profile) => firstBreach({ profile, rep, seat }, context)?.rule);
  const stopped = pairRules
    .map((rule) => ({ rule, clients: stops.filter((stop) => stop === rule).length }))
    .filter(({ clients }) => clients > 0)
    .sort((a, b) => b.clients - a.clients);
  return { others: others.length, may: stops.filter((stop) => stop === undefined).length, stopped };
}

/** Families are offered once, by their first member. */
function offersTo(rep: Rep, held: HeldSeat, { context }: PlanUnderReview): Offer[] {
  const { model, holders } = held;
  const at = model.reps.indexOf(rep);
  return model.units
    .filter(
      ({ candidates, members }) =>
        candidates.includes(at) && members.some(({ client }) => holders.get(client.id) !== rep.id),
    )
    .flatMap(({ members }) => {
      const [profile] = members;
      const candidate = profile && candidatesFor(profile, held, context, rep)[0];
      return profile && candidate && !candidate.exclusion ? [{ profile, candidate }] : [];
    })
    .sort((a, b) => a.candidate.points - b.candidate.points || (a.profile.client.id < b.profile.client.id ? -1 : 1))
    .slice(0, MOST_OFFERS);
}
