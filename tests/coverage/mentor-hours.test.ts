import { describe, expect, it } from "vitest";
import { reserveMentorHours } from "../../src/coverage/mentor-hours.ts";
import type { RepId } from "../../src/domain/ids.ts";
import type { Rep } from "../../src/domain/rep.ts";
import { autumn, configOf, day, repId, repOf } from "../rules/cast.ts";

const config = configOf({ mentoring: { max_complexity: 60, hours_per_client: 3, hours_per_junior: 12 } });
const senior = repOf({ id: repId("S"), level: "senior", levelRank: 2 });
const junior = (id: string, mentor?: string): Rep => {
  return repOf({ id: repId(id), level: "junior", levelRank: 0, ...(mentor ? { mentorId: repId(mentor) } : {}) });
};

function reserve(reps: readonly Rep[], hours: Readonly<Record<string, number>>, settings = config) {
  const capacity = new Map(Object.entries(hours) as [RepId, number][]);
  const reserved = reserveMentorHours(reps, capacity, autumn, settings);
  const told = [...reserved].map(([id, one]) => [id, typeof one === "string" ? one : one.hours]);
  return { reserved, told: Object.fromEntries(told) as object, left: Object.fromEntries(capacity) };
}

describe("hours of a mentor", () => {
  it("are taken off the mentor for each junior", () => {
    const { reserved, left } = reserve([senior, junior("J1", "S"), junior("J2", "S")], { S: 250, J1: 75, J2: 250 });
    expect(left).toEqual({ S: 226, J1: 75, J2: 250 });
    expect(reserved.get(repId("J1"))).toEqual({ mentor: senior, hours: 12, maxComplexity: 60 });
  });

  it("are shared alike where there are fewer, and none are reserved that would not do for one client", () => {
    const juniors = [junior("J1", "S"), junior("J2", "S"), junior("J3", "S")];
    expect(reserve([senior, ...juniors], { S: 10 })).toMatchObject({ told: { J1: 3.33, J2: 3.33 }, left: { S: 0.01 } });
    expect(reserve([senior, ...juniors], { S: 8 })).toMatchObject({ told: { J1: "no hours left" }, left: { S: 8 } });
  });

  it("reach no higher than the mentor's own limit", () => {
    const guarded = configOf({ guard: { middle: { max_complexity: 50 } }, mentoring: { max_complexity: 60 } });
    const middle = repOf({ id: repId("M") });
    const { reserved } = reserve([middle, junior("J", "M")], { M: 250 }, guarded);
    expect(reserved.get(repId("J"))).toMatchObject({ maxComplexity: 50 });
    const low = configOf({ mentoring: { max_complexity: 20 } });
    expect(reserve([senior, junior("J", "S")], { S: 250 }, low).told).toEqual({ J: "no higher limit" });
  });

  it("need a seller of a higher level who is there", () => {
    const gone = repOf({ ...senior, id: repId("G"), activeTo: day("2026-11-01") });
    const desk = repOf({ id: repId("D"), role: "desk" });
    const juniors = [junior("J1", "G"), junior("J2", "D"), junior("J3", "X"), junior("J4", "J1"), junior("J5")];
    const { told, left } = reserve([gone, desk, ...juniors], { G: 250, D: 250, J1: 250 });
    expect(told).toEqual({
      J1: "not there",
      J2: "not there",
      J3: "not in the table",
      J4: "no higher limit",
      J5: "no mentor",
    });
    expect(left).toEqual({ G: 250, D: 250, J1: 250 });
  });

  it("are none without mentoring in the config", () => {
    expect(reserve([senior, junior("J", "S")], { S: 250 }, configOf()).reserved.size).toBe(0);
  });
});
