import { describe, expect, it } from "vitest";
import { quietSeason, silenceOf } from "../../../src/aftercare/watch/silence.ts";
import { Random } from "../../../src/allocation/random.ts";

describe("a silence", () => {
  it("needs six gaps, and is rarer the longer it lasts", () => {
    expect(silenceOf([7, 7, 8, 6, 7], 30)).toBeUndefined();
    const chances = [5, 10, 15, 20, 30].map((days) => silenceOf([7, 8, 6, 7, 9, 7, 5, 8], days)?.chance ?? Number.NaN);
    expect([...chances].sort((a, b) => b - a)).toEqual(chances);
    expect(chances[0]).toBeGreaterThan(0.2);
    expect(chances.at(-1)).toBeLessThan(0.0001);
  });

  it("is none where the client paused as long before", () => {
    const chance = silenceOf([7, 7, 8, 120, 7, 6, 8, 7, 115, 7], 60)?.chance ?? 0;
    expect(chance).toBeGreaterThan((60 + 55) / 292 - 1e-9);
  });

  it("is none in a season that was as quiet a year before", () => {
    expect(quietSeason(0, 4)).toBeGreaterThan(0.9);
    expect(quietSeason(4, 1)).toBeCloseTo(1 / 32, 12);
    expect(quietSeason(8, 6)).toBeLessThan(1e-4);
  });

  it.each([1, 3, 10])("cries wolf no more often than it says, at regularity %i", (k) => {
    const seeded = new Random(k);
    const random = () => seeded.fraction();
    // A gamma gap with a whole shape is a sum of exponential ones.
    const gap = () =>
      Array.from({ length: k }, () => -Math.log(1 - random()) / k).reduce((sum, one) => sum + one, 0) * 20;
    const level = 0.02;
    let [alarms, runs] = [0, 0];
    for (; runs < 1500; runs++) {
      const gaps = Array.from({ length: 12 }, gap);
      // A moment picked at random falls into a long gap more often: its length times itself.
      const age = random() * lengthBiased(gap, random);
      if ((silenceOf(gaps, age)?.chance ?? 1) <= level) alarms++;
    }
    // Three deviations of a count that is expected at the level.
    expect(alarms).toBeLessThan(level * runs + 3 * Math.sqrt(level * runs));
  });
});

/** A gap drawn with a chance in proportion to its length. */
function lengthBiased(gap: () => number, random: () => number): number {
  for (;;) {
    const one = gap();
    if (random() * 400 < one) return one;
  }
}
