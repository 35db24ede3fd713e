import { beforeAll, describe, expect, it } from "vitest";
import { generateDemo } from "../../../fixtures/generate-demo.js";
import { type Watch, watchClients } from "../../../src/aftercare/watch/watch-clients.ts";
import { parseIsoDay } from "../../../src/calendar/days.ts";
import { defaultConfig } from "../../../src/config/schema.ts";
import type { AssignmentRow } from "../../../src/domain/assignments.ts";
import type { Day } from "../../../src/domain/day.ts";
import { profileClients } from "../../../src/planning/profile-clients.ts";
import { readCompany } from "../../demo/company.ts";

const kindOf: Readonly<Record<string, string>> = {
  overdue: "overdue",
  "lost-category": "lost_category",
  unhappy: "dissatisfaction",
  "project-at-routine-client": "project",
};

/** What was planted at whom; the tool never reads it. */
function planted(files: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const [, ...rows] = (files["truth-cases.csv"] ?? "").trim().split("\n");
  return new Map(rows.map((row) => [row.split(",")[0] ?? "", kindOf[row.split(",")[1] ?? ""] ?? ""]));
}

async function watchOf(files: Readonly<Record<string, string>>): Promise<Watch> {
  const { tables, profiles } = await readCompany(files);
  const period = { since: parseIsoDay("2026-07-01") as Day, asOf: tables.asOf };
  const on = (asOf: number) =>
    new Map(
      profileClients({ ...tables, asOf: asOf as Day, hasDesk: true }, defaultConfig).map((one) => [one.client.id, one]),
    );
  const rows = new Map(
    profiles.map(({ client, label, stage }): [typeof client.id, AssignmentRow] => [
      client.id,
      { line: 1, column: 1, seats: {}, record: { label: label.name, stage } },
    ]),
  );
  return watchClients(
    {
      ...{ profiles, atStart: on(period.since - 1), halfWay: on(period.since + 45), history: tables.history },
      ...{ columns: tables.columns, ...(tables.requests && { requests: tables.requests }) },
      assignments: {
        ...{ file: "plan.csv", headerPlace: { file: "plan.csv", line: 1, column: 1 }, rows, seats: ["seller", "desk"] },
        ...{ dropped: { first: [], count: 0 }, damaged: new Map(), repeated: new Map(), hiddenFindings: [] },
      },
    },
    period,
    defaultConfig,
  );
}

describe("the watch on the demo company", () => {
  // docs/watch.md has the figures of twelve.
  const seeds = [1];
  const runs: { readonly cases: ReadonlyMap<string, string>; readonly watch: Watch }[] = [];
  beforeAll(async () => {
    for (const files of seeds.map(generateDemo)) runs.push({ cases: planted(files), watch: await watchOf(files) });
  });

  it("finds every planted case", () => {
    for (const { cases, watch } of runs) {
      for (const [id, kind] of cases) {
        const found = watch.alerts.filter(({ clientId }) => clientId === id).map(({ figures }) => figures.kind);
        expect(found, id).toContain(kind);
      }
    }
  });

  it("cries wolf no more often than it says", () => {
    const wolves = runs.map(
      ({ cases, watch }) =>
        watch.alerts.filter(({ clientId, chance }) => chance !== undefined && !cases.has(clientId)).length,
    );
    const stated = runs.map(({ watch }) => watch.tests.reduce((sum, test) => sum + test.expectedFalseAlarms, 0));
    for (const [at, count] of wolves.entries()) expect(count).toBeLessThanOrEqual(stated[at] ?? 0);
    // One of a hundred clients, of whom some have too little history for a test.
    for (const one of stated) expect(one).toBeGreaterThan(0.8);
    for (const one of stated) expect(one).toBeLessThan(1.6);
  });

  it("puts the worst first: risks, openings, what the desk takes; the most at stake before the rest", () => {
    const groups = ["risk", "opening", "routine"];
    for (const { watch } of runs) {
      const order = watch.alerts.map(({ group, stake }) => groups.indexOf(group) * 1e15 - stake);
      expect([...order].sort((a, b) => a - b)).toEqual(order);
    }
  });
});
