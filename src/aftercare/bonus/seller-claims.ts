import { addMonths, formatDay } from "../../calendar/days.ts";
import type { Config } from "../../config/schema.ts";
import type { Project } from "../../domain/activity.ts";
import type { Day } from "../../domain/day.ts";
import type { ClientId, RepId } from "../../domain/ids.ts";
import type { BonusLedger, PaidLine } from "./ledger.ts";
import type { PaidRep, SellerComponent, UnpaidReason } from "./pay-line.ts";
import type { BonusPeriod } from "./period.ts";
import { isActive, type ProjectBook } from "./project-book.ts";
import type { SeatHistory } from "./seat-history.ts";
import type { UnpaidTally } from "./unpaid.ts";

/** Revenue that one seller is paid for at one rate. */
export interface SellerClaim {
  readonly repId: RepId;
  readonly component: SellerComponent;
  readonly clientId: ClientId;
  readonly projectId?: string;
  /** Days of which the revenue is: of a client that moved, those of the seat. */
  readonly from: Day;
  readonly to: Day;
  /** Cents. */
  base: number;
  readonly reason: string;
}

/** What one seller's share of one client is called for, before the amounts. */
type Called = Omit<SellerClaim, "base" | "clientId">;

export interface SellerFacts {
  readonly config: Config["bonus"]["seller"];
  readonly period: BonusPeriod;
  readonly ledger: BonusLedger;
  readonly seats: SeatHistory;
  readonly projects: ProjectBook;
  readonly reps: ReadonlyMap<RepId, PaidRep>;
}

/**
 * Parts the revenue of the period: every order line is paid to one seller at one rate, or to nobody with the reason. A line belongs to whoever
 * held the seller seat on its day, that of a project to who won it.
 */
export class SellerClaims {
  readonly #facts: SellerFacts;
  readonly #unpaid: UnpaidTally;
  readonly #claims = new Map<string, SellerClaim>();
  /** Clients whose first order may not be their first. */
  readonly unsureNew = new Set<ClientId>();

  constructor(facts: SellerFacts, unpaid: UnpaidTally) {
    this.#facts = facts;
    this.#unpaid = unpaid;
  }

  /** In the order of reps, components, clients. */
  get all(): SellerClaim[] {
    return [...this.#claims].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, claim]) => claim);
  }

  addLine(line: PaidLine): void {
    const { clientId, day, projectId, amount } = line;
    const called = this.#callOf(clientId, day, projectId);
    if (typeof called === "string") this.#unpaid.add(called, projectId ?? clientId, amount);
    else this.#add(called, clientId, amount);
  }

  /** With `project_base: won` a project is paid once, on its amount, when it is won. */
  addWonProject({ id, clientId, wonDay, amount = 0 as never }: Project): void {
    const called = this.#projectCall(clientId, wonDay, id);
    if (typeof called === "string") this.#unpaid.add(called, id, amount);
    else this.#add(called, clientId, amount);
  }

  #add(called: Called, clientId: ClientId, amount: number): void {
    const key = JSON.stringify([called.repId, called.component, clientId, called.projectId ?? "", called.from]);
    const claim = this.#claims.get(key);
    if (claim) claim.base += amount;
    else this.#claims.set(key, { ...called, clientId, base: amount });
  }

  #callOf(clientId: ClientId, day: Day, projectId: string | undefined): Called | UnpaidReason {
    const { config } = this.#facts;
    const newUntil = this.#firstHalfYearEnd(clientId, day);
    if (projectId === undefined) return this.#volumeCall(clientId, day, newUntil);
    if (config.project_base === "won" && this.#facts.projects.get(projectId)) return "paid when won";
    if (newUntil !== undefined && this.#paysNewBusiness()) {
      const called = this.#volumeCall(clientId, day, newUntil);
      return typeof called === "string"
        ? called
        : { ...called, projectId, reason: `${called.reason}; project ${projectId} inside it` };
    }
    return this.#projectCall(clientId, day, projectId);
  }

  /** What a project inside a first half-year is paid as. */
  #paysNewBusiness(): boolean {
    const { project_in_first_half_year: rule, first_half_year_rate, project_rate } = this.#facts.config;
    return rule === "first_half_year" || (rule === "higher" && first_half_year_rate > project_rate);
  }

  #projectCall(clientId: ClientId, day: Day, projectId: string): Called | UnpaidReason {
    const pay = this.#facts.projects.payFor(projectId, clientId, day);
    if ("unpaid" in pay) return pay.unpaid;
    const { from, to } = this.#facts.period;
    return { repId: pay.repId, component: "project", projectId, from, to, reason: pay.reason };
  }

  #volumeCall(clientId: ClientId, day: Day, newUntil: Day | undefined): Called | UnpaidReason {
    const holder = this.#facts.seats.holder(clientId, "seller", day);
    if ("none" in holder) return holder.none;
    const rep = this.#facts.reps.get(holder.repId);
    if (rep === undefined || !isActive(rep, day)) return "rep gone";
    if (rep.role === "desk") return "desk in the seller seat";
    const { period, ledger } = this.#facts;
    const from = Math.max(period.from, holder.from) as Day;
    const to = Math.min(period.to, holder.to) as Day;
    const held = from === period.from && to === period.to ? "" : `, seat held ${formatDay(from)} to ${formatDay(to)}`;
    const first = ledger.firstOrder.get(clientId);
    const since = first === undefined ? "no first order known" : `first order ${formatDay(first)}`;
    return newUntil === undefined
      ? { repId: rep.id, component: "old_volume", from, to, reason: `long-working client, ${since}${held}` }
      : {
          ...{ repId: rep.id, component: "first_half_year", from, to },
          reason: `first half-year to ${formatDay(newUntil)}, ${since}${held}`,
        };
  }

  /**
   * Last day of the client's first half-year where `day` lies in it. A client counts as won only when the history reaches back far enough to
   * show that there was nothing before.
   */
  #firstHalfYearEnd(clientId: ClientId, day: Day): Day | undefined {
    const { config, ledger } = this.#facts;
    const first = ledger.firstOrder.get(clientId);
    if (first === undefined || ledger.firstDay === undefined) return undefined;
    const end = (addMonths(first, config.first_half_year_months) - 1) as Day;
    if (day < first || day > end) return undefined;
    if (addMonths(ledger.firstDay, config.history_before_months) <= first) return end;
    this.unsureNew.add(clientId);
    return undefined;
  }
}
