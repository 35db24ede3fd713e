import { describe, expect, it } from "vitest";
import { type Making, staleFindings } from "../../src/check/stale.ts";

const place = { file: "plan.csv", line: 1, column: 1 };
const now: Making = {
  configSha256: "c",
  quarter: "2026Q4",
  effective: "2026-10-01",
  asOf: "2026-09-30",
  inputs: [],
};
const said = (made: Partial<Making>) =>
  staleFindings({ ...now, ...made }, now, place).map(({ code, message }) => `${code} ${message}`);

describe("the day a checked plan takes effect", () => {
  it("is said where the check is from another", () => {
    expect(said({ effective: "2026-11-15" })).toEqual([
      "EB604 this plan takes effect on 2026-11-15, the check is from 2026-10-01",
    ]);
    expect(said({ effective: "2026-11-15", asOf: "2026-10-31" })).toEqual([
      "EB604 this plan takes effect on 2026-11-15, the check is from 2026-10-01; it looks back from 2026-10-31, the check from 2026-09-30",
    ]);
  });

  it("follows from the quarter where that is another", () => {
    expect(said({ effective: "2026-07-01", quarter: "2026Q3" })).toEqual([
      "EB604 this plan is for 2026Q3, the check is for 2026Q4",
    ]);
  });

  it("is nobody's concern where it is the same, or the plan's record is older than the key", () => {
    expect(said({})).toEqual([]);
    const { effective: _, ...older } = now;
    expect(staleFindings(older, now, place)).toEqual([]);
  });
});
