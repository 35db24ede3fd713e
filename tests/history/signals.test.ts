import { describe, expect, it } from "vitest";
import { addMonths, formatDay } from "../../src/calendar/days.ts";
import type { Day } from "../../src/domain/day.ts";
import type { OrderLine } from "../../src/domain/order-line.ts";
import { demandClass } from "../../src/history/signals.ts";
import { day, type Look, line, signalsOf } from "./ledger.ts";

const values = (lines: readonly OrderLine[], look?: Look) => signalsOf(lines, look).values;

/** Order lines of 100 on days the given gaps apart, from 2026-01-01. */
function withGaps(...gaps: readonly number[]): OrderLine[] {
  let at: number = day("2026-01-01");
  return [0, ...gaps].map((gap) => {
    at += gap;
    return line(formatDay(at as Day), 100);
  });
}

describe("counts and dates", () => {
  const lines = [
    line("2026-01-10", 50, { orderId: "A" }),
    line("2026-01-10", 70, { orderId: "A" }),
    line("2026-01-10", 30, { orderId: "B" }),
    line("2026-03-01", 90, { orderId: "C" }),
  ];

  it("count orders by id, lines, and same-day orders as one order day", () => {
    expect(values(lines)).toMatchObject({ orders: 3, order_days: 2, lines: 4 });
  });

  it("count days from the first order and since the last to as_of", () => {
    // 10 Jan to 30 Sep: 21 + 28 + 31 + 30 + 31 + 30 + 31 + 31 + 30 = 263; 1 Mar to 30 Sep: 30 + 30 + 31 + 30 + 31 + 31 + 30 = 213.
    expect(values(lines)).toMatchObject({ tenure_days: 263, recency_days: 213 });
    expect(values([])).not.toHaveProperty("tenure_days");
    expect(values([])).not.toHaveProperty("recency_days");
  });

  it("are 0 for a client without orders, whose other signals are absent", () => {
    expect(values([])).toEqual({ orders: 0, order_days: 0, lines: 0, orders_per_quarter: 0, lines_per_quarter: 0 });
    expect(signalsOf([])).toMatchObject({ revenue12m: 0 });
    expect(signalsOf([])).not.toHaveProperty("firstDay");
    expect(signalsOf([])).not.toHaveProperty("demandClass");
  });

  it("spread the work over the quarters since the first order, at least one", () => {
    // First order 2025-10-01, so 365 days = 365 / 91.3125 = 3.997262 quarters: 8 orders of 3 lines.
    const months = Array.from({ length: 8 }, (_, month) => formatDay(addMonths(day("2025-10-01"), month)));
    const year = months.flatMap((date) => [line(date, 1), line(date, 2), line(date, 3)]);
    expect(values(year).orders_per_quarter).toBeCloseTo(8 / 3.997262, 5);
    expect(values(year).lines_per_quarter).toBeCloseTo(24 / 3.997262, 5);
    expect(values([line("2026-09-25", 10)])).toMatchObject({ orders_per_quarter: 1, lines_per_quarter: 1 });
  });

  it("spread the work over the lookback for clients older than it", () => {
    // 2024-10-01 to 2026-09-30 are 730 days = 7.994524 quarters.
    const old = [line("2019-05-05", 10), line("2026-01-01", 10), line("2026-02-01", 10)];
    expect(values(old).orders_per_quarter).toBeCloseTo(2 / 7.994524, 5);
  });

  it("take returned lines as work, too, but not as orders", () => {
    const withReturn = [line("2026-09-01", 10), line("2026-09-02", -10, { orderId: "R" })];
    expect(values(withReturn)).toMatchObject({ orders: 1, lines: 1, orders_per_quarter: 1, lines_per_quarter: 2 });
  });
});

describe("rhythm", () => {
  it("gap_cv is sd / mean of the gaps", () => {
    // Gaps 30, 30, 60: mean 40, squares 100 + 100 + 400, sd = sqrt(600 / 2) = 17.320508.
    expect(values(withGaps(30, 30, 60)).gap_cv).toBeCloseTo(17.320508 / 40, 6);
    expect(values(withGaps(7, 7, 7, 7)).gap_cv).toBe(0);
  });

  it("gap_cv is absent under 3 gaps, not 0", () => {
    expect(values(withGaps(30, 30))).not.toHaveProperty("gap_cv");
    expect(values([...withGaps(30, 30), ...withGaps(30, 30)])).not.toHaveProperty("gap_cv");
  });

  it("regularity is Minka's k", () => {
    // Gaps 7 and 14, five each: ln 10.5 = 2.351375, mean of ln = (1.945910 + 2.639057) / 2 = 2.292484, s = 0.058892;
    // k = (3 - s + sqrt(2.941108^2 + 1.413408)) / (12 s) = (2.941108 + 3.172306) / 0.706704 = 8.6506.
    expect(values(withGaps(7, 14, 7, 14, 7, 14, 7, 14, 7, 14)).regularity).toBeCloseTo(8.6506, 2);
  });

  it("regularity is absent up to 10 order days and at most 100 for clockwork", () => {
    const nineGaps = [7, 7, 7, 7, 7, 7, 7, 7, 7];
    expect(values(withGaps(...nineGaps))).not.toHaveProperty("regularity");
    expect(values(withGaps(...nineGaps, 7)).regularity).toBe(100);
    expect(values(withGaps(...nineGaps, 8)).regularity).toBe(100);
  });

  it("clumpiness is 1 + sum(x ln x) / ln(n + 1)", () => {
    // Days 1, 11, 21, 31 of N = 39: gaps 1, 10, 10, 10, 9 of 40. x ln x: -0.092222, 3 x -0.346574, -0.335622; sum -1.467566;
    // ln 5 = 1.609438: H = 1 - 0.911850.
    expect(values(withGaps(10, 10, 10), { asOf: "2026-02-08" }).clumpiness).toBeCloseTo(0.08815, 5);
    expect(values(withGaps(10, 10), { asOf: "2026-02-08" })).not.toHaveProperty("clumpiness");
  });

  it("clumpiness tells a burst from an even rhythm", () => {
    const even = values(withGaps(45, 45, 45, 45, 45), { asOf: "2026-09-30" }).clumpiness as number;
    const burst = values(withGaps(1, 1, 1, 1, 1), { asOf: "2026-09-30" }).clumpiness as number;
    expect(even).toBeLessThan(0.257);
    expect(burst).toBeGreaterThan(0.8);
    expect(burst).toBeLessThanOrEqual(1);
  });
});

describe("demand", () => {
  const lumpyMonths = [line("2026-01-05", 100), line("2026-03-05", 200), line("2026-06-05", 300)];

  it("a month of free lines only has no demand", () => {
    const free = [line("2025-11-10", 0), line("2026-06-10", 0)];
    expect(values([...lumpyMonths, ...free]).adi).toBe(values(lumpyMonths).adi);
    expect(values([...lumpyMonths, ...free]).amount_cv2).toBe(values(lumpyMonths).amount_cv2);
    expect(values([line("2026-01-31", 1), line("2026-02-01", 1), line("2026-03-31", 0)])).not.toHaveProperty("adi");
  });

  it("adi is months observed / months with an order", () => {
    expect(values(lumpyMonths).adi).toBe(6 / 3);
    expect(values([...lumpyMonths, line("2026-01-31", 1)]).adi).toBe(6 / 3);
    expect(values([line("2026-01-31", 1), line("2026-02-01", 1), line("2026-03-31", 1)]).adi).toBe(1);
  });

  it("amount_cv2 is the squared CV of the months with an order", () => {
    // 100, 200, 300: mean 200, sd 100, 0.5^2.
    expect(values(lumpyMonths).amount_cv2).toBe(0.25);
    // The same months in two orders each.
    const halves = lumpyMonths.map((one) => ({
      ...one,
      amount: (one.amount / 2) as never,
      orderId: `${one.orderId}b`,
    }));
    const twice = [...lumpyMonths.map((one) => ({ ...one, amount: (one.amount / 2) as never })), ...halves];
    expect(values(twice).amount_cv2).toBe(0.25);
  });

  it("are absent under 3 months with an order, and so is the class", () => {
    const signals = signalsOf([line("2026-01-05", 100), line("2026-01-25", 100), line("2026-03-05", 200)]);
    expect(signals.values).not.toHaveProperty("adi");
    expect(signals.values).not.toHaveProperty("amount_cv2");
    expect(signals).not.toHaveProperty("demandClass");
    expect(signalsOf(lumpyMonths).demandClass).toBe("intermittent");
  });

  it.each([
    [1.31, 0.48, "smooth"],
    [1.31, 0.49, "erratic"],
    [1.32, 0.48, "intermittent"],
    [1.32, 0.49, "lumpy"],
  ])("of interval %f and CV^2 %f is %s", (interval, cv2, expected) => {
    expect(demandClass(interval, cv2)).toBe(expected);
  });

  it("has no class when one side is not known", () => {
    expect(demandClass(undefined, 0.3)).toBeUndefined();
    expect(demandClass(1.2, undefined)).toBeUndefined();
  });
});

describe("repeats", () => {
  const lines = [
    line("2026-01-05", 100, { sku: "bolt" }),
    line("2026-01-05", 100, { sku: "bolt", orderId: "second of the day" }),
    line("2026-02-05", 300, { sku: "bolt" }),
    line("2026-02-05", 500, { sku: "pump" }),
    line("2026-03-05", 40, {}),
  ];

  it("count lines whose item was bought on an earlier day, of those that name an item", () => {
    // One of the four lines with an item, 300 of 1000; twice on the first day is no repeat.
    expect(values(lines)).toMatchObject({ repeat_share_lines: 0.25, repeat_share_value: 0.3 });
  });

  it("know items bought before the lookback", () => {
    expect(values([...lines, line("2020-01-01", 1, { sku: "pump" })])).toMatchObject({
      repeat_share_lines: 0.5,
      repeat_share_value: 0.8,
    });
  });

  it("are absent without the column, under 2 order days, and without items", () => {
    for (const none of [
      values(lines, { columns: { sku: false } }),
      values(lines.slice(0, 2)),
      values([line("2026-01-01", 5), line("2026-02-01", 5)]),
    ]) {
      expect(none).not.toHaveProperty("repeat_share_lines");
      expect(none).not.toHaveProperty("repeat_share_value");
    }
  });

  it("by value are absent when nothing was paid", () => {
    const gifts = [line("2026-01-05", 0, { sku: "cap" }), line("2026-02-05", 0, { sku: "cap" })];
    expect(values(gifts).repeat_share_lines).toBe(0.5);
    expect(values(gifts)).not.toHaveProperty("repeat_share_value");
  });
});

describe("size of orders among themselves", () => {
  const four = [line("2026-01-01", 10), line("2026-02-01", 20), line("2026-03-01", 30), line("2026-04-01", 340)];

  it("concentration is the share of the two largest orders", () => {
    expect(values(four).concentration).toBe((340 + 30) / 400);
  });

  it("max_to_median_order is the largest over the median", () => {
    expect(values(four).max_to_median_order).toBe(340 / 25);
    // Five orders: the middle one is 30.
    expect(values([...four, line("2026-05-01", 50)]).max_to_median_order).toBeCloseTo(340 / 30, 6);
  });

  it("take lines of one order together", () => {
    const split = [...four.slice(1), line("2026-01-01", 4), line("2026-01-01", 6)];
    expect(values(split)).toMatchObject({ concentration: 370 / 400, max_to_median_order: 340 / 25 });
  });

  it("are absent under 4 orders and for orders of nothing", () => {
    for (const none of [values(four.slice(1)), values(four.map((one) => ({ ...one, amount: 0 as never })))]) {
      expect(none).not.toHaveProperty("concentration");
      expect(none).not.toHaveProperty("max_to_median_order");
    }
  });
});

describe("breadth", () => {
  const lines = [
    line("2026-01-05", 1, { sku: "a", category: "pumps" }),
    line("2026-02-05", 1, { sku: "b", category: "pumps" }),
    line("2026-03-05", 1, { sku: "a", category: "valves" }),
    line("2026-03-05", 1, { sku: "c", category: "seals", orderId: "same day" }),
    line("2026-04-05", 1, { sku: "a" }),
  ];

  it("counts items and categories", () => {
    expect(values(lines)).toMatchObject({ items: 3, categories: 3 });
  });

  it("is absent without its column or lines", () => {
    const bare = values(lines, { columns: { sku: false, category: false } });
    for (const name of ["items", "categories", "category_novelty"]) {
      expect(bare).not.toHaveProperty(name);
      expect(values([])).not.toHaveProperty(name);
    }
  });

  it("category_novelty is the share of order days with a first category, the very first day left out", () => {
    // Of 5 Feb, 5 Mar and 5 Apr, only 5 Mar brought new ones.
    expect(values(lines).category_novelty).toBeCloseTo(1 / 3, 6);
    expect(values(lines.slice(0, 2))).not.toHaveProperty("category_novelty");
  });

  it("category_novelty knows categories bought before the lookback, whose days count in full", () => {
    // With pumps bought in 2020, 5 Jan is no first day any more: 1 of 4 days brought something new.
    expect(values([line("2020-01-01", 1, { category: "pumps" }), ...lines]).category_novelty).toBe(0.25);
  });
});

describe("shares of orders", () => {
  const lines = [
    line("2026-01-05", 1, { quoteId: "Q1", channel: " Portal ", orderId: "A" }),
    line("2026-01-05", 1, { orderId: "A" }),
    line("2026-01-05", 1, { projectId: "P1", orderId: "B", channel: "phone" }),
    line("2026-02-05", 1, { enteredWrongly: true, orderId: "C" }),
    line("2026-03-05", 1, { enteredWrongly: false, orderId: "D", channel: "EDI" }),
  ];
  const names = ["quote_share", "project_share", "self_service_share", "error_share"] as const;

  it("count an order by any of its lines", () => {
    const found = values(lines, { selfService: ["portal", "edi"] });
    expect(found).toMatchObject({
      quote_share: 0.25,
      project_share: 0.25,
      self_service_share: 0.5,
      error_share: 0.25,
    });
  });

  it("know channels in any case, on both sides", () => {
    expect(values(lines, { selfService: ["PORTAL", " Edi"] }).self_service_share).toBe(0.5);
  });

  it("are 0 when the column is there and empty", () => {
    const plain = values([line("2026-01-05", 1), line("2026-02-05", 1)]);
    for (const name of names) expect(plain[name]).toBe(0);
  });

  it("are absent without their column and under 2 orders", () => {
    const columns = { quoteId: false, projectId: false, channel: false, error: false };
    for (const name of names) {
      expect(values(lines, { columns })).not.toHaveProperty(name);
      expect(values(lines.slice(0, 2))).not.toHaveProperty(name);
    }
  });
});

describe("prices", () => {
  const at = (date: string, unitPrice: number, listPrice?: number, sku = "bolt") =>
    line(date, 100, { sku, unitPrice, ...(listPrice === undefined ? {} : { listPrice }) });

  it("negotiated_share counts lines more than 1% off the list price, either way", () => {
    const lines = [
      at("2026-01-01", 10, 10),
      at("2026-01-02", 9.9, 10),
      at("2026-01-03", 9.89, 10),
      at("2026-01-04", 10.11, 10),
    ];
    expect(values(lines).negotiated_share).toBe(0.5);
  });

  it("negotiated_share is absent under 4 lines with both prices and without the column", () => {
    const three = [at("2026-01-01", 9, 10), at("2026-01-02", 9, 10), at("2026-01-03", 9, 10)];
    expect(values([...three, at("2026-01-04", 9)])).not.toHaveProperty("negotiated_share");
    expect(values([...three, at("2026-01-04", 9, 0)])).not.toHaveProperty("negotiated_share");
    const four = [...three, at("2026-01-04", 9, 10)];
    expect(values(four).negotiated_share).toBe(1);
    expect(values(four, { columns: { listPrice: false } })).not.toHaveProperty("negotiated_share");
  });

  it("price_dispersion is the CV of each item's price, weighted by the item's value", () => {
    // bolt 9, 10, 11: mean 10, sd 1, CV 0.1, value 300; pump at one price twice: CV 0, value 200; valve once: left out.
    const lines = [
      at("2026-01-01", 9),
      at("2026-01-02", 10),
      at("2026-01-03", 11),
      at("2026-01-01", 5, undefined, "pump"),
      at("2026-02-01", 5, undefined, "pump"),
      at("2026-02-01", 77, undefined, "valve"),
    ];
    expect(values(lines).price_dispersion).toBeCloseTo((0.1 * 300 + 0 * 200) / 500, 6);
    expect(values(lines, { columns: { unitPrice: false } })).not.toHaveProperty("price_dispersion");
    expect(values(lines, { columns: { sku: false } })).not.toHaveProperty("price_dispersion");
    expect(values(lines.slice(3, 4))).not.toHaveProperty("price_dispersion");
  });
});

describe("returns", () => {
  const sold = [line("2026-01-05", 100), line("2026-02-05", 300)];

  it("are a share of what was sold, and lower the revenue", () => {
    const withReturn = [...sold, line("2026-02-20", -60)];
    expect(values(withReturn).return_share).toBe(0.15);
    expect(signalsOf(withReturn).revenue12m).toBe(340_00);
    expect(values(sold).return_share).toBe(0);
  });

  it("stand apart: they are no orders, days, items, months or repeats", () => {
    const details = { sku: "bolt", category: "steel", unitPrice: 3, orderId: "credit note", quoteId: "Q" };
    const base = sold.map((one) => ({ ...one, sku: "nut", category: "steel" }));
    const { return_share: _, lines_per_quarter: __, ...after } = values([...base, line("2026-03-20", -50, details)]);
    const { return_share: ___, lines_per_quarter: ____, ...before } = values(base);
    expect(after).toEqual(before);
  });

  it("are absent as a share when nothing was sold, and no order makes a prospect", () => {
    const signals = signalsOf([line("2026-01-05", -100)]);
    expect(signals.values).not.toHaveProperty("return_share");
    expect(signals).not.toHaveProperty("firstDay");
    expect(signals.revenue12m).toBe(-100_00);
  });
});

describe("requests_per_quarter", () => {
  const requests = (since: string, ...dates: string[]) => ({ since: day(since), days: dates.map(day) });
  const orders = [line("2024-10-01", 1), line("2026-09-01", 1)];

  it("spreads requests over the time that the table covers", () => {
    // 2026-01-01 to 2026-09-30 are 273 days = 2.989733 quarters.
    const look = { requests: requests("2026-01-01", "2026-01-01", "2026-05-05", "2026-09-30") };
    expect(values(orders, look).requests_per_quarter).toBeCloseTo(3 / 2.989733, 5);
  });

  it("leaves out requests before the lookback and after as_of", () => {
    const look = { requests: requests("2020-01-01", "2020-01-01", "2024-09-30", "2026-10-01", "2026-09-30") };
    expect(values(orders, look).requests_per_quarter).toBeCloseTo(1 / 7.994524, 5);
  });

  it("is absent without a table, and 0 for a client who asked for nothing", () => {
    expect(values(orders)).not.toHaveProperty("requests_per_quarter");
    expect(values(orders, { requests: requests("2026-01-01") }).requests_per_quarter).toBe(0);
  });

  it("counts the time before the first order when the client asked already then", () => {
    // Four requests over the whole lookback, the first order last week: half a request a quarter, not four.
    const look = { requests: requests("2024-10-01", "2024-10-01", "2025-04-01", "2025-10-01", "2026-04-01") };
    expect(values([line("2026-09-25", 1)], look).requests_per_quarter).toBeCloseTo(4 / 7.994524, 5);
  });

  it("is absent when the table starts after as_of: nothing is known then", () => {
    const look = { requests: requests("2026-10-02", "2026-10-02") };
    expect(values(orders, look)).not.toHaveProperty("requests_per_quarter");
  });
});

describe("the window", () => {
  it("leaves out lines after as_of altogether", () => {
    const lines = [line("2026-01-05", 100), line("2026-02-05", 300)];
    const later = line("2026-10-01", 9999, { sku: "x", category: "y", quoteId: "Q" });
    expect(signalsOf([...lines, later])).toEqual(signalsOf(lines));
    expect(signalsOf([...lines, { ...later, day: day("2026-09-30") }])).not.toEqual(signalsOf(lines));
  });

  it("counts lines of the lookback only, from its first day, and dates from before it", () => {
    const signals = signalsOf([line("2024-09-30", 1), line("2024-10-01", 1), line("2026-09-30", 1)]);
    expect(signals.values).toMatchObject({ orders: 2, lines: 2, tenure_days: 730, recency_days: 0 });
    expect(signals.firstDay).toBe(day("2024-09-30"));
    expect(signals.lastDay).toBe(day("2026-09-30"));
  });

  it("sums the revenue of the 12 months up to and including as_of", () => {
    const lines = [line("2025-09-30", 1), line("2025-10-01", 10), line("2026-09-30", 100), line("2026-10-01", 1000)];
    expect(signalsOf(lines).revenue12m).toBe(110_00);
    expect(signalsOf(lines, { months: 3 }).revenue12m).toBe(110_00);
  });

  it("gives an order whose lines bear several days to the first", () => {
    const lines = [line("2026-03-01", 5, { orderId: "A" }), line("2026-01-01", 7, { orderId: "A" })];
    expect(signalsOf(lines).values).toMatchObject({ orders: 1, order_days: 2, lines: 2 });
  });
});

describe("a client with more orders than a call has arguments", () => {
  it("has signals", () => {
    const many = Array.from({ length: 130_000 }, (_, at) => line("2026-03-02", 1 + (at % 7), { orderId: `O${at}` }));
    const requests = { since: day("2026-01-01"), days: many.map(({ day }) => day) };
    // No two of 130,000 like ids are taken for one.
    expect(values(many, { requests })).toMatchObject({ orders: 130_000, max_to_median_order: 7 / 4 });
  });
});
