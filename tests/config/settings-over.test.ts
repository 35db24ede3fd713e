import { describe, expect, it } from "vitest";
import { configSchema } from "../../src/config/schema.ts";
import { settingsOver } from "../../src/config/settings-over.ts";

const now = configSchema.parse({ labels: { threshold: 55, min_order_days: 6 }, seed: 4 });
const over = (text: string) => settingsOver(now, { text, file: "other.yaml" }, ["labels", "stages"]);

describe("settings of another config over those of now", () => {
  it("are those that it names; the rest stays", () => {
    const { value } = over("labels: { threshold: 60 }\nseed: 9\nstages: { new_months: 3 }");
    expect(value?.config.labels).toEqual({ ...now.labels, threshold: 60 });
    expect(value?.config.seed).toBe(4);
    expect(value?.differences).toEqual([
      { key: "labels.threshold", now: 55, other: 60 },
      { key: "stages.new_months", now: 6, other: 3 },
    ]);
  });

  it("replace a list as a whole", () => {
    const { value } = over("labels: { scorecard: [{ signal: gap_cv, bands: [{ points: 3 }] }] }");
    expect(value?.config.labels.scorecard).toEqual([{ signal: "gap_cv", bands: [{ points: 3 }] }]);
    expect(value?.differences.map(({ key }) => key)).toEqual(["labels.scorecard"]);
  });

  it("are none of an empty file, and of one that says what holds anyway", () => {
    expect(over("").value?.differences).toEqual([]);
    expect(over("labels: { threshold: 55 }").value?.differences).toEqual([]);
  });

  it("are not taken from a file with mistakes, nor from keys that only look like settings", () => {
    expect(over("labels: { treshold: 60 }").value).toBeUndefined();
    expect(over("labels: { __proto__: { threshold: 60 } }").value?.config.labels.threshold ?? 55).toBe(55);
  });
});
