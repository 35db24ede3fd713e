import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runInProcess } from "./run-in-process.ts";

const small = join(import.meta.dirname, "../../fixtures/small");
const tables = ["clients", "reps", "orders"].flatMap((name) => [`--${name}`, join(small, `${name}.csv`)]);
const folder = mkdtempSync(join(tmpdir(), "evenbook-"));
afterAll(() => rmSync(folder, { recursive: true }));
const label = (...more: string[]) => runInProcess(["label", ...tables, ...more], folder);

describe("label --compare", () => {
  it("finds nobody who changes label in the labels.csv of the same run, or under the same settings", async () => {
    await label("--out", "labels.csv");
    writeFileSync(join(folder, "same.yaml"), "labels: { threshold: 50 }\n");
    expect((await label("--compare", "labels.csv")).out).toContain("7 clients compared: all have the same label");
    expect((await label("--compare", "same.yaml")).out).toContain("no setting of labels differs");
  });

  it("names who changes, as a run with that config labels them", async () => {
    writeFileSync(join(folder, "strict.yaml"), "labels: { threshold: 60 }\n");
    const { out } = await label("--compare", "strict.yaml", "--json");
    const labelled = async (...more: string[]) => {
      const { clients } = JSON.parse((await label("--json", ...more)).out) as {
        clients: { client_id: string; label: string }[];
      };
      return clients.map(({ client_id, label: name }) => [client_id, name].join(" "));
    };
    const [now, other] = [await labelled(), await labelled("--config", "strict.yaml")];
    const changed = other.filter((one) => !now.includes(one));
    expect(changed.length).toBeGreaterThan(0);
    const { changes } = JSON.parse(out) as { changes: { client_id: string; other: string }[] };
    expect(changes.map(({ client_id, other: name }) => `${client_id} ${name}`)).toEqual(changed);
  });

  it("refuses what makes no sense together", async () => {
    expect((await label("--compare", "a.yaml", "--fit", "b.csv")).code).toBe(2);
    expect((await label("--compare", "a.yaml", "--out", "b.csv")).err).toContain("--compare writes no file");
    expect((await label("--compare", "none.yaml")).err).toContain("there is no such file");
  });
});
