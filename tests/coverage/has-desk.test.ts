import { describe, expect, it } from "vitest";
import { hasDesk } from "../../src/coverage/has-desk.ts";
import type { Rep } from "../../src/domain/rep.ts";
import { autumn, configOf, day, repOf } from "../rules/cast.ts";

describe("whether there is a desk in the quarter", () => {
  it.each<[string, Partial<Rep>, boolean]>([
    ["a desk specialist", { role: "desk" }, true],
    ["a rep of both roles", { role: "both" }, true],
    ["sellers only", { role: "seller" }, false],
    ["a specialist who is excluded", { role: "desk", excluded: true }, false],
    ["... who leaves before the quarter ends", { role: "desk", activeTo: day("2026-12-30") }, false],
    ["... who starts within it", { role: "desk", activeFrom: day("2026-12-01") }, true],
    ["... who starts after it", { role: "desk", hireDay: day("2027-01-01") }, false],
    ["... without hours", { role: "desk", quarterHours: 0 }, false],
  ])("%s", (_, rep, expected) => {
    expect(hasDesk([repOf(), repOf(rep)], autumn, configOf())).toBe(expected);
  });
});
