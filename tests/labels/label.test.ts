import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { configSchema, defaultConfig } from "../../src/config/schema.ts";
import type { Scorecard } from "../../src/config/scorecard.ts";
import { labelNames } from "../../src/domain/label.ts";
import type { OrderLine } from "../../src/domain/order-line.ts";
import { complexityOf } from "../../src/labels/complexity.ts";
import { labelClient } from "../../src/labels/label.ts";
import { addPoints } from "../../src/labels/scorecard.ts";
import { line, signalsOf as signalsOfLines } from "../history/ledger.ts";
import { clientOf, signalsOf } from "./cards.ts";

const hansa = clientOf();

const repeatCard: Scorecard = [
  {
    signal: "repeat_share_lines",
    bands: [{ points: -10 }, { at_least: 0.5, points: 0 }, { at_least: 0.7, points: 12 }],
  },
];

function settingsOf(scorecard: Scorecard, more: object = {}) {
  return configSchema.parse({ labels: { scorecard, ...more } }).labels;
}

describe("a scorecard", () => {
  it.each([
    [0, -10],
    [0.499999, -10],
    [0.5, 0],
    [0.699999, 0],
    [0.7, 12],
    [1, 12],
  ])("of a value of %f gives %i points: a band starts exactly at at_least", (value, points) => {
    expect(addPoints(repeatCard, { repeat_share_lines: value }).points).toBe(points);
  });

  it("says which band the value fell into", () => {
    expect(addPoints(repeatCard, { repeat_share_lines: 0.92 }).reasons).toEqual([
      { signal: "repeat_share_lines", value: 0.92, points: 12, atLeast: 0.7 },
    ]);
    expect(addPoints(repeatCard, { repeat_share_lines: 0.1 }).reasons).toEqual([
      { signal: "repeat_share_lines", value: 0.1, points: -10, below: 0.5 },
    ]);
    expect(addPoints(repeatCard, { repeat_share_lines: 0.6 }).reasons).toEqual([]);
  });

  it("gives nothing for a value that is not known or below the first band", () => {
    expect(addPoints(repeatCard, { gap_cv: 1 })).toEqual({ points: 0, possiblePoints: 0, reasons: [] });
    const fromThree: Scorecard = [{ signal: "sites", bands: [{ at_least: 3, points: 5 }] }];
    expect(addPoints(fromThree, { sites: 2 })).toEqual({ points: 0, possiblePoints: 5, reasons: [] });
  });

  it("puts the weightiest reason first, whatever its sign", () => {
    const card: Scorecard = [
      { signal: "sites", bands: [{ points: 3 }] },
      { signal: "contacts", bands: [{ points: -8 }] },
      { signal: "items", bands: [{ points: 3 }] },
    ];
    const { reasons } = addPoints(card, { sites: 1, contacts: 1, items: 1 });
    expect(reasons.map(({ signal, points }) => `${signal} ${points}`)).toEqual(["contacts -8", "sites 3", "items 3"]);
  });
});

describe("a label", () => {
  const known = { order_days: 20, repeat_share_lines: 0.92 };

  it("scores 50 and the points, and is transactional from the threshold up", () => {
    const at = (threshold: number) =>
      labelClient(hansa, signalsOf(known), "established", settingsOf(repeatCard, { threshold }));
    expect(at(62)).toMatchObject({ score: 62, points: 12, name: "transactional", computed: "transactional" });
    expect(at(62.5)).toMatchObject({ score: 62, name: "consultative", basis: "computed" });
  });

  it("keeps the score within 0 and 100", () => {
    const card = (points: number): Scorecard => [{ signal: "repeat_share_lines", bands: [{ points }] }];
    expect(labelClient(hansa, signalsOf(known), "established", settingsOf(card(70)))).toMatchObject({
      score: 100,
      points: 70,
    });
    expect(labelClient(hansa, signalsOf(known), "established", settingsOf(card(-70)))).toMatchObject({
      score: 0,
      points: -70,
    });
  });

  it("tells a re-orderer from a project buyer by the default card", () => {
    // +18 repeat share, +10 even gaps, +8 even months, +4 no quotes.
    const reorders = { order_days: 24, repeat_share_lines: 0.95, gap_cv: 0.2, amount_cv2: 0.1, quote_share: 0 };
    expect(labelClient(hansa, signalsOf(reorders), "established", defaultConfig.labels)).toMatchObject({
      name: "transactional",
      score: 90,
      confidence: "high",
    });
    // -14 repeat share, -10 bursts, -8 months, -12 quotes.
    const projects = { order_days: 9, repeat_share_lines: 0.1, gap_cv: 1.8, amount_cv2: 1.5, quote_share: 0.6 };
    expect(labelClient(hansa, signalsOf(projects), "established", defaultConfig.labels)).toMatchObject({
      name: "consultative",
      score: 6,
      confidence: "high",
    });
  });

  it.each([0, 1, 3])("with %i order days is consultative by default, with low confidence", (orderDays) => {
    const signals = signalsOf({ order_days: orderDays, repeat_share_lines: 1 });
    expect(labelClient(hansa, signals, "established", settingsOf(repeatCard))).toMatchObject({
      name: "consultative",
      computed: "consultative",
      confidence: "low",
      basis: "defaulted",
      note: `${orderDays} order ${orderDays === 1 ? "day" : "days"} in the lookback, fewer than 4`,
    });
  });

  it("is computed from min_order_days on", () => {
    const signals = signalsOf({ order_days: 4, repeat_share_lines: 1 });
    expect(labelClient(hansa, signals, "established", settingsOf(repeatCard))).toMatchObject({
      name: "transactional",
      basis: "computed",
    });
  });

  it("that somebody set wins, and the computed one stays beside it", () => {
    const set = clientOf({ label: "consultative", labelReason: "new plant next year" });
    expect(labelClient(set, signalsOf(known), "established", settingsOf(repeatCard))).toMatchObject({
      name: "consultative",
      computed: "transactional",
      score: 62,
      basis: "overridden",
      confidence: "high",
      note: "new plant next year",
    });
    const unknown = labelClient(
      clientOf({ label: "transactional" }),
      signalsOf({}),
      "established",
      settingsOf(repeatCard),
    );
    expect(unknown).toMatchObject({ name: "transactional", computed: "consultative", basis: "overridden" });
    expect(unknown).not.toHaveProperty("note");
  });

  it.each([
    [64, 8, "high"],
    [64, 7, "medium"],
    [63, 20, "medium"],
    [58, 20, "medium"],
    [57, 20, "low"],
    [50, 20, "low"],
    [43, 20, "low"],
    [42, 20, "medium"],
    [36, 8, "high"],
  ])("of score %i with %i order days has %s confidence", (score, orderDays, confidence) => {
    const card: Scorecard = [{ signal: "repeat_share_lines", bands: [{ points: score - 50 }] }];
    const signals = signalsOf({ order_days: orderDays, repeat_share_lines: 0.5 });
    expect(labelClient(hansa, signals, "established", settingsOf(card))).toMatchObject({ score, confidence });
  });
});

it("is never sure of a client in its first half-year", () => {
  const settings = settingsOf(repeatCard, { medium_confidence: 0, high_confidence: 0 });
  const signals = signalsOf({ order_days: 20, repeat_share_lines: 0.92 });
  expect(labelClient(hansa, signals, "new", settings)).toMatchObject({ name: "transactional", confidence: "low" });
  expect(labelClient(hansa, signals, "established", settings).confidence).toBe("high");
});

describe("complexity", () => {
  const scorecard: Scorecard = [
    { signal: "categories", bands: [{ points: 0 }, { at_least: 5, points: 10 }] },
    { signal: "quote_share", bands: [{ points: 0 }, { at_least: 0.2, points: 20 }] },
    { signal: "contacts", bands: [{ points: 0 }, { at_least: 3, points: 10 }, { at_least: 6, points: 15 }] },
    { signal: "required_skills", bands: [{ points: 0 }, { at_least: 1, points: 5 }] },
  ];
  const score = (values: object, client = hansa) => complexityOf(client, signalsOf(values), { scorecard }).score;

  it("is the share of the points that the known values could have given", () => {
    // All known: 10 + 20 + 10 + 5 of 50.
    const full = clientOf({ contacts: 4, requiredSkills: ["air"] });
    expect(score({ categories: 5, quote_share: 0.3 }, full)).toBe(90);
    // Quotes not known: 10 + 10 + 5 of 30.
    expect(score({ categories: 5 }, full)).toBe(83);
    expect(score({ categories: 4, quote_share: 0.1 }, clientOf({ contacts: 1 }))).toBe(0);
  });

  it("is measured against at least half of the card: one known value alone is no 100", () => {
    // Categories and skills known, 15 possible points, but 25 is half of the card: 10 of 25.
    expect(score({ categories: 9 })).toBe(40);
    expect(score({})).toBe(0);
  });

  it("comes with reasons that add up to its points", () => {
    const found = complexityOf(clientOf({ contacts: 7 }), signalsOf({ categories: 9 }), { scorecard });
    expect(found).toMatchObject({ points: 25, possiblePoints: 30, score: 83 });
    expect(found.reasons.map(({ signal, points }) => [signal, points])).toEqual([
      ["contacts", 15],
      ["categories", 10],
    ]);
  });

  it("stays within 0 and 100 for cards that take points off, and is 0 for an empty card", () => {
    const odd: Scorecard = [{ signal: "categories", bands: [{ points: -5 }, { at_least: 3, points: 5 }] }];
    expect(complexityOf(hansa, signalsOf({ categories: 1 }), { scorecard: odd }).score).toBe(0);
    expect(complexityOf(hansa, signalsOf({ categories: 3 }), { scorecard: odd }).score).toBe(100);
    expect(complexityOf(hansa, signalsOf({ categories: 3 }), { scorecard: [] }).score).toBe(0);
  });
});

/** Order lines with prices, items, quotes and returns, on days of two years. */
const anyHistory = fc.array(
  fc
    .record({
      at: fc.integer({ min: 0, max: 700 }),
      cents: fc.integer({ min: -500, max: 50_000 }),
      sku: fc.constantFrom("bolt", "nut", "pump"),
      category: fc.constantFrom("steel", "water"),
      quoted: fc.boolean(),
      price: fc.integer({ min: 1, max: 99 }),
    })
    .map(({ at, cents, sku, category, quoted, price }): OrderLine => {
      const first = line("2024-10-10", 1);
      const day = (first.day + at) as OrderLine["day"];
      const prices = { unitPrice: price, listPrice: 50 };
      const quote = quoted ? { quoteId: "Q" } : {};
      return { ...first, ...prices, ...quote, orderId: `${at}`, day, amount: cents as never, sku, category };
    }),
  { maxLength: 50 },
);

describe("every label and complexity", () => {
  it("has reasons that add up to the points, and the points to the score", () => {
    fc.assert(
      fc.property(anyHistory, fc.option(fc.constantFrom(...labelNames), { nil: undefined }), (lines, override) => {
        const client = override === undefined ? hansa : clientOf({ label: override });
        const label = labelClient(client, signalsOfLines(lines), "established", defaultConfig.labels);
        const total = label.reasons.reduce((points, reason) => points + reason.points, 0);
        expect(label.points).toBe(total);
        expect(label.score).toBe(Math.max(0, Math.min(100, 50 + total)));
        for (const { value, atLeast = -Infinity, below = Infinity, points } of label.reasons) {
          expect(atLeast <= value && value < below && points !== 0).toBe(true);
        }
        expect(label.name).toBe(override ?? label.computed);
      }),
    );
  });

  it("ignores size: a thousand times the amounts change no label, no score and no complexity", () => {
    fc.assert(
      fc.property(anyHistory, (lines) => {
        const large = lines.map((one) => ({ ...one, amount: (one.amount * 1000) as never }));
        const [small, big] = [lines, large].map((some) => {
          const signals = signalsOfLines(some);
          const label = labelClient(hansa, signals, "established", defaultConfig.labels);
          return [label, complexityOf(hansa, signals, defaultConfig.complexity)];
        });
        expect(big).toEqual(small);
      }),
    );
  });
});
