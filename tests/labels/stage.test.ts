import { describe, expect, it } from "vitest";
import { defaultConfig } from "../../src/config/schema.ts";
import type { Cents } from "../../src/domain/money.ts";
import { stageOf } from "../../src/labels/stage.ts";
import { day } from "../history/ledger.ts";

function stage(asOf: string, first?: string, last = first): string {
  const days = first === undefined || last === undefined ? {} : { firstDay: day(first), lastDay: day(last) };
  return stageOf({ values: {}, revenue12m: 0 as Cents, ...days }, day(asOf), defaultConfig.stages);
}

describe("the stage of a client", () => {
  it("without orders is prospect", () => {
    expect(stage("2026-09-30")).toBe("prospect");
  });

  it.each([
    ["2026-09-30", "2026-03-31", "new"],
    ["2026-09-30", "2026-03-30", "established"],
    // Half a year before 31 August is the last of February.
    ["2026-08-31", "2026-03-01", "new"],
    ["2026-08-31", "2026-02-28", "established"],
    ["2026-09-30", "2026-09-30", "new"],
  ])("on %s with the first order on %s is %s", (asOf, first, expected) => {
    expect(stage(asOf, first)).toBe(expected);
  });

  it.each([
    ["2026-09-30", "2025-10-01", "established"],
    ["2026-09-30", "2025-09-30", "lapsed"],
    ["2025-02-28", "2024-02-29", "established"],
    ["2025-02-28", "2024-02-28", "lapsed"],
  ])("on %s with the last order on %s is %s", (asOf, last, expected) => {
    expect(stage(asOf, "2019-01-01", last)).toBe(expected);
  });

  it("follows the config", () => {
    const signals = { values: {}, revenue12m: 0 as Cents, firstDay: day("2026-01-01"), lastDay: day("2026-01-01") };
    const settings = (new_months: number, lapsed_months: number) => ({ new_months, lapsed_months });
    expect(stageOf(signals, day("2026-09-30"), settings(9, 12))).toBe("new");
    expect(stageOf(signals, day("2026-09-30"), settings(6, 8))).toBe("lapsed");
    expect(stageOf(signals, day("2026-01-01"), settings(0, 12))).toBe("established");
  });
});
