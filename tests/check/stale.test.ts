import { describe, expect, it } from "vitest";
import { followUpFindings, type Making, staleFindings } from "../../src/check/stale.ts";

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

describe("a plan that is followed through its quarter", () => {
  const made: Making = {
    ...now,
    inputs: ["clients", "orders", "requests", "handoffs"].map((table) => ({ table, sha256: "1" })),
  };
  const found = (later: Partial<Making>) =>
    followUpFindings(made, { ...made, ...later }, place).map(({ code, message }) => `${code} ${message}`);

  it("may have newer orders and requests, and another day", () => {
    const later = ["orders", "requests"].map((table) => ({ table, sha256: "2" }));
    expect(
      found({
        quarter: "2027Q1",
        inputs: [...made.inputs.filter(({ table }) => table !== "orders" && table !== "requests"), ...later],
      }),
    ).toEqual([]);
  });

  it("should have its config, its clients and its hand-offs", () => {
    expect(found({ configSha256: "d", inputs: [{ table: "clients", sha256: "2" }] })).toEqual([
      "EB602 the config is not the one this plan was made with",
      "EB603 the clients file is not the one this plan was made from; this plan was made with a handoffs file, and there is none now",
    ]);
  });
});
