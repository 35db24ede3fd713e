import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { runInProcess } from "./run-in-process.ts";

const demo = join(import.meta.dirname, "../../fixtures/demo");
const folder = mkdtempSync(join(tmpdir(), "evenbook-"));
afterAll(() => rmSync(folder, { recursive: true }));

it("label --fit says to keep points that no others beat on clients unseen, and writes none", async () => {
  const tables = ["clients", "reps", "orders"].flatMap((name) => [`--${name}`, join(demo, `${name}.csv`)]);
  const argv = ["label", ...tables, "--fit", join(demo, "truth.csv"), "--out", "points.yaml"];
  const { code, out, err } = await runInProcess(argv, folder);
  expect(code).toBe(0);
  expect(out).toContain("Keep yours");
  expect(out).toContain("with your points");
  expect(out).not.toContain("scorecard:");
  expect(err).toContain("points.yaml is not written: there are no better points to put into it");
  expect(existsSync(join(folder, "points.yaml"))).toBe(false);
});
