import { formatDay } from "../../calendar/days.ts";
import type { Day } from "../../domain/day.ts";
import type { Finding } from "../../domain/finding.ts";
import { findingsBy } from "../../domain/make-finding.ts";
import type { Place } from "../../domain/place.ts";
import type { RuleCard } from "../../domain/rule-card.ts";
import type { UnpaidReason, UnpaidRevenue } from "./pay-line.ts";
import type { SeatDispute } from "./seat-history.ts";

type Card = Omit<RuleCard, "options" | "judged"> & Partial<Pick<RuleCard, "options">>;

const cards = {
  noOrdersInPeriod: {
    code: "EB831",
    name: "no-orders-in-period",
    severity: "error",
    what: "The period that is paid has orders.",
    why: "Pay from no orders is no pay: mostly the period or the export is the wrong one.",
    wrong: "`evenbook bonus --quarter 2027Q1` with orders up to 2026-09-30",
    right: "`evenbook bonus --quarter 2026Q3`",
  },
  periodNotOver: {
    code: "EB832",
    name: "period-not-over",
    severity: "warning",
    what: "The order history reaches to the end of the period that is paid.",
    why: "Orders that are not in the export yet are paid to nobody, and paid late if the run is not made again.",
    wrong: "`evenbook bonus --quarter 2026Q3` with orders up to 2026-08-12",
    right: "The export of October, with all of September.",
  },
  daysWithoutPlan: {
    code: "EB833",
    name: "days-without-plan",
    severity: "error",
    what: "A plan holds on every day of the period.",
    why: "Without it nobody knows who held which seat, so nobody is paid for those days.",
    wrong: "`evenbook bonus --quarter 2026Q3 --plan plan-2026Q4`",
    right: "`evenbook bonus --quarter 2026Q3 --plan plan-2026Q3 --plan plan-august/plan.csv@2026-08-15`",
  },
  overlappingSeats: {
    code: "EB834",
    name: "overlapping-seats",
    severity: "error",
    what: "A client's seat has one holder on each day.",
    why: "Two people would be paid for one order. Nobody is, until it is clear who held the seat.",
    wrong: "Two plans that hold from the same day and give client C1 to R1 and to R2.",
    right: "One plan for each day: `--plan a.csv@2026-07-01 --plan b.csv@2026-08-15`",
  },
  planNotOfPeriod: {
    code: "EB835",
    name: "plan-not-of-period",
    severity: "warning",
    what: "Every plan given holds on a day of the period.",
    why: "A plan of another quarter says nothing of who held a seat in this one.",
    wrong: "`evenbook bonus --quarter 2026Q3 --plan plan-2026Q3 --plan plan-2026Q4`",
    right: "`evenbook bonus --quarter 2026Q3 --plan plan-2026Q3`",
  },
  revenueUnpaid: {
    code: "EB836",
    name: "revenue-unpaid",
    severity: "warning",
    what: "All revenue of the period belongs to somebody who may be paid for it.",
    why: "What is not understood is not paid; somebody may be owed something.",
    wrong: "A client with orders and without a row in the plan.",
    right: "A plan made from the clients of now.",
  },
  projectNotPaid: {
    code: "EB837",
    name: "project-not-paid",
    severity: "warning",
    what: "A project has one row in the projects file, the client of its orders, and a winner who was there.",
    why: "Who won it cannot be told, or has left: nobody is paid for it until somebody decides.",
    wrong: "project_id,client_id,rep_id,won_date\nP1,C1,R99,2026-07-02        (R99 left in May)",
    right: "project_id,client_id,rep_id,won_date\nP1,C1,R9,2026-07-02",
  },
  newClientUnsure: {
    code: "EB838",
    name: "new-client-unsure",
    severity: "warning",
    what: "The order history begins well before the first order of a client that counts as won.",
    why: "In a short export every client looks new. These are paid as long-working ones, the smaller rate.",
    wrong: "Orders of the quarter alone.",
    right: "Orders of two years.",
    options: ["bonus.seller.history_before_months"],
  },
  schemeFavoursOldVolume: {
    code: "EB839",
    name: "scheme-favours-old-volume",
    severity: "warning",
    what: "New clients and projects are paid at a higher rate than the volume of long-working clients.",
    why: "Else the scheme tells sellers to sit on what they have.",
    wrong: "bonus: { seller: { old_volume_rate: 0.02, project_rate: 0.01 } }",
    right: "bonus: { seller: { old_volume_rate: 0.002, project_rate: 0.03 } }",
    options: ["bonus.seller.old_volume_rate", "bonus.seller.first_half_year_rate", "bonus.seller.project_rate"],
  },
  deskNotMeasured: {
    code: "EB840",
    name: "desk-not-measured",
    severity: "warning",
    what: "The files tell what the desk is paid on: `error` in the orders, `handled_date` in the requests.",
    why: "What cannot be measured is not paid.",
    wrong: "bonus on requests_in_time, and requests without a date of their handling",
    right: "request_id,client_id,date,type,handled_date\nQ1,C1,2026-07-01,order,2026-07-01",
    options: ["bonus.desk.components"],
  },
  exampleScheme: {
    code: "EB841",
    name: "example-scheme",
    severity: "info",
    what: "The config has a scheme of its own.",
    why: "The default rates and amounts are an example that nobody has agreed on.",
    wrong: "No bonus: in evenbook.yaml.",
    right: "bonus: { seller: { old_volume_rate: 0.003 }, desk: { components: [{ on: accuracy, per_quarter: 450 }] } }",
    options: ["bonus"],
  },
} as const satisfies Record<string, Card>;

export const bonusProblemCards: readonly RuleCard[] = Object.values(cards).map((card: Card) => ({
  options: [],
  ...card,
}));

const problem = findingsBy(cards);

const days = (from: Day, to: Day) => `${formatDay(from)} to ${formatDay(to)}`;

/** @param known days of the first and last order line. */
export function noOrdersInPeriod(place: Place, period: string, known: readonly [Day, Day] | undefined): Finding {
  const there = known === undefined ? "the file has none at all" : `the file has ${days(...known)}`;
  return problem(
    "noOrdersInPeriod",
    place,
    `no order line lies in ${period}: ${there}, so there is nothing to pay`,
    "give the period that the orders are of, or the orders of the period",
  );
}

export function periodNotOver(place: Place, period: string, lastDay: Day): Finding {
  return problem(
    "periodNotOver",
    place,
    `the orders end on ${formatDay(lastDay)}, before ${period} does: what follows is not in this pay`,
    "run again with the export of the whole period, or end the period there with --to",
  );
}

export function daysWithoutPlan(from: Day, to: Day): Finding {
  return problem(
    "daysWithoutPlan",
    undefined,
    `no plan holds ${days(from, to)}, so nobody is paid for orders of these days`,
    "give the plan of that time with --plan, or say since when one holds: --plan plan.csv@YYYY-MM-DD",
  );
}

/** @param more further seats of the same two plans. */
export function overlappingSeats(
  place: Place,
  { clientId, seat, from, plans, reps }: SeatDispute,
  more: number,
): Finding {
  const others = more > 0 ? `, and ${more} more seats` : "";
  return {
    ...problem(
      "overlappingSeats",
      place,
      `${plans[0]} and ${plans[1]} both hold from ${formatDay(from)}, and the ${seat} seat of ${clientId} is with ${reps[0]} in one and ${reps[1]} in the other${others}; nobody is paid for them`,
      "say from which day each plan holds: --plan plan.csv@YYYY-MM-DD, or leave out the one that never held",
    ),
    clientId,
  };
}

export function planNotOfPeriod(place: Place, from: Day, to: Day | undefined, period: string): Finding {
  const held = to === undefined ? `from ${formatDay(from)}` : days(from, to);
  return problem(
    "planNotOfPeriod",
    place,
    `this plan holds ${held}, on no day of ${period} or only until another one, so it is not used`,
    "leave it out, or say since when it holds: --plan plan.csv@YYYY-MM-DD",
  );
}

const WHY: Readonly<Record<UnpaidReason, readonly [why: string, remedy: string]>> = {
  "no plan": ["no plan holds on its days", "give the plan of that time with --plan"],
  "not in the plan": ["the client has no row in the plan", "give a plan made from the clients of now, or add the row"],
  "empty seat": [
    "the client has no seller in the plan",
    "nothing to do for clients that the desk serves alone; else name the seller in the plan",
  ],
  disputed: ["two plans or rows name two holders", "mend what the other findings say of these clients"],
  "rep gone": [
    "the plan's seller is not there on the order's day (active_from, active_to)",
    "give the plan that held after the rep left, or mend active_to",
  ],
  "desk in the seller seat": [
    "the plan has a desk specialist in the seller seat, and the desk is never paid on volume",
    "name a seller in the plan",
  ],
  "project unknown": [
    "the projects file has no such project",
    "add the project with its winner, or mend project_id in the orders",
  ],
  "project twice": ["the projects file has the project twice", "keep one row for each project"],
  "project of another client": [
    "the project belongs to another client in the projects file",
    "mend project_id in the orders, or client_id of the project",
  ],
  "project of a rep who is gone": [
    "who won it is not in the reps file, or not there on the day",
    "decide who is paid and name that rep in the projects file, or mend active_to",
  ],
  "project of the desk": [
    "the projects file names a desk specialist, and the desk is never paid on volume",
    "name the seller whom the desk passed it to",
  ],
  "paid when won": ["its project is paid when it is won", "nothing to do"],
  "paid as volume": [
    "no column of the orders tells projects, so their orders are paid as volume already",
    "export project_id with the orders",
  ],
};

/** @param what of the file that has the revenue: the orders, or the projects. */
export function revenueUnpaid(place: Place, { why, examples, lines, amount }: UnpaidRevenue, money: string): Finding {
  const ofProject = why.startsWith("project") || why === "paid as volume";
  const [reason, remedy] = WHY[why];
  const few = examples.join(", ");
  const who = examples.length < lines ? `such as ${few}` : few;
  return problem(
    ofProject ? "projectNotPaid" : "revenueUnpaid",
    place,
    `${money} (${lines} ${lines === 1 ? "line" : "lines"}, ${who}) is paid to nobody: ${reason}${amount < 0 ? "; more was returned than sold" : ""}`,
    remedy,
  );
}

export function newClientUnsure(place: Place, clients: readonly string[], firstDay: Day, months: number): Finding {
  const few = clients.slice(0, 3).join(", ");
  return problem(
    "newClientUnsure",
    place,
    `${clients.length} clients (${few}${clients.length > 3 ? " ..." : ""}) may be new or not: the orders begin on ${formatDay(firstDay)}, less than ${months} months before their first; they are paid as long-working`,
    "give the orders of a longer time, or lower bonus.seller.history_before_months where the export is complete",
  );
}

export function schemeFavoursOldVolume(place: Place | undefined, component: string): Finding {
  return problem(
    "schemeFavoursOldVolume",
    place,
    `${component} is paid at no higher rate than old volume: the scheme tells sellers to sit on what they have`,
    "pay a small rate on old volume, and a serious one on new clients and projects",
  );
}

export function deskNotMeasured(place: Place | undefined, on: string, lacking: string): Finding {
  return problem(
    "deskNotMeasured",
    place,
    `${on} is not paid: ${lacking}`,
    "export the column, or take the component out of bonus.desk.components",
  );
}

export function exampleScheme(): Finding {
  return problem(
    "exampleScheme",
    undefined,
    "the config has no bonus:, so the rates and amounts are evenbook's example",
    "write your own scheme into the config: docs/bonus.md",
  );
}
