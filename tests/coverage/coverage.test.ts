import { describe, expect, it } from "vitest";
import { configSchema } from "../../src/config/schema.ts";
import { coverageOf } from "../../src/coverage/coverage.ts";
import type { LabelName, Stage } from "../../src/domain/label.ts";
import type { Cents } from "../../src/domain/money.ts";
import type { Signals } from "../../src/domain/signals.ts";

interface Case {
  readonly label?: LabelName;
  readonly complexity?: number;
  readonly stage?: Stage;
  readonly values?: Signals["values"];
  /** Currency units of 12 months. */
  readonly revenue?: number;
  readonly hasDesk?: boolean;
  readonly config?: unknown;
}

/** Six orders of four lines, and three requests, a quarter: 6 x 30 + 24 x 4 + 3 x 15 = 321 minutes = 5.35 hours. */
const busy = { orders_per_quarter: 6, lines_per_quarter: 24, requests_per_quarter: 3 };

function coverage(the: Case) {
  const { label = "transactional", complexity = 0, stage = "established", values = busy, revenue = 0 } = the;
  const found = { name: label, computed: label, confidence: "high", basis: "computed" } as const;
  return coverageOf(
    {
      label: { ...found, score: 50, points: 0, possiblePoints: 0, reasons: [] },
      complexity,
      stage,
      signals: { values, revenue12m: (revenue * 100) as Cents },
    },
    the.hasDesk ?? true,
    configSchema.parse(the.config ?? {}),
  );
}

describe("hours at the desk", () => {
  it("are orders, lines and requests times minutes", () => {
    expect(coverage({})).toMatchObject({ routineHours: 5.35, hours: { desk: 5.35 }, sellerDoesRoutine: false });
    expect(coverage({ values: { orders_per_quarter: 1 } }).routineHours).toBe(0.5);
    // 1 / 7 of an order is 4.285714 minutes, 0.071429 hours.
    expect(coverage({ values: { orders_per_quarter: 1 / 7 } }).routineHours).toBe(0.07);
  });

  it("follow the config", () => {
    const config = { coverage: { desk: { minutes_per_order: 10, minutes_per_line: 0, minutes_per_request: 60 } } };
    expect(coverage({ config }).routineHours).toBe(4);
  });

  it("are none for a lapsed client: its orders are over", () => {
    expect(coverage({ stage: "lapsed" })).toMatchObject({ routineHours: 0, hours: { seller: 4, desk: undefined } });
    expect(coverage({ stage: "lapsed", hasDesk: false })).toMatchObject({ routineHours: 0, hours: { seller: 4 } });
  });

  it("are none for a client without orders and requests, who needs no desk", () => {
    expect(coverage({ values: {}, stage: "prospect", label: "consultative" })).toEqual({
      routineHours: 0,
      sellerDoesRoutine: false,
      hours: { seller: 4, desk: undefined },
    });
  });
});

describe("hours of the seller", () => {
  it.each([
    // visits x 2.5 h + development
    ["transactional", 0, "established", 1 * 2.5 + 0.5],
    ["transactional", 99, "established", 1 * 2.5 + 0.5],
    ["consultative", 35, "established", 2 * 2.5 + 3],
    ["consultative", 36, "established", 3 * 2.5 + 8],
    ["transactional", 0, "new", 2 * 2.5 + 0.5],
    ["consultative", 20, "new", 3 * 2.5 + 3],
    ["consultative", 90, "new", 4 * 2.5 + 8],
    ["consultative", 90, "lapsed", 4],
    ["transactional", 0, "lapsed", 4],
    ["consultative", 0, "prospect", 4],
  ] as const)("for %s of complexity %i, %s: %f", (label, complexity, stage, hours) => {
    expect(coverage({ label, complexity, stage }).hours.seller).toBe(hours);
  });

  it("call complex what the first level's guard keeps off it", () => {
    const guard = { junior: { max_complexity: 50 } };
    const at = (complexity: number) => coverage({ label: "consultative", complexity, config: { guard } }).hours.seller;
    expect([at(50), at(51)]).toEqual([8, 15.5]);
  });
});

describe("without a desk", () => {
  it("the seller does the routine work, too", () => {
    expect(coverage({ hasDesk: false })).toEqual({
      routineHours: 5.35,
      sellerDoesRoutine: true,
      hours: { seller: 3 + 5.35, desk: undefined },
    });
  });

  it("no client is left to a desk only", () => {
    const config = { coverage: { desk_only_below_revenue: 1000 } };
    expect(coverage({ hasDesk: false, revenue: 999, config }).hours.seller).toBe(8.35);
  });
});

describe("a small transactional client", () => {
  const config = { coverage: { desk_only_below_revenue: 1000 } };

  it("needs no seller under the config's revenue", () => {
    expect(coverage({ revenue: 999.99, config }).hours).toEqual({ seller: undefined, desk: 5.35 });
    expect(coverage({ revenue: 1000, config }).hours.seller).toBe(3);
    expect(coverage({ revenue: 0 }).hours.seller).toBe(3);
  });

  it.each(["new", "lapsed", "prospect"] as const)("has a seller while it is %s", (stage) => {
    expect(coverage({ stage, config }).hours.seller).toBeGreaterThan(0);
  });

  it("has a seller when it is consultative", () => {
    expect(coverage({ label: "consultative", config }).hours.seller).toBe(8);
  });

  it("has a seller when there is no work for a desk: no client is left without any seat", () => {
    expect(coverage({ values: { orders_per_quarter: 0 }, config }).hours).toEqual({ seller: 3, desk: undefined });
  });
});
