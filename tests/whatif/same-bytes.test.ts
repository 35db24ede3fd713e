import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runInProcess } from "../cli/run-in-process.ts";

const small = join(import.meta.dirname, "../../fixtures/small");
const folder = mkdtempSync(join(tmpdir(), "whatif-"));
const tables = ["--clients", "clients.csv", "--reps", "reps.csv", "--orders", "orders.csv", "--effort", "quick"];

beforeAll(async () => {
  await runInProcess(["plan", ...tables, "--out", join(folder, "planned")], small);
  const changes = ["--promote", "R2 junior", "--set", "balance.tolerance=0.15", "--fte", "Ana Ruiz 1"];
  await runInProcess(["whatif", ...tables, "--out", join(folder, "asked"), ...changes], small);
  const again = ["--set", "capacity.hours_per_quarter=250", "--set", "lookback_months=12"];
  await runInProcess(["whatif", ...tables, "--out", join(folder, "set"), ...again], small);
  const joins = [
    "--hire",
    "junior South 2026-08-01 fte=0.3333 languages=en;de",
    "--promote",
    "R2 junior",
    "--leave",
    "R1",
  ];
  await runInProcess(["whatif", ...tables, "--out", join(folder, "staffed"), ...joins], small);
  const reps = ["--reps", join(folder, "staffed/A/reps.csv")];
  await runInProcess(["plan", ...tables, ...reps, "--out", join(folder, "adopted")], small);
  const config = join(import.meta.dirname, "lookback.yaml");
  await runInProcess(["plan", ...tables, "--config", config, "--out", join(folder, "configured")], small);
});

afterAll(() => rmSync(folder, { recursive: true }));

function files(...path: readonly string[]): Record<string, string> {
  const under = join(folder, ...path);
  return Object.fromEntries(
    readdirSync(under)
      .sort()
      .map((name) => [name, readFileSync(join(under, name), "latin1")]),
  );
}

describe("what-if", () => {
  it("writes, for the unchanged plan, the bytes that plan writes", () => {
    expect(Object.keys(files("planned"))).toHaveLength(5);
    expect(files("asked", "plan")).toEqual(files("planned"));
  });

  it("writes the same bytes for changes that change nothing", () => {
    expect(files("asked", "A")).toEqual(files("planned"));
  });

  it("plans with a changed setting as plan does with that setting in the config", () => {
    const { "summary.json": asked, ...csvs } = files("set", "A");
    const { "summary.json": configured, ...wanted } = files("configured");
    expect(csvs).toEqual(wanted);
    expect(csvs).not.toEqual(files("planned"));
    const without = (text = "") => ({ ...JSON.parse(text), config: undefined });
    expect(without(asked)).toEqual(without(configured));
  });

  it("writes the people of a scenario, from whom plan makes that scenario's plan", () => {
    const { "summary.json": asked, "reps.csv": reps, ...csvs } = files("staffed", "A");
    const { "summary.json": adopted, ...wanted } = files("adopted");
    expect(reps).toContain("New junior 1");
    expect(csvs).toEqual(wanted);
    const idOf = (text = "") => (JSON.parse(text) as { plan_id: string }).plan_id;
    expect(idOf(asked)).toBe(idOf(adopted));
  });
});
