import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDay } from "../../src/calendar/days.ts";
import type { Day } from "../../src/domain/day.ts";
import type { ClientId } from "../../src/domain/ids.ts";
import type { OrderLine } from "../../src/domain/order-line.ts";
import { signalNames } from "../../src/domain/signals.ts";
import { OrderHistory } from "../../src/history/order-history.ts";
import { day, hansa, line, lineObjects, signalsOf } from "./ledger.ts";

/** A second, plain count of the same figures, from the lines as they stand in the file. */
const firstDay = day("2024-10-01");
const asOf = day("2026-09-30");

const anyLine: fc.Arbitrary<OrderLine> = fc.record(
  {
    orderId: fc.constantFrom("1", "2", "3", "4", "5", "6", "7", "8"),
    clientId: fc.constant(hansa),
    day: fc.integer({ min: firstDay, max: asOf }) as fc.Arbitrary<Day>,
    amount: fc.integer({ min: 1, max: 5_000_00 }) as fc.Arbitrary<never>,
    sku: fc.constantFrom("bolt", "nut", "pump", "valve"),
    category: fc.constantFrom("steel", "water", "air"),
    unitPrice: fc.double({ min: 0.01, max: 900, noNaN: true }),
    listPrice: fc.double({ min: 0.01, max: 900, noNaN: true }),
    channel: fc.constantFrom("portal", "phone"),
    quoteId: fc.constantFrom("Q1", "Q2"),
    projectId: fc.constant("P"),
    enteredWrongly: fc.boolean(),
  },
  { requiredKeys: ["orderId", "clientId", "day", "amount"] },
);
const anyLines = fc.array(anyLine, { maxLength: 60 });

const average = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0) / numbers.length;
/** Squared CV in the textbook's other form: (sum of squares - n mean^2) / (n - 1) / mean^2. */
function cvSquared(numbers: readonly number[]): number {
  const n = numbers.length;
  return (numbers.reduce((a, b) => a + b * b, 0) - n * average(numbers) ** 2) / (n - 1) / average(numbers) ** 2;
}

function gapsOf(lines: readonly OrderLine[]): number[] {
  const dates = [...new Set(lines.map((one) => one.day))].sort((a, b) => a - b);
  return dates.slice(1).map((date, at) => date - (dates[at] as number));
}

/** `2026-09` of each line, with its cents. */
function byMonth(lines: readonly OrderLine[]): Map<string, number> {
  const cents = new Map<string, number>();
  for (const { day, amount } of lines) {
    const month = formatDay(day).slice(0, 7);
    cents.set(month, (cents.get(month) ?? 0) + amount);
  }
  return cents;
}

const near = (found: number | undefined, expected: number | undefined) =>
  expected === undefined ? expect(found).toBeUndefined() : expect(found).toBeCloseTo(expected, 4);

describe("a plain recount agrees on", () => {
  it("gap_cv", () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        const gaps = gapsOf(lines);
        near(signalsOf(lines).values.gap_cv, gaps.length < 3 ? undefined : Math.sqrt(Math.max(0, cvSquared(gaps))));
      }),
    );
  });

  it("adi and amount_cv2", () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        const months = byMonth(lines);
        const names = [...months.keys()].sort();
        const number = (name = "0-0") => Number(name.slice(0, 4)) * 12 + Number(name.slice(5));
        const enough = names.length >= 3;
        const { adi, amount_cv2 } = signalsOf(lines).values;
        near(adi, enough ? (number(names.at(-1)) - number(names[0]) + 1) / names.length : undefined);
        near(amount_cv2, enough ? cvSquared([...months.values()]) : undefined);
      }),
    );
  });

  it("the repeat shares", () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        const named = lines.filter((one) => one.sku !== undefined);
        const again = named.filter((one) => named.some((other) => other.sku === one.sku && other.day < one.day));
        const known = named.length > 0 && gapsOf(lines).length >= 1;
        const value = (some: readonly OrderLine[]) => some.reduce((total, one) => total + one.amount, 0);
        const { repeat_share_lines, repeat_share_value } = signalsOf(lines).values;
        near(repeat_share_lines, known ? again.length / named.length : undefined);
        near(repeat_share_value, known ? value(again) / value(named) : undefined);
      }),
    );
  });

  it("clumpiness, as field studies state it", () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        const dates = [...new Set(lines.map((one) => one.day as number))].sort((a, b) => a - b);
        if (dates.length < 4) {
          near(signalsOf(lines).values.clumpiness, undefined);
          return;
        }
        // Days numbered 1 to N from the first order; N + 1 closes the last gap.
        const t = dates.map((date) => date - (dates[0] as number) + 1);
        const N = asOf - (dates[0] as number) + 1;
        let entropy = 0;
        let previous = 0;
        for (const at of [...t, N + 1]) {
          const x = (at - previous) / (N + 1);
          if (x > 0) entropy += x * Math.log(x);
          previous = at;
        }
        near(signalsOf(lines).values.clumpiness, 1 + entropy / Math.log(t.length + 1));
      }),
    );
  });

  it("regularity: Minka's closed form is within 2% of the likeliest gamma shape", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 10, maxLength: 40 }), (gaps) => {
        let at: number = day("2020-01-01");
        const dates = [at, ...gaps.map((gap) => (at += gap))];
        const lines = dates.map((date) => line(formatDay(date as Day), 1));
        const found = signalsOf(lines, { months: 120 }).values.regularity as number;
        const likeliest = likeliestShape(gaps);
        if (likeliest > 95) expect(found).toBeGreaterThan(90);
        else expect(Math.abs(found / likeliest - 1)).toBeLessThan(0.02);
      }),
    );
  });
});

/** Maximum likelihood of a gamma shape: the k with `ln k - digamma(k) = ln(mean) - mean(ln)`, by bisection. */
function likeliestShape(gaps: readonly number[]): number {
  const s = Math.log(average(gaps)) - average(gaps.map(Math.log));
  let [low, high] = [1e-3, 1e6];
  for (let step = 0; step < 200; step++) {
    const middle = Math.sqrt(low * high);
    if (Math.log(middle) - digamma(middle) > s) low = middle;
    else high = middle;
  }
  return low;
}

function digamma(x: number): number {
  if (x < 6) return digamma(x + 1) - 1 / x;
  return Math.log(x) - 1 / (2 * x) - 1 / (12 * x ** 2) + 1 / (120 * x ** 4) - 1 / (252 * x ** 6);
}

describe("every signal", () => {
  it("is the same whatever the order of the lines, to the last bit", () => {
    const shuffled = fc
      .array(
        fc.oneof(
          anyLine,
          anyLine.map((one) => ({ ...one, amount: -one.amount as never })),
        ),
        { maxLength: 60 },
      )
      .chain((lines) =>
        fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length, maxLength: lines.length })),
      );
    fc.assert(
      fc.property(shuffled, ([lines, others]) => {
        expect(signalsOf(others)).toEqual(signalsOf(lines));
      }),
    );
  });

  it("is finite, and between 0 and 1 where it is a share", () => {
    const shares = signalNames.filter((name) => name.includes("share") && name !== "return_share");
    fc.assert(
      fc.property(anyLines, (lines) => {
        const { values } = signalsOf(lines);
        for (const value of Object.values(values)) expect(Number.isFinite(value)).toBe(true);
        for (const name of [...shares, "category_novelty", "concentration", "clumpiness"] as const) {
          const value = values[name] ?? 0;
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe("OrderHistory", () => {
  const clientIds = ["C1", "C2", "C3", "Ц4", ""] as ClientId[];
  const ofAnyClient = fc
    .tuple(anyLine, fc.constantFrom(...clientIds))
    .map(([one, clientId]): OrderLine => ({ ...one, clientId }));

  /** What a plain Map keeps of each client, by day, as the lines came. */
  function grouped(lines: readonly OrderLine[]): Map<ClientId, OrderLine[]> {
    const map = new Map<ClientId, OrderLine[]>();
    for (const one of lines) map.set(one.clientId, [...(map.get(one.clientId) ?? []), one]);
    for (const ofClient of map.values()) ofClient.sort((a, b) => a.day - b.day);
    return map;
  }

  function expectSame(history: OrderHistory, lines: readonly OrderLine[]): void {
    const map = grouped(lines);
    for (const id of clientIds) {
      const expected = (map.get(id) ?? []).map((one) => ({
        day: one.day,
        amount: one.amount,
        unitPrice: one.unitPrice,
        listPrice: one.listPrice,
        quoted: one.quoteId !== undefined,
        project: one.projectId !== undefined,
        enteredWrongly: one.enteredWrongly === true,
        selfService: one.channel === "portal",
      }));
      const found = lineObjects(history.linesOf(id));
      expect(found.map(({ order: _, item: __, category: ___, ...rest }) => rest)).toEqual(expected);
      // Numbers stand for texts: equal where and only where these are.
      const names = (map.get(id) ?? []).map((one) => [one.orderId, one.sku, one.category]);
      const numbers = found.map((one) => [one.order, one.item, one.category]);
      for (const column of [0, 1, 2]) {
        const pairs = new Set(names.map((of, at) => `${of[column]} ${numbers[at]?.[column]}`));
        expect(pairs.size).toBe(new Set(names.map((of) => of[column])).size);
        expect(pairs.size).toBe(new Set(numbers.map((of) => of[column])).size);
      }
    }
    const last = lines.reduce<Day | undefined>((a, { day }) => (a === undefined || day > a ? day : a), undefined);
    expect(history.lastDay).toBe(last);
  }

  it("groups lines as a Map would, also when lines come after it was read", () => {
    fc.assert(
      fc.property(fc.array(ofAnyClient, { maxLength: 40 }), fc.array(ofAnyClient, { maxLength: 10 }), (first, more) => {
        const history = new OrderHistory(["portal"]);
        for (const one of first) history.add(one);
        expectSame(history, first);
        for (const one of more) history.add(one);
        expectSame(history, [...first, ...more]);
      }),
    );
  });

  it.each([1023, 1024, 1025, 5000, 16383, 16384, 16385, 40000])("keeps all of %i lines", (count) => {
    const [some] = fc.sample(fc.array(ofAnyClient, { minLength: 97, maxLength: 97 }), { numRuns: 1, seed: 7 });
    const lines = Array.from({ length: count }, (_, at): OrderLine => {
      const one = some?.[at % 97] as OrderLine;
      return { ...one, orderId: `${one.orderId}-${at}`, amount: at as never };
    });
    const history = new OrderHistory(["portal"]);
    for (const one of lines) history.add(one);
    expectSame(history, lines);
  });

  it("has no lines of clients who never ordered, however many stand behind the last who did", () => {
    const history = new OrderHistory([]);
    const expected = Array.from({ length: 3000 }, (_, at) => `X${at}` as ClientId);
    history.expect(expected);
    const [one] = fc.sample(ofAnyClient, { numRuns: 1, seed: 7 });
    history.add({ ...(one as OrderLine), clientId: "X7" as ClientId });
    expect(expected.filter((id) => history.linesOf(id).count > 0)).toEqual(["X7"]);
    expect(history.linesOf("X7" as ClientId).count).toBe(1);
  });

  it("has no lines of a client it never saw", () => {
    expect(new OrderHistory([]).linesOf("C1" as ClientId).count).toBe(0);
    expect(new OrderHistory([]).lastDay).toBeUndefined();
  });
});
