import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ClientId } from "../../src/domain/ids.ts";
import type { Plan, PlanRow, SeatChange } from "../../src/domain/plan.ts";
import { changesCsv, labelsCsv, planCsv, unplacedCsv } from "../../src/report/csv.ts";
import { contextOf, profileOf, repId, repOf } from "../rules/cast.ts";

const ann = repOf({ name: "=Ann" });
const context = contextOf([ann]);
const read = (text: string) => parse(text, { columns: true }) as Record<string, string>[];
/** What whoever reads our files takes off again. */
const unguarded = (cell = "") => (/^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);

function rowOf(name: string, more: Partial<PlanRow> = {}, revenue = 0): PlanRow {
  const client = { id: "C1" as ClientId, name };
  return {
    profile: profileOf({ client, revenue, label: "consultative", complexity: 41, hours: { seller: 7.5, desk: 2.25 } }),
    seating: { seller: ann.id },
    previous: { seller: repId("R9") },
    seatChanges: [],
    change: "moved",
    forced: true,
    couldStay: false,
    reason: 'left, with "quotes"',
    ...more,
  };
}

function planOf(...rows: readonly PlanRow[]): Plan {
  const none = { assignment: new Map(), present: new Map(), proofs: [], findings: [] };
  return { ...none, rows, unplaced: [] };
}

describe("plan.csv", () => {
  it("has the contract's columns, and no hours in a seat that nobody holds", () => {
    expect(read(planCsv(planOf(rowOf("Hansa", {}, 1234.5))))).toEqual([
      {
        client_id: "C1",
        client_name: "Hansa",
        label: "consultative",
        complexity: "41",
        stage: "established",
        seller_id: "R1",
        desk_id: "",
        previous_seller_id: "R9",
        previous_desk_id: "",
        seller_hours: "7.5",
        desk_hours: "",
        revenue: "1234.50",
        change: "moved",
        reason: 'forced: left, with "quotes"',
      },
    ]);
  });

  it("keeps numbers numbers, also negative ones, and guards text", () => {
    const [row] = read(planCsv(planOf(rowOf("-5", { reason: "=cmd()", change: "kept" }, -340.05))));
    expect(row).toMatchObject({ revenue: "-340.05", client_name: "'-5", reason: "'=cmd()" });
  });

  it("reads back to the same names and reasons, whatever is in them", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(fc.constantFrom("=", "'", '"', ",", ";", "\r", "\n", "\t", "株", "x", " ")).map((all) => all.join("")),
    );
    fc.assert(
      fc.property(text, text, (name, reason) => {
        const row = rowOf(name, { reason, change: "kept" });
        const [found, ...more] = read(planCsv(planOf(row, rowOf("next"))));
        expect([unguarded(found?.client_name), unguarded(found?.reason)]).toEqual([name, reason]);
        expect(more.map((one) => one.client_name)).toEqual(["next"]);
      }),
    );
  });
});

it("changes.csv has a line for each seat that a client leaves, with names and kind", () => {
  const leaving = {
    seat: "seller",
    change: "moved",
    from: "R9",
    to: "R1",
    leaves: true,
    forced: true,
    reason: "gone",
  } as SeatChange;
  const rows = [
    rowOf("Hansa", { seatChanges: [leaving] }),
    rowOf("Kept", { seatChanges: [{ ...leaving, change: "kept", leaves: false }] }),
    rowOf("Chosen", {
      seatChanges: [
        { ...leaving, forced: false },
        { ...leaving, seat: "desk" },
      ],
    }),
  ];
  const found = read(changesCsv(planOf(...rows), context));
  expect(found.map((row) => [row["client_name"], row["seat"], row["from_id"], row["to_name"], row["kind"]])).toEqual([
    ["Hansa", "seller", "R9", "'=Ann", "forced"],
    ["Chosen", "seller", "R9", "'=Ann", "chosen"],
    ["Chosen", "desk", "R9", "'=Ann", "forced"],
  ]);
});

it("unplaced.csv has a line for each rep that was stopped, and one where there is no rep", () => {
  const { profile } = rowOf("Hansa");
  const stop = { repId: ann.id, code: "EB204", message: "client in North" };
  const unplaced = [
    { profile, seat: "seller", staffing: "a seller in North", stops: [stop] },
    { profile, seat: "desk", staffing: "a desk", stops: [] },
  ] as const;
  const found = read(unplacedCsv({ ...planOf(), unplaced }, context));
  expect(found.map((row) => [row["seat"], row["rep_id"], row["code"], row["reason"]])).toEqual([
    ["seller", "R1", "EB204", "client in North"],
    ["desk", "", "", "there is no rep for the desk seat"],
  ]);
});

it("labels.csv leaves a signal that is not known empty, and writes the others as numbers", () => {
  const { profile } = rowOf("Hansa");
  const signals = { ...profile.signals, values: { orders: 0, gap_cv: 0.433013 }, demandClass: "lumpy" } as const;
  const reasons = [{ signal: "gap_cv", value: 0.433013, points: 10, below: 0.5 }] as const;
  const label = { ...profile.label, reasons, note: "new plant" };
  const [row] = read(labelsCsv([{ ...profile, signals, label }]));
  expect(row).toMatchObject({ orders: "0", gap_cv: "0.433013", regularity: "", demand_class: "lumpy" });
  expect(row?.["reasons"]).toBe("new plant; +10 variation of order gaps 0.43, below 0.50");
});
