import { describe, expect, it } from "vitest";
import { demoCompany, demoTruth } from "./company.ts";

describe.each([1, 2, 3, 4, 11, 57])("labels of the demo company, seed %i", (seed) => {
  it("agree with the generator's truth", async () => {
    const truth = demoTruth(seed);
    const { profiles } = await demoCompany(seed);
    const agrees = ({ client, label }: (typeof profiles)[number]) => label.computed === truth.get(client.id)?.label;
    const sure = profiles.filter(({ label }) => label.basis === "computed" && label.confidence !== "low");
    expect(sure.filter(agrees).length / sure.length).toBeGreaterThanOrEqual(0.95);
    expect(profiles.filter(agrees).length / profiles.length).toBeGreaterThanOrEqual(0.88);
    expect(sure.length).toBeGreaterThan(profiles.length / 2);
  });
});
