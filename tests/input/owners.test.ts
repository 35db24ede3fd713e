import { describe, expect, it } from "vitest";
import type { Client } from "../../src/domain/client.ts";
import { matchOwners, type PossibleOwner } from "../../src/input/tables/owners.ts";

const reps = [
  { id: "R1", name: "Ann Reed", email: "ann@example.org" },
  { id: "R2", name: "Анна Петровна Рид" },
  { id: "R3", name: "Bo Hill" },
  { id: "R4", name: "Cy Hill" },
  { id: "005D000000A1b2c", name: "Dee Moss" },
  { id: "R6", name: "Eve Lund" },
  { id: "R7", name: "Eve Lund" },
  { id: "R8", name: "Gil Frost", crmId: "005D000000A1b2dIAB" },
] as unknown as PossibleOwner[];

const owned = (ownerId: string, line = 2) =>
  ({ id: "C1", ownerId, place: { file: "clients.csv", line, column: 1 } }) as unknown as Client;

describe("matchOwners", () => {
  it.each([
    ["R1", "R1"],
    ["Ann Reed", "R1"],
    ["ann@example.org", "R1"],
    ["005D000000A1b2cIAB", "005D000000A1b2c"],
    ["005D000000A1b2d", "R8"],
    ["005D000000A1B2C", "005D000000A1B2C"],
    ["005D000000A1b2cIAC", "005D000000A1b2cIAC"],
    ["Gone Away", "Gone Away"],
  ])("takes %j for %j without a word", (written, expected) => {
    const { value, findings } = matchOwners([owned(written)], reps);
    expect([value[0]?.ownerId, findings]).toEqual([expected, []]);
  });

  it.each([
    ["ann  REED", "R1"],
    ["Ann@Example.org", "R1"],
    ["Reed A.", "R1"],
    ["A. Reed", "R1"],
    ["Reed", "R1"],
    ["Рид А. П.", "R2"],
    ["Рид Анна", "R2"],
    ["B. Hill", "R3"],
    ["005d000000a1b2ciab", "005D000000A1b2c"],
  ])("takes %j for %j and says so", (written, expected) => {
    const { value, findings } = matchOwners([owned(written)], reps);
    expect(value[0]?.ownerId).toBe(expected);
    expect(findings).toMatchObject([{ code: "EB134", severity: "info", repId: expected }]);
  });

  it.each(["Hill", "Eve Lund", "E. Lund"])("takes %j for nobody, as it fits several", (written) => {
    const { value, findings } = matchOwners([owned(written)], reps);
    expect(value[0]?.ownerId).toBe(written);
    expect(findings).toMatchObject([{ code: "EB134", severity: "warning" }]);
  });

  it("reports each spelling once, and leaves clients alone that need nothing", () => {
    const exact = owned("R1");
    const { value, findings } = matchOwners([exact, owned("Reed A.", 3), owned("Reed A.", 4)], reps);
    expect(value[0]).toBe(exact);
    expect(findings.map(({ place }) => place?.line)).toEqual([3]);
  });

  it("shows the first few matches and counts the others", () => {
    const spellings = Array.from({ length: 30 }, (_, at) => owned(`Ann${" ".repeat(at + 2)}Reed`, at + 2));
    const { findings } = matchOwners(spellings, reps);
    expect(findings).toHaveLength(21);
    expect(findings.at(-1)?.message).toContain("10 more owners");
  });
});
