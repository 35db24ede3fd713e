import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addWorkingDays } from "../../../src/aftercare/bonus/desk-record.ts";
import { BonusLedger } from "../../../src/aftercare/bonus/ledger.ts";
import { type BonusFacts, makeBonus } from "../../../src/aftercare/bonus/make-bonus.ts";
import type { PaidRep } from "../../../src/aftercare/bonus/pay-line.ts";
import { ofFullQuarters, periodBetween, periodOf } from "../../../src/aftercare/bonus/period.ts";
import { type DatedPlan, SeatHistory } from "../../../src/aftercare/bonus/seat-history.ts";
import { formatDay, parseIsoDay, parseQuarter } from "../../../src/calendar/days.ts";
import { configSchema } from "../../../src/config/schema.ts";
import type { Project } from "../../../src/domain/activity.ts";
import type { Day } from "../../../src/domain/day.ts";
import type { ClientId, RepId } from "../../../src/domain/ids.ts";
import type { Cents } from "../../../src/domain/money.ts";
import type { OrderLine } from "../../../src/domain/order-line.ts";
import type { Quarter } from "../../../src/domain/quarter.ts";

const day = (text: string) => parseIsoDay(text) as Day;
const period = periodOf(parseQuarter("2026Q3") as Quarter);
const place = { file: "f.csv", line: 1, column: 1 };
const rep = (id: string, role: PaidRep["role"], more: Partial<PaidRep> = {}): PaidRep => ({
  ...{ id: id as RepId, name: id, role, place },
  ...more,
});
const reps = [
  rep("S1", "seller"),
  rep("S2", "seller"),
  rep("S3", "seller", { activeTo: day("2026-08-20") }),
  rep("D1", "desk"),
];

function plan(
  name: string,
  from: string,
  seats: Record<string, readonly [seller?: string | undefined, desk?: string | undefined]>,
): DatedPlan {
  return {
    ...{ name, from: day(from), seats: ["seller", "desk"], disputed: new Set() },
    seatings: new Map(
      Object.entries(seats).map(([client, [seller, desk]]) => [
        client as ClientId,
        { ...(seller && { seller: seller as RepId }), ...(desk && { desk: desk as RepId }) },
      ]),
    ),
  };
}

let order = 0;
const line = (client: string, on: string, amount: number, more: Partial<OrderLine> = {}): OrderLine => ({
  ...{ orderId: `O${order++}`, clientId: client as ClientId, day: day(on), amount: amount as Cents },
  ...more,
});

function bonusOf(
  lines: readonly OrderLine[],
  plans: readonly DatedPlan[],
  more: Partial<BonusFacts> & { bonus?: object } = {},
) {
  const ledger = new BonusLedger(period.from, period.to, ["portal"]);
  for (const one of [line("OLD", "2024-01-01", 1), ...lines]) ledger.add(one);
  const { bonus, ...facts } = more;
  return makeBonus({
    ...{ scheme: configSchema.parse({ bonus }).bonus, period, ledger, reps, asOf: period.to, daysOff: new Set<Day>() },
    seats: new SeatHistory(plans),
    told: { errors: true, projects: true, handled: false },
    ...facts,
  });
}

const lineOf = (bonus: ReturnType<typeof makeBonus>, repId: string, component: string) =>
  bonus.lines.filter((one) => one.repId === repId && one.component === component);

describe("the pay of a quarter", () => {
  it("goes to whoever held the seat on the order's day", () => {
    const lines = [line("C1", "2024-02-01", 100), line("C1", "2026-08-14", 100_000), line("C1", "2026-08-15", 300_000)];
    const plans = [plan("a", "2026-07-01", { C1: ["S1"] }), plan("b", "2026-08-15", { C1: ["S2"] })];
    const bonus = bonusOf(lines, plans);
    expect(lineOf(bonus, "S1", "old_volume")).toMatchObject([{ base: 100_000, amount: 200, to: day("2026-08-14") }]);
    expect(lineOf(bonus, "S2", "old_volume")).toMatchObject([{ base: 300_000, amount: 600, from: day("2026-08-15") }]);
  });

  it("counts the first half-year from the first order, to its last day", () => {
    const lines = [line("C1", "2026-02-10", 100), line("C1", "2026-08-09", 1000), line("C1", "2026-08-10", 1000)];
    const bonus = bonusOf(lines, [plan("a", "2026-07-01", { C1: ["S1"] })]);
    expect(lineOf(bonus, "S1", "first_half_year")).toMatchObject([{ base: 1000, amount: 30 }]);
    expect(lineOf(bonus, "S1", "old_volume")).toMatchObject([{ base: 1000, amount: 2 }]);
  });

  it.each([
    ["higher", 0.05, 0.03, "first_half_year", 500],
    ["higher", 0.03, 0.05, "project", 500],
    ["project", 0.05, 0.03, "project", 300],
    ["first_half_year", 0.03, 0.05, "first_half_year", 300],
  ])("pays a project inside a first half-year once: %s of %s and %s", (rule, first, project, component, amount) => {
    const seller = { first_half_year_rate: first, project_rate: project, project_in_first_half_year: rule };
    const lines = [line("C1", "2026-07-01", 1), line("C1", "2026-07-20", 10_000, { projectId: "P" })];
    const bonus = bonusOf(lines, [plan("a", "2026-07-01", { C1: ["S1"] })], { bonus: { seller } });
    const paid = bonus.lines.filter((one) => one.projectId === "P");
    expect(paid).toMatchObject([{ component, amount, base: 10_000 }]);
  });

  it("pays a project on its amount when won, and then not by its orders", () => {
    const projects = [
      { id: "P", clientId: "C1", repId: "S2", wonDay: day("2026-07-02"), amount: 50_000, place },
    ] as unknown as Project[];
    const lines = [line("C1", "2024-02-01", 1), line("C1", "2026-07-20", 10_000, { projectId: "P" })];
    const bonus = bonusOf(lines, [plan("a", "2026-07-01", { C1: ["S1"] })], {
      projects,
      bonus: { seller: { project_base: "won" } },
    });
    expect(bonus.lines.filter((one) => one.seat === "seller")).toMatchObject([
      { repId: "S2", base: 50_000, amount: 1500 },
    ]);
  });

  it("pays nobody who is gone on the day, and no desk specialist in a seller's seat", () => {
    const lines = [line("C1", "2026-08-20", 100), line("C1", "2026-08-21", 900), line("C2", "2026-08-21", 70)];
    const bonus = bonusOf(lines, [plan("a", "2026-07-01", { C1: ["S3"], C2: ["D1"] })]);
    expect(bonus.unpaid).toMatchObject([
      { why: "desk in the seller seat", amount: 70 },
      { why: "rep gone", amount: 900 },
    ]);
  });

  it("takes what is above the cap off, by the days of the period", () => {
    const lines = [line("C1", "2024-02-01", 1), line("C1", "2026-07-20", 100_000_000)];
    const bonus = bonusOf(lines, [plan("a", "2026-07-01", { C1: ["S1"] })], { bonus: { seller: { cap: 1500.5 } } });
    expect(bonus.totals.find(({ repId }) => repId === "S1")?.amount).toBe(150_050);
    const [half, whole] = ofFullQuarters(92_00, day("2026-07-01"), day("2026-08-15"));
    expect(Number(half) / Number(whole)).toBe(46_00);
  });

  it("charges nobody for returns above sales", () => {
    const bonus = bonusOf(
      [line("C1", "2024-02-01", 1), line("C1", "2026-07-20", -100_000)],
      [plan("a", "2026-07-01", { C1: ["S1"] })],
    );
    expect(bonus.totals.find(({ repId }) => repId === "S1")?.amount).toBe(0);
  });

  it("pays the desk by the share of orders without error; orders of a portal are nobody's", () => {
    const good = Array.from({ length: 98 }, () => line("C1", "2026-07-06", 100));
    const bad = [
      line("C1", "2026-07-06", 100, { enteredWrongly: true }),
      line("C1", "2026-07-07", -5, { enteredWrongly: true }),
    ];
    const portal = Array.from({ length: 50 }, () => line("C1", "2026-07-06", 100, { channel: "Portal" }));
    const bonus = bonusOf([...good, ...bad, ...portal], [plan("a", "2026-07-01", { C1: ["S1", "D1"] })]);
    expect(bonus.desk.get("D1" as RepId)).toMatchObject({ orders: 99, faulty: 2 });
    expect(lineOf(bonus, "D1", "accuracy")).toMatchObject([{ amount: 30_000 }]);
    expect(lineOf(bonus, "D1", "requests_in_time")).toMatchObject([{ amount: 0 }]);
  });

  it("pays the desk the same however much it sells", () => {
    const of = (amount: number) =>
      bonusOf([line("C1", "2026-07-06", amount)], [plan("a", "2026-07-01", { C1: ["S1", "D1"] })]);
    expect(lineOf(of(1), "D1", "accuracy")[0]?.amount).toBe(lineOf(of(1e9), "D1", "accuracy")[0]?.amount);
  });

  it("passes over weekends and days off", () => {
    const due = (from: string, days: number, ...off: string[]) =>
      formatDay(addWorkingDays(day(from), days, new Set(off.map(day))));
    expect(due("2026-07-10", 2)).toBe("2026-07-14");
    expect(due("2026-07-11", 1)).toBe("2026-07-13");
    expect(due("2026-07-10", 0)).toBe("2026-07-10");
    expect(due("2026-07-11", 0)).toBe("2026-07-13");
    expect(due("2026-07-10", 2, "2026-07-13")).toBe("2026-07-15");
    expect(due("2026-07-10", 0, "2026-07-10", "2026-07-13")).toBe("2026-07-14");
  });

  it("calls a whole quarter by its name", () => {
    expect(periodBetween(day("2026-07-01"), day("2026-09-30")).name).toBe("2026Q3");
    expect(periodBetween(day("2026-07-02"), day("2026-09-30")).name).toBe("2026-07-02 to 2026-09-30");
  });
});

const clients = ["C1", "C2", "C3"];
const arbitraryLine = fc.record({
  client: fc.constantFrom(...clients, "C9"),
  offset: fc.integer({ min: -200, max: 91 }),
  amount: fc.integer({ min: -50_000, max: 500_000 }),
  project: fc.constantFrom(undefined, "P1", "P2", "P9"),
});
const seller = fc.constantFrom("S1", "S2", "S3", "D1", undefined);
const arbitraryPlan = fc.record({ from: fc.integer({ min: -20, max: 80 }), sellers: fc.tuple(seller, seller, seller) });

describe("whatever the orders and plans", () => {
  it("lines add up to components, reps and the total; every cent of revenue is paid once or to nobody", () => {
    const projects = [
      { id: "P1", clientId: "C1", repId: "S1", wonDay: day("2026-07-02"), place },
      { id: "P2", clientId: "C2", wonDay: day("2026-07-02"), place },
    ] as unknown as Project[];
    const property = fc.property(
      fc.array(arbitraryLine, { maxLength: 30 }),
      fc.array(arbitraryPlan, { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 0, max: 100_000 }),
      (rawLines, rawPlans, millionths) => {
        const lines = rawLines.map(({ client, offset, amount, project }) =>
          line(
            client,
            formatDay((period.from + offset) as Day),
            amount,
            project === undefined ? {} : { projectId: project },
          ),
        );
        const plans = rawPlans.map(({ from, sellers }, at) =>
          plan(
            `p${at}`,
            formatDay((period.from + from) as Day),
            Object.fromEntries(clients.map((id, of) => [id, [sellers[of], "D1"]])),
          ),
        );
        const bonus = bonusOf(lines, plans, {
          projects,
          bonus: { seller: { old_volume_rate: millionths / 1e6, cap: 40 } },
        });
        const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);
        const bases = sum(bonus.lines.filter((one) => one.seat === "seller").map(({ base = 0 }) => base));
        return (
          sum(bonus.lines.map(({ amount }) => amount)) === bonus.total &&
          sum(bonus.totals.map(({ amount }) => amount)) === bonus.total &&
          bases + sum(bonus.unpaid.map(({ amount }) => amount)) === bonus.revenue &&
          bonus.totals.every(({ amount }) => amount >= 0)
        );
      },
    );
    fc.assert(property, { numRuns: 150 });
  });
});
