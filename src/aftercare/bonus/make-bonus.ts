import type { Config } from "../../config/schema.ts";
import type { ClientRequest, Project } from "../../domain/activity.ts";
import type { Day } from "../../domain/day.ts";
import type { ClientId, RepId } from "../../domain/ids.ts";
import type { Cents } from "../../domain/money.ts";
import { type Measurable, payDesk } from "./desk-pay.ts";
import { type DeskRecord, deskRecords } from "./desk-record.ts";
import type { BonusLedger } from "./ledger.ts";
import type { PaidRep, PayLine, UnpaidRevenue } from "./pay-line.ts";
import type { BonusPeriod } from "./period.ts";
import { ProjectBook } from "./project-book.ts";
import type { SeatHistory } from "./seat-history.ts";
import { SellerClaims } from "./seller-claims.ts";
import { paySellers } from "./seller-pay.ts";
import { UnpaidTally } from "./unpaid.ts";

/** All that pay follows from. */
export interface BonusFacts {
  readonly scheme: Config["bonus"];
  readonly period: BonusPeriod;
  readonly ledger: BonusLedger;
  readonly seats: SeatHistory;
  /** In the order of the reps file. */
  readonly reps: readonly PaidRep[];
  /** Absent where there is no such file. */
  readonly projects?: readonly Project[];
  readonly requests?: readonly ClientRequest[];
  /** The orders tell which lines were entered wrongly, and which are of a project; the requests when they were handled. */
  readonly told: { readonly errors: boolean; readonly projects: boolean; readonly handled: boolean };
  /** The day that open requests are judged on. */
  readonly asOf: Day;
  /** Public holidays and other days without work, beside the weekends. */
  readonly daysOff: ReadonlySet<Day>;
}

/** What a period pays. */
export interface Bonus {
  readonly period: BonusPeriod;
  /** By rep in the order of the reps file, then component, client, project. */
  readonly lines: readonly PayLine[];
  readonly totals: readonly RepTotal[];
  readonly total: Cents;
  /** Revenue of the period, of all order lines; that of claims and `unpaid` adds up to it while projects are paid by their orders. */
  readonly revenue: Cents;
  readonly unpaid: readonly UnpaidRevenue[];
  readonly unsureNew: readonly ClientId[];
  readonly desk: ReadonlyMap<RepId, DeskRecord>;
  readonly measurable: Measurable;
}

export interface RepTotal {
  readonly repId: RepId;
  readonly amount: Cents;
}

/** Pays a period: sellers for the revenue of their seats and projects, the desk for accuracy and timely work. */
export function makeBonus(facts: BonusFacts): Bonus {
  const { scheme, period, ledger, seats, told } = facts;
  const reps = new Map(facts.reps.map((rep) => [rep.id, rep]));
  const lines = ledger.lines.filter(({ day }) => period.from <= day && day <= period.to);
  const requests = (facts.requests ?? []).filter(({ day }) => period.from <= day && day <= period.to);
  const unpaid = new UnpaidTally();
  const projects = new ProjectBook(facts.projects, reps, seats);
  const claims = new SellerClaims({ config: scheme.seller, period, ledger, seats, projects, reps }, unpaid);
  for (const line of lines) claims.addLine(line);
  const won = (facts.projects ?? []).filter(({ wonDay }) => period.from <= wonDay && wonDay <= period.to);
  if (!told.projects) for (const { id, amount = 0 } of won) unpaid.add("paid as volume", id, amount);
  else if (scheme.seller.project_base === "won") for (const project of won) claims.addWonProject(project);
  const desk = deskRecords(lines, requests, scheme.desk.request_days, {
    seats,
    reps,
    asOf: facts.asOf,
    daysOff: facts.daysOff,
  });
  const measurable: Measurable = { accuracy: told.errors, requests_in_time: told.handled };
  const paid = [
    ...paySellers(claims.all, scheme.seller, period),
    ...payDesk(facts.reps, desk, scheme.desk, measurable, period),
  ];
  const byRep = facts.reps.map(({ id }) => ({ repId: id, lines: paid.filter(({ repId }) => repId === id) }));
  const inOrder = byRep.flatMap((one) => one.lines);
  const sum = (all: readonly PayLine[]) => all.reduce((total, { amount }) => total + amount, 0) as Cents;
  return {
    period,
    lines: inOrder,
    totals: byRep.filter((one) => one.lines.length > 0).map((one) => ({ repId: one.repId, amount: sum(one.lines) })),
    total: sum(inOrder),
    revenue: lines.reduce((total, { amount }) => total + amount, 0) as Cents,
    unpaid: unpaid.all.filter(({ why }) => why !== "paid when won"),
    unsureNew: [...claims.unsureNew].sort(),
    desk,
    measurable,
  };
}
