import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ClientId, RepId } from "../../src/domain/ids.ts";
import { type Seat, seats } from "../../src/domain/rep.ts";
import { readAssignments } from "../../src/input/tables/assignments.ts";
import type { Given } from "../../src/planning/given.ts";
import { makePlan } from "../../src/planning/make-plan.ts";
import { ruleContext } from "../../src/planning/rule-context.ts";
import { planCsv } from "../../src/report/csv.ts";
import { firstBreach } from "../../src/rules/catalogue.ts";
import { presentOwnerId } from "../../src/rules/owner.ts";
import { judged } from "../check/judged.ts";
import { type Company, type CompanyFiles, readCompany } from "../demo/company.ts";
import { tableOf } from "../input/sources.ts";
import { arbitraryCompany, arbitraryConfig, shuffleRows } from "./arbitrary-company.ts";

const options = { seed: 1, effort: "quick" as const };

/** Any rows that somebody may have written: clients with anybody in either seat. */
const keptRows = fc
  .uniqueArray(
    fc.record({
      client: fc.nat(11),
      seller: fc.constantFrom("", "R0", "R0", "R1", "R1", "R2", "R4"),
      desk: fc.constantFrom("", "", "R0", "R1", "R2"),
    }),
    { selector: ({ client }) => client, maxLength: 12 },
  )
  .map((rows) => ["client_id,seller_id,desk_id", ...rows.map((row) => `C${row.client},${row.seller},${row.desk}`)]);

/** Exclusions that somebody may have decided, on clients and reps that may be there. */
const exclusions = fc
  .uniqueArray(fc.record({ client: fc.nat(11), rep: fc.nat(4) }), {
    selector: ({ client, rep }) => client * 5 + rep,
    maxLength: 6,
  })
  .map((rows) => rows.map(({ client, rep }) => `C${client},exclusion,R${rep}`));

async function readKept(rows: readonly string[], { tables }: Company) {
  const { value } = await readAssignments(tableOf(`${rows.join("\n")}\n`, "kept.csv"), {
    clients: tables.clients,
    reps: tables.reps,
  });
  return value;
}

async function planWith(company: Company, given: Given) {
  return (await makePlan(company.profiles, company.tables.reps, company.context, options, given)).plan;
}

/** The company after the reps have left, as `plan --release` sees it. */
function without(company: Company, released: ReadonlySet<RepId>): Company {
  const reps = company.tables.reps.map((rep) => (released.has(rep.id) ? { ...rep, released: true as const } : rep));
  const { clients } = company.tables;
  const context = ruleContext(clients, reps, company.context.quarter, company.context.config);
  return { ...company, tables: { ...company.tables, reps }, context };
}

describe("a plan with kept rows, in any company", () => {
  it("has every kept row or reports it, breaks no must rule, and passes the check beside what it reports", async () => {
    let [kept, refused] = [0, 0];
    await fc.assert(
      fc.asyncProperty(
        arbitraryCompany(),
        arbitraryConfig(),
        keptRows,
        exclusions,
        async (files, config, rows, never) => {
          const company = await readCompany(withOverrides(files, never), config);
          const assignments = await readKept(rows, company);
          const plan = await planWith(company, { kept: assignments });
          const reported = new Set(
            plan.findings
              .filter(({ code }) => code === "EB214")
              .map(({ clientId, place }) => `${clientId} ${place?.line}:${place?.column}`),
          );
          for (const { profile, seating } of plan.rows) {
            for (const seat of seats) {
              const rep = company.context.reps.get(seating[seat] ?? ("" as RepId));
              if (rep) expect(firstBreach({ profile, rep, seat }, company.context)).toBeUndefined();
              const cell = assignments.rows.get(profile.client.id)?.seats[seat];
              if (cell?.repId === undefined || profile.coverage.hours[seat] === undefined) continue;
              if (reported.has(`${profile.client.id} ${cell.line}:${cell.column}`)) refused++;
              else {
                expect(seating[seat]).toBe(cell.repId);
                kept++;
              }
            }
          }
          const told = new Set(plan.findings.filter(({ severity }) => severity === "error").map(({ code }) => code));
          const found = await judged(planCsv(plan), company);
          expect(found.filter(({ severity, code }) => severity === "error" && !told.has(code))).toEqual([]);
        },
      ),
      { numRuns: 15 },
    );
    expect(kept).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
  });

  it("of all of a plan's own rows is that plan, whatever the order of rows", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCompany(), arbitraryConfig(), fc.integer(), async (files, config, key) => {
        const company = await readCompany(files, config);
        const plan = await planWith(company, {});
        const text = planCsv(plan);
        const kept = await readKept(text.trimEnd().split("\n"), company);
        const again = await planWith(await readCompany(shuffleRows(files, key), config), { kept });
        expect(again.rows.map(({ seating }) => seating)).toEqual(plan.rows.map(({ seating }) => seating));
        expect(again.findings.filter(({ code }) => code === "EB214")).toEqual([]);
        expect(again.findings.some(({ code }) => code === "EB303")).toBe(
          plan.findings.some(({ code }) => code === "EB303"),
        );
      }),
      { numRuns: 8 },
    );
  });
});

describe("a release, in any company", () => {
  it("moves only what the released reps have, by the must rules, and says who stands where they forbid it", async () => {
    let dealt = 0;
    const anyReps = fc.subarray(["R0", "R1", "R2", "GONE"] as RepId[], { minLength: 1, maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(arbitraryCompany(), arbitraryConfig(), anyReps, keptRows, async (files, config, reps, rows) => {
        const released = new Set(reps);
        const company = without(await readCompany(files, config), released);
        const assignments = await readKept(rows, company);
        const plan = await planWith(company, { released, kept: assignments });
        const forbidden = new Set<ClientId>();
        const told = new Set(
          plan.findings
            .filter(({ code }) => code === "EB214")
            .map(({ clientId, place }) => `${clientId} ${place?.line}:${place?.column}`),
        );
        for (const { profile, seating, seatChanges } of plan.rows) {
          for (const seat of seats) {
            const holder = seating[seat];
            const rep = company.context.reps.get(holder ?? ("" as RepId));
            const breach = rep && firstBreach({ profile, rep, seat }, company.context);
            if (released.has(presentOwnerId(profile.client, seat) ?? ("" as RepId))) {
              expect(breach).toBeUndefined();
              expect(released.has(holder ?? ("" as RepId))).toBe(false);
              if (holder !== undefined) dealt++;
            } else {
              expect(holder).toBe(knownHolder(company, profile.client.id, seat));
              if (breach && profile.coverage.hours[seat] !== undefined) forbidden.add(profile.client.id);
              expect(seatChanges.some((change) => change.seat === seat && change.leaves)).toBe(false);
              const cell = assignments.rows.get(profile.client.id)?.seats[seat];
              if (cell?.repId === undefined || cell.repId === holder || profile.coverage.hours[seat] === undefined)
                continue;
              if (!company.context.reps.has(cell.repId)) continue;
              expect(told.has(`${profile.client.id} ${cell.line}:${cell.column}`)).toBe(true);
            }
          }
        }
        expect(plan.findings.some(({ message }) => message.includes("forbids"))).toBe(forbidden.size > 0);
        // Nobody is left unplaced for want of room that those who stay take up.
        for (const { stops } of plan.unplaced) for (const { code } of stops) expect(code).toMatch(/^EB2\d\d$/);
      }),
      { numRuns: 15 },
    );
    expect(dealt).toBeGreaterThan(0);
  });
});

/** With the exclusions that contradict no lock or holdover: those would be errors of the input. */
function withOverrides(files: CompanyFiles, rows: readonly string[]): CompanyFiles {
  const held = new Set(
    (files["clients.csv"] ?? "").split("\n").flatMap((line) => {
      const cells = line.split(",");
      return cells[9] || cells[10] ? [`${cells[0]},exclusion,${cells[2]}`] : [];
    }),
  );
  const sound = rows.filter((row) => !held.has(row));
  const table = ["client_id,kind,rep_id", ...sound].join("\n");
  return sound.length === 0 ? files : { ...files, "overrides.csv": `${table}\n` };
}

function knownHolder({ profiles, context }: Company, id: ClientId, seat: Seat): RepId | undefined {
  const client = profiles.find((profile) => profile.client.id === id)?.client;
  const owner = client && presentOwnerId(client, seat);
  return owner !== undefined && context.reps.has(owner) ? owner : undefined;
}
